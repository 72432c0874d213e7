#include "case/case.h"
#include "case/time_varying.h"
#include "case/waveform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double eps = std::numeric_limits<double>::epsilon();

/// Both one-sided limits at t.
std::vector<double> at(const Waveform &waveform, double t)
{
  return {waveform.value(t, Approach::from_left), waveform.value(t, Approach::from_right)};
}

// One pulse: the base but for [delay, delay + width); two corners, where the two limits
// differ.
TEST(Waveform, PulsesOnce)
{
  const Waveform pulse(Pulse{40., 1e-6, {}, 2e-6, 5.});
  EXPECT_EQ(at(pulse, 0.), (std::vector<double>{5., 5.}));
  EXPECT_EQ(at(pulse, 2e-6), (std::vector<double>{5., 40.}));
  EXPECT_EQ(at(pulse, 2.5e-6), (std::vector<double>{40., 40.}));
  EXPECT_EQ(at(pulse, 2e-6 + 1e-6), (std::vector<double>{40., 5.}));
  EXPECT_EQ(at(pulse, 1e9), (std::vector<double>{5., 5.}));
  EXPECT_EQ(pulse.next_corner(0.), 2e-6);
  EXPECT_EQ(pulse.next_corner(2e-6), 2e-6 + 1e-6);
  EXPECT_EQ(pulse.next_corner(3e-6), std::nullopt);
  EXPECT_FALSE(pulse.period());
}

// A train without a delay begins with its value; a corner of the start has no time before.
TEST(Waveform, BeginsATrainAtZero)
{
  const Waveform train(Pulse{40., 1e-6, 1e-4, 0., 0.});
  EXPECT_EQ(train.value(0., Approach::from_right), 40.);
  EXPECT_TRUE(train.is_corner(0.));
  EXPECT_EQ(train.next_corner(0.), 1e-6);
  EXPECT_EQ(train.next_corner(1e-6), 1e-4);
  EXPECT_EQ(train.period(), 1e-4);
}

// Corners of a train are delay + k period, one product: the millionth is the double nearest
// to it, however many came before, and each is found again from the one before.
TEST(Waveform, MultipliesThePeriod)
{
  const double period = 1e-4, width = 3e-5, delay = 7e-6;
  const Waveform train(Pulse{1., width, period, delay, 0.});
  double t = 0.;
  for (int k = 0; k < 20000; ++k)
  {
    t = train.next_corner(t).value();
    ASSERT_EQ(t, delay + k * period);
    ASSERT_TRUE(train.is_corner(t));
    ASSERT_EQ(at(train, t), (std::vector<double>{0., 1.}));
    t = train.next_corner(t).value();
    ASSERT_EQ(t, delay + k * period + width);
    ASSERT_EQ(at(train, t), (std::vector<double>{1., 0.}));
  }
  const double late = delay + 1e6 * period;
  EXPECT_EQ(train.next_corner(std::nextafter(late, 0.) - 1e-9), late);
}

// Wherever one asks, the next corner lies behind, and nothing changes on the way to it.
TEST(Waveform, AdvancesFromAnywhere)
{
  const std::vector<Waveform> waveforms{Waveform(Pulse{1., 1e-6, 1e-5, 3e-6, 0.}),
                                        Waveform(Pulse{1., 1. / 3., 0.7, 0., 0.}),
                                        Waveform(Steps{{0., 0.1, 0.3}, {1., 2., 3.}, 0.7}),
                                        Waveform(Steps{{1., 2.}, {1., 2.}, {}})};
  for (const Waveform &waveform : waveforms)
    for (double t = 1e-7; t < 100.; t *= 1.37)
      for (const double start : {t, std::nextafter(t, 0.), std::nextafter(t, 1e9)})
      {
        const std::optional<double> corner = waveform.next_corner(start);
        if (!corner)
          continue;
        ASSERT_GT(*corner, start);
        ASSERT_TRUE(waveform.is_corner(*corner));
        ASSERT_EQ(waveform.value(start, Approach::from_right),
                  waveform.value(*corner, Approach::from_left));
        ASSERT_EQ(waveform.value(0.5 * (start + *corner), Approach::from_left),
                  waveform.value(start, Approach::from_right));
      }
}

// 0.1 ms + 0.2 ms is not 0.3 ms in binary: two waveforms that meet there have one corner,
// at which both have changed.
TEST(Waveform, MeetsAnotherInOneInstant)
{
  ASSERT_NE(1e-4 + 2e-4, 3e-4);
  EXPECT_TRUE(is_same_instant(1e-4 + 2e-4, 3e-4));
  const Waveform pulse(Pulse{1., 2e-4, {}, 1e-4, 0.});
  const Waveform steps(Steps{{0., 3e-4}, {0., 1.}, {}});
  for (const double corner : {1e-4 + 2e-4, 3e-4})
  {
    EXPECT_EQ(at(pulse, corner), (std::vector<double>{1., 0.}));
    EXPECT_EQ(at(steps, corner), (std::vector<double>{0., 1.}));
    EXPECT_TRUE(pulse.is_corner(corner) && steps.is_corner(corner));
    EXPECT_FALSE(pulse.next_corner(corner) || steps.next_corner(corner));
  }
  EXPECT_FALSE(is_same_instant(1000., 1000. + 1e-9));
  EXPECT_FALSE(is_same_instant(0., 1e-300));
  EXPECT_TRUE(is_same_instant(1., 1. + 2. * eps));
}

// Numbers of a file have 15 digits. Four periods and a width add up to a last digit that
// the time to save on that corner was not given with: 3e-18 s are no step.
TEST(Waveform, MeetsATimeOfFifteenDigits)
{
  const double width = 0.000183866242511137, period = 0.000204295825012375,
               saved = 0.00100104954256064;
  ASSERT_NE(4. * period + width, saved);
  EXPECT_TRUE(is_same_instant(4. * period + width, saved));
  const Waveform train(Pulse{1., width, period, 0., 0.});
  EXPECT_TRUE(train.is_corner(saved));
  EXPECT_NEAR(train.next_corner(saved).value(), 5. * period, 1e-15);
}

// A pulse as wide as its period is on for ever; as wide but for a nanosecond it is not.
TEST(Waveform, StaysOnWithoutAGap)
{
  const Waveform full(Pulse{1., 1e-4, 1e-4, 1e-3, 0.});
  EXPECT_EQ(full.next_corner(0.), 1e-3);
  EXPECT_FALSE(full.next_corner(1e-3));
  EXPECT_EQ(full.value(7.77, Approach::from_left), 1.);
  EXPECT_EQ(full.period(), 1e-4);
  const Waveform gaps(Pulse{1., 1e-4 - 1e-9, 1e-4, 0., 0.});
  EXPECT_EQ(gaps.next_corner(5e-5), 1e-4 - 1e-9);
  EXPECT_EQ(gaps.next_corner(1e-4 - 1e-9), 1e-4);
}

// Steps hold the first value before their first entry, which is no corner then.
TEST(Waveform, Steps)
{
  const Waveform steps(Steps{{1e-3, 2e-3, 5e-3}, {3., 40., 7.}, {}});
  EXPECT_EQ(at(steps, 0.), (std::vector<double>{3., 3.}));
  EXPECT_EQ(at(steps, 1e-3), (std::vector<double>{3., 3.}));
  EXPECT_FALSE(steps.is_corner(1e-3));
  EXPECT_EQ(steps.next_corner(0.), 2e-3);
  EXPECT_EQ(at(steps, 2e-3), (std::vector<double>{3., 40.}));
  EXPECT_EQ(steps.next_corner(2e-3), 5e-3);
  EXPECT_EQ(at(steps, 1.), (std::vector<double>{7., 7.}));
  EXPECT_EQ(steps.values(), (std::vector<double>{3., 40., 7.}));
  EXPECT_FALSE(Waveform(Steps{{0.}, {3.}, {}}).next_corner(0.));
}

// A ramp has the same limit from both sides, but its slope turns at every entry.
TEST(Waveform, Ramps)
{
  const Waveform ramp(Ramp{{1., 3., 4.}, {300., 400., 350.}, {}});
  EXPECT_EQ(at(ramp, 0.), (std::vector<double>{300., 300.}));
  EXPECT_EQ(at(ramp, 2.), (std::vector<double>{350., 350.}));
  EXPECT_EQ(at(ramp, 3.), (std::vector<double>{400., 400.}));
  EXPECT_EQ(at(ramp, 3.5), (std::vector<double>{375., 375.}));
  EXPECT_EQ(at(ramp, 9.), (std::vector<double>{350., 350.}));
  EXPECT_EQ(ramp.next_corner(0.), 1.);
  EXPECT_EQ(ramp.next_corner(1.), 3.);
  EXPECT_EQ(ramp.next_corner(3.), 4.);
  EXPECT_EQ(ramp.next_corner(4.), std::nullopt);
}

// Steps and ramps with a period begin anew at its multiples.
TEST(Waveform, RepeatsStepsAndRamps)
{
  const Waveform steps(Steps{{0., 0.25}, {1., 2.}, 1.});
  EXPECT_EQ(at(steps, 3.), (std::vector<double>{2., 1.}));
  EXPECT_EQ(at(steps, 3.25), (std::vector<double>{1., 2.}));
  EXPECT_EQ(steps.next_corner(3.25), 4.);
  EXPECT_FALSE(steps.is_corner(0.));
  const Waveform saw(Ramp{{0., 1.}, {0., 10.}, 1.});
  EXPECT_EQ(at(saw, 7.), (std::vector<double>{10., 0.}));
  EXPECT_NEAR(saw.value(7.3, Approach::from_left), 3., 1e-12);
}

// What is no waveform has no value and no corner, and does no harm.
TEST(Waveform, HasNoValueIfItIsFaulty)
{
  const double nan = std::nan("");
  const std::vector<Waveform> faulty{Waveform(Pulse{1., -1., {}, 0., 0.}),
                                     Waveform(Pulse{1., 2., 1., 0., 0.}),
                                     Waveform(Pulse{1., nan, 1., 0., 0.}),
                                     Waveform(Pulse{1., 1., 0., 0., 0.}),
                                     Waveform(Pulse{1., 1., {}, -1., 0.}),
                                     Waveform(Steps{{}, {}, {}}),
                                     Waveform(Steps{{0., 2., 1.}, {1., 2., 3.}, {}}),
                                     Waveform(Steps{{0., 1.}, {1., 2.}, 0.5}),
                                     Waveform(Ramp{{0., nan}, {1., 2.}, {}}),
                                     Waveform(Ramp{{1., 1.}, {1., 2.}, {}})};
  for (const Waveform &waveform : faulty)
  {
    EXPECT_TRUE(std::isnan(waveform.value(1., Approach::from_right)));
    EXPECT_FALSE(waveform.next_corner(0.));
    EXPECT_FALSE(waveform.is_corner(1.));
  }
}

Case with_periods(const std::vector<std::optional<double>> &periods)
{
  Case input;
  for (const auto &period : periods)
    input.waveforms.push_back({{}, Waveform(Pulse{1., 1e-6, period, 0., 0.}), {}});
  return input;
}

// The common period is the smallest common multiple, whose digits are those of a product.
TEST(Waveform, FindsTheCommonPeriod)
{
  EXPECT_EQ(common_period(with_periods({1e-4})), 1e-4);
  EXPECT_EQ(common_period(with_periods({1e-4, 1e-3, 5e-4})), 1e-3);
  EXPECT_EQ(common_period(with_periods({2e-4, 3e-4})), 2. * 3e-4);
  EXPECT_FALSE(common_period(with_periods({})));
  EXPECT_FALSE(common_period(with_periods({1e-4, {}})));
  EXPECT_FALSE(common_period(with_periods({1e-4, 1e-4 * std::sqrt(2.)})));
}

} // namespace
} // namespace kelvolt

#include "compact/foster_network.h"
#include "compact/replay.h"
#include "compact/safe_operating_area.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace kelvolt
{
namespace
{

using testing::SizeIs;

/// Three modes from a microsecond to a second, and a second source beside it.
ModalModel example_model()
{
  ModalModel model;
  model.rate = {1., 1e3, 1e6};
  model.inputs = {{"a", ModalInputKind::power, {2., 30., 500.}},
                  {"b", ModalInputKind::power, {1., -5., 0.}}};
  model.outputs = {
      {"a", ModalOutputKind::mean, {{2., 30., 500.}}, 300.},
      {"a", ModalOutputKind::maximum, {{2., 30., 600.}, {2.1, 30., 0.}}, 300.}};
  model.first_time = 1e-7;
  model.last_time = 100.;
  return model;
}

// Superposition of steps is known in closed form; rows far apart and close together, and a
// source that goes below zero.
TEST(Replay, SuperposesSteps)
{
  const ModalModel model = example_model();
  const std::vector<double> time = {0.5, 0.5 + 1e-7, 0.6, 2., 2.001, 50.},
                            power = {3., -1., 0., 10., 2., 0.},
                            other = {0., 5., 5., 5., 1., 1.};
  const auto histories = replay(model, {time, {power, other}, LoadProfileMode::steps});
  ASSERT_THAT(histories, SizeIs(2));
  for (std::size_t k = 0; k < time.size(); ++k)
  {
    double rise = 0.;
    for (std::size_t s = 0; s < k; ++s)
    {
      const double a = power[s] - (s > 0 ? power[s - 1] : 0.),
                   b = other[s] - (s > 0 ? other[s - 1] : 0.);
      rise += a * step_response(model, 0, 0, time[k] - time[s]) +
              b * step_response(model, 1, 0, time[k] - time[s]);
    }
    EXPECT_NEAR(histories[0].rise[k], rise, 1e-12 * 50.) << k;
  }
  EXPECT_EQ(histories[0].hottest, 4U);
}

// A ramp of power: the integral of the step response, known in closed form; in steps of all
// lengths about the one at which the formula changes to its series.
TEST(Replay, IntegratesRampsExactly)
{
  const ModalModel model = example_model();
  for (const double step : {1e-9, 9e-9, 1.1e-8, 1e-5, 1e-2, 3.})
  {
    const auto histories = replay(
        model,
        {{0., step, 3. * step}, {{0., step, 3. * step}, {}}, LoadProfileMode::ramps});
    for (const std::size_t k : {1U, 2U})
    {
      const double t = k == 1 ? step : 3. * step;
      double rise = 0.; // by mode: gain^2 (t - (1 - exp(-rate t))/rate) / rate
      for (std::size_t i = 0; i < 3; ++i)
      {
        const double angle = model.rate[i] * t, gain = model.inputs[0].gain[i];
        const long double excess =
            static_cast<long double>(angle) + std::expm1(-static_cast<long double>(angle));
        rise += static_cast<double>(gain * gain / model.rate[i] / model.rate[i] * excess);
      }
      EXPECT_NEAR(histories[0].rise[k], rise, 1e-10 * rise) << step << ", " << k;
    }
  }
}

// A pulse train comes into the periodic state whose peak is known in closed form.
TEST(Replay, ReachesThePeakOfThePeriodicState)
{
  const ModalModel model = example_model();
  LoadProfile profile;
  profile.value.resize(1);
  for (int period = 0; period < 2000; ++period)
    for (const double part : {0., 0.001})
    {
      profile.time.push_back(0.01 * period + part);
      profile.value[0].push_back(part == 0. ? 7. : 0.);
    }
  const auto histories = replay(model, profile);
  const double peak = 7. * pulse_response(foster_network(model, 0, 0), 1e-3, 1e-2);
  EXPECT_NEAR(histories[0].rise[histories[0].hottest], peak, 1e-8 * peak);
  EXPECT_NEAR(histories[0].rise.back(), peak, 1e-8 * peak);
}

// A million rows take less than a second for a source of forty modes.
TEST(Replay, TakesAMillionRowsInASecond)
{
  ModalModel model;
  for (int i = 0; i < 40; ++i)
    model.rate.push_back(1e-2 * std::pow(10., i / 4.));
  model.inputs = {{"a", ModalInputKind::power, std::vector<double>(40, 1.)}};
  model.outputs = {{"a", ModalOutputKind::mean, {std::vector<double>(40, 1.)}, 300.}};
  LoadProfile profile;
  profile.value.resize(1);
  for (int k = 0; k < 1000000; ++k)
  {
    profile.time.push_back(k * 1e-5);
    profile.value[0].push_back(k % 10 < 3 ? 1. : 0.);
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(replay(model, profile)[0].rise, SizeIs(1000000));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  RecordProperty("seconds", std::to_string(seconds.count()));
  EXPECT_LT(seconds.count(), 1.);
}

std::vector<double> values_of(const std::vector<TurningPoint> &points)
{
  std::vector<double> values;
  values.reserve(points.size());
  for (const TurningPoint &point : points)
    values.push_back(point.value);
  return values;
}

// Plateaus are one place, ripple below the threshold is none, the ends are always there.
TEST(TurningPoints, KeepReversals)
{
  const std::vector<double> time = {0, 1, 2, 3, 4, 5, 6, 7};
  const std::vector<double> value = {0, 5, 5, 4.9, 6, -1, -1, 2};
  EXPECT_EQ(values_of(turning_points(time, value)),
            (std::vector<double>{0, 5, 4.9, 6, -1, 2}));
  EXPECT_EQ(values_of(turning_points(time, value, 0.5)),
            (std::vector<double>{0, 6, -1, 2}));
  EXPECT_EQ(values_of(turning_points({0., 1.}, {3., 3.})), (std::vector<double>{3, 3}));
  EXPECT_EQ(values_of(turning_points({0.}, {3.})), (std::vector<double>{3}));
}

// One pulse: limit over impedance; long pulses at duty 1/2 and one without end meet at the
// steady resistance; the hottest of the places counts.
TEST(SafeOperatingArea, DividesTheLimitByTheResponse)
{
  const ModalModel model = example_model();
  const SafeOperatingArea area =
      safe_operating_area(model, 0, 0, 125., {1e-6, 1e-3, 1e3}, {0., 0.01, 0.5});
  EXPECT_DOUBLE_EQ(area.power[0][1], 125. / step_response(model, 0, 0, 1e-3));
  const double steady = 125. / steady_response(model, 0, 0);
  EXPECT_NEAR(area.power[0][2], steady, 1e-9 * steady);
  EXPECT_NEAR(area.power[2][2], steady, 1e-9 * steady);
  // Pulses much shorter than all time constants heat by their mean.
  const SafeOperatingArea fast = safe_operating_area(model, 0, 0, 125., {1e-12}, {0.5});
  EXPECT_NEAR(fast.power[0][0], 2. * steady, 1e-5 * steady);
  EXPECT_LT(safe_operating_area(model, 0, 1, 125., {1e3}, {0.}).power[0][0], steady);
}

} // namespace
} // namespace kelvolt

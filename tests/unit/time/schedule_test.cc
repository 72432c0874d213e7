#include "time/schedule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

Case with_study(const TransientStudy &study, const std::vector<Waveform> &waveforms)
{
  Case input;
  input.study = study;
  for (const Waveform &waveform : waveforms)
    input.waveforms.push_back({{}, waveform, {}});
  return input;
}

/// All instants from 0 on, up to 100.
std::vector<double> all_instants(const Schedule &schedule)
{
  std::vector<double> instants;
  for (double t = 0.; instants.size() < 100;)
  {
    const double next = schedule.next(t);
    if (!(next > t))
      break;
    instants.push_back(t = next);
  }
  return instants;
}

// Corners, times to save and the end, each once, as the doubles that the case gives: a
// corner that rounding moves beside a time to save is the same instant.
TEST(Schedule, LandsOnEverythingOnce)
{
  TransientStudy study;
  study.end = 1e-3;
  study.save = {1e-5, 3e-4, 1e-3};
  const Schedule schedule(
      with_study(study,
                 {Waveform(Pulse{1., 2e-4, {}, 1e-4, 0.}),
                  Waveform(Steps{{0., 6e-4, 2e-3}, {0., 1., 2.}, {}})}));
  EXPECT_EQ(all_instants(schedule), (std::vector<double>{1e-5, 1e-4, 3e-4, 6e-4, 1e-3}));
  EXPECT_TRUE(schedule.is_corner(3e-4) && schedule.is_saved(3e-4));
  EXPECT_TRUE(schedule.is_corner(1e-4) && !schedule.is_saved(1e-4));
  EXPECT_TRUE(!schedule.is_corner(1e-3) && schedule.is_saved(1e-3));
  EXPECT_FALSE(schedule.is_corner(5e-4) || schedule.is_saved(5e-4));
  EXPECT_EQ(schedule.end(), 1e-3);
  EXPECT_FALSE(schedule.period());
}

// With a period the instants are the same in every one, and its end is among them.
TEST(Schedule, RepeatsWithThePeriod)
{
  TransientStudy study;
  study.until_periodic = true;
  study.save = {5e-5, 1e-4};
  const Schedule schedule(with_study(study, {Waveform(Pulse{1., 1e-6, 1e-4, 0., 0.})}));
  const std::vector<double> instants = all_instants(schedule);
  ASSERT_EQ(instants.size(), 100u);
  auto instant = instants.begin();
  for (int k = 0; k < 33; ++k)
  {
    const double pulse_ends = *instant++, saved = *instant++, period_ends = *instant++;
    EXPECT_EQ(pulse_ends, k * 1e-4 + 1e-6);
    EXPECT_EQ(saved, k * 1e-4 + 5e-5);
    EXPECT_TRUE(is_same_instant(period_ends, schedule.period_end(k)));
    EXPECT_TRUE(schedule.is_saved(saved));
    EXPECT_TRUE(schedule.is_saved(period_ends));
    EXPECT_TRUE(schedule.is_corner(period_ends));
    EXPECT_FALSE(schedule.is_saved(pulse_ends));
  }
  EXPECT_EQ(schedule.end(), std::numeric_limits<double>::infinity());
}

// Behind the end there is nothing; a corner there is not landed on.
TEST(Schedule, EndsAtTheEnd)
{
  TransientStudy study;
  study.end = 1.;
  study.save = {1.};
  const Schedule schedule(with_study(study, {Waveform(Steps{{0., 2.}, {0., 1.}, {}})}));
  EXPECT_EQ(all_instants(schedule), std::vector<double>{1.});
  EXPECT_EQ(schedule.next(1.), 1.);
}

} // namespace
} // namespace kelvolt

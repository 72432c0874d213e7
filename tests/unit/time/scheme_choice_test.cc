#include "time/scheme_choice.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Schedule schedule_of(const Waveform &waveform)
{
  TransientStudy study;
  study.end = 1e-2;
  study.save = {1e-2};
  Case input;
  input.study = study;
  input.waveforms.push_back({{}, waveform, {}});
  return Schedule(input);
}

// The fourth order pays from 0.5 % of the rise on where the steps may grow, and from 0.1 %
// on where one corner follows the other: ten pulses have nineteen of them before the end.
TEST(SchemeChoice, FollowsToleranceAndCorners)
{
  const Schedule step = schedule_of(Waveform(Steps{{0., 1e-3}, {0., 1.}, {}})),
                 train = schedule_of(Waveform(Pulse{1., 2e-4, 1e-3, 0., 0.}));
  EXPECT_EQ(scheme_for(step, 5e-3).order, 4U);
  EXPECT_EQ(scheme_for(step, 6e-3).order, 2U);
  EXPECT_EQ(scheme_for(train, 5e-3).order, 2U);
  EXPECT_EQ(scheme_for(train, 1e-3).order, 4U);
}

} // namespace
} // namespace kelvolt

#include "checks/duties_in_time.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// Two devices; the duty of the first follows a ramp, that of the other is 40 %.
Case two_devices(const Ramp &ramp)
{
  Case input;
  input.devices.resize(2);
  input.devices[0].duty = ramp.value.front();
  input.devices[1].duty = 0.4;
  TransientStudy study;
  study.end = 1.;
  input.study = study;
  input.waveforms.push_back({{Target::Kind::duty, 0}, Waveform(ramp), {}});
  return input;
}

// A ramp from 20 to 80 % passes the 40 % of the other device: smaller at its beginning,
// larger in its middle and at its end, two orders.
TEST(DutiesInTime, LooksAtCornersAndBetween)
{
  const Case input = two_devices({{0., 1.}, {0.2, 0.8}, {}});
  const DutiesInTime duties(input);
  EXPECT_TRUE(duties.change());
  EXPECT_EQ(duties.changing(), (std::vector<bool>{true, false}));
  ASSERT_EQ(duties.orders().size(), 2U);
  EXPECT_DOUBLE_EQ(duties.orders()[0][0], 0.2);
  EXPECT_DOUBLE_EQ(duties.orders()[1][0], 0.5);
  EXPECT_FALSE(duties.are_endless());
}

// A train of a nanosecond for a second repeats after one period: not each corner is seen.
TEST(DutiesInTime, EndWithThePeriod)
{
  const Case input = two_devices({{0., 0.5e-9}, {0.2, 0.3}, 1e-9});
  EXPECT_FALSE(DutiesInTime(input).are_endless());
}

// Two trains of 1 ms; the second begins after 2.5 ms. Only then are both duties 30 % at the
// same time.
TEST(DutiesInTime, WaitForDelays)
{
  Case input = two_devices({{0.}, {0.3}, {}});
  input.waveforms.front().waveform = Waveform(Pulse{0.3, 0.5e-3, 1e-3, 0., 0.2});
  input.waveforms.push_back(
      {{Target::Kind::duty, 1}, Waveform(Pulse{0.3, 0.6e-3, 1e-3, 2.5e-3, 0.9}), {}});
  const DutiesInTime in_time(input);
  bool meet = false;
  for (const std::vector<double> &duties : in_time.orders())
    meet = meet || duties[0] == duties[1];
  EXPECT_TRUE(meet);
}

// Two trains without a common period for 1e9 periods are too many corners to look at.
TEST(DutiesInTime, MayBeEndless)
{
  Case input = two_devices({{0., 0.5e-9}, {0.2, 0.3}, 1e-9});
  input.waveforms.push_back({{Target::Kind::duty, 1},
                             Waveform(Ramp{{0., 0.5e-9}, {0.4, 0.3}, 1.4142135e-9}),
                             {}});
  EXPECT_TRUE(DutiesInTime(input).are_endless());
}

} // namespace
} // namespace kelvolt

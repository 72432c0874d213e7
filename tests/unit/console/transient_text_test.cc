// What the console says of a transient run: the hottest moment, the parts at the end and at
// their hottest, limits with the time of the first violation; units that suit the times.

#include "console/summary_text.h"
#include "console/time_text.h"
#include "results/instants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::Not;

Summary instant(double temperature)
{
  Summary now;
  now.max_temperature = {temperature, 0.1};
  now.hottest_part = "die";
  now.hottest_position = {1e-3, 2e-3, 3e-3};
  now.parts = {{"die",
                Number(300., 0.),
                Number(temperature - 10., 0.1),
                Number(temperature, 0.1),
                1e-9,
                0.,
                5.}};
  now.audit.other_heat = 5.;
  now.audit.heat_out = {2., 0.01};
  now.audit.heat_stored = {3., 0.01};
  now.limits = {{"die.max_temperature <= 350 K",
                 Number(temperature, 0.1),
                 temperature <= 350.,
                 true,
                 temperature - 350.}};
  return now;
}

Summary pulse()
{
  Summary whole;
  append_instant(whole, instant(300.), 0.);
  append_instant(whole, instant(360.), 2e-3);
  turn_corner(whole); // the pulse ends
  append_instant(whole, instant(320.), 1.);
  whole.goals = {{"max_temperature", "K", 360., 0.5, 0.1}};
  whole.goals[0].reliable = true;
  whole.goals[0].space = 0.06;
  whole.goals[0].time = 0.04;
  whole.transient->time = {"TR-BDF2", 1., 40, 3, 90, 0.04, 0.06};
  return whole;
}

TEST(TransientText, TellsOfTheWholeRun)
{
  const std::string text = summary_text(pulse(), ConsoleUnits());
  EXPECT_THAT(text,
              HasSubstr("Hottest   86.85 +- 0.1 degC (360.00 K) in die at (1, 2, 3) mm, "
                        "after 2 ms\n"));
  EXPECT_THAT(text, HasSubstr("5 W in, 2+-0.01 W out, 3+-0.01 W stored at the end"));
  EXPECT_THAT(text,
              HasSubstr("Time      1 s in 40 steps (3 rejected), 90 coupled solutions, "
                        "TR-BDF2; errors up to 0.04 K of the steps, 0.06 K of the mesh\n"));
  // From 300 K at 0 to 360 K at 2 ms: 350 K after 5/6 of them, if it goes straight.
  EXPECT_THAT(
      text,
      HasSubstr("Limit     die.max_temperature <= 350 K: VIOLATED, first after 1.667 "
                "ms +- 1.673 ms, worst after 2 ms\n"));
  EXPECT_THAT(text, HasSubstr(" (mesh 0.06, steps 0.04), requested 0.5 K"));
  EXPECT_THAT(text, HasSubstr("highest max degC"));
  EXPECT_THAT(text, Not(HasSubstr("RUNAWAY")));
}

TEST(TransientText, TellsOfTheEndBeforeTheEnd)
{
  Summary cut = pulse();
  cut.status = result_schema::runaway;
  EXPECT_THAT(summary_text(cut, ConsoleUnits()),
              HasSubstr("RUNAWAY   a temperature grew without bound at 1 s, in die"));
  cut.status = result_schema::interrupted;
  EXPECT_THAT(summary_text(cut, ConsoleUnits()), HasSubstr("STOPPED   at 1 s"));
}

TEST(TransientText, TellsOfThePeriodicState)
{
  Summary periodic = pulse();
  periodic.transient->periodic = PeriodicSummary{
      1e-3,
      4,
      39000.,
      1e-4,
      {{"die", Number(340.), Number(345.), Number(335.), Number(10.), Number(360.)}}};
  EXPECT_THAT(summary_text(periodic, ConsoleUnits()),
              HasSubstr("Periodic  every 1 ms, after 4 simulated periods in place of "
                        "3.9e+04: from one to the next 0.0001 K are left\n"));
}

TEST(TimeText, HasTheUnitThatSuits)
{
  EXPECT_EQ(time_text(0.), "0 s");
  EXPECT_EQ(time_text(5e-9), "5 ns");
  EXPECT_EQ(time_text(1e-6), "1 us");
  EXPECT_EQ(time_text(0.99999999e-3), "1 ms");
  EXPECT_EQ(time_text(0.25), "250 ms");
  EXPECT_EQ(time_text(1234.5), "1234 s");
  EXPECT_EQ(time_text(123456.), "123456 s");
  EXPECT_EQ(time_text(1e-12), "1e-12 s");
}

} // namespace
} // namespace kelvolt

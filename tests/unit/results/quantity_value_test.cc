// What is stated of a quantity, and the size that its errors are small against.

#include "results/quantity_value.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Quantity quantity(const char *name)
{
  return parse_quantity_name(name).value();
}

/// A part of 2 W + 3 W whose bus bar stands at 800 V, 0.5 V above its reference.
Summary heated_part()
{
  Summary summary;
  summary.parts = {{"die", 300., 340., {350., 0.2}, 1., 2., 3.}};
  summary.terminals = {{"bus", {800., 0.01}, {4., 0.1}, 0.5},
                       {"return", {799., 0.01}, {-4., 0.1}, -0.5}};
  return summary;
}

// A goal is stated with its own value and bar, anything else with those of the numbers, and
// without a bar as exact.
TEST(QuantityValue, GoalsComeBeforeNumbers)
{
  Summary summary = heated_part();
  const Quantity hottest = quantity("die.max_temperature");
  EXPECT_EQ(stated(hottest, summary).value, 350.);
  EXPECT_EQ(stated(hottest, summary).error, 0.2);
  EXPECT_EQ(stated(quantity("die.mean_temperature"), summary).error, 0.);
  AccuracySummary goal;
  goal.of = "die.max_temperature";
  goal.value = 350.25;
  goal.estimated = 0.05;
  summary.goals = {goal};
  EXPECT_EQ(stated(hottest, summary).value, 350.25);
  EXPECT_EQ(stated(hottest, summary).error, 0.05);
}

// Temperatures are measured by the rise, thermal resistances by the rise per heat of the
// heated part, everything else by itself; what all terminals have in common is no part of
// a voltage, of either sign.
TEST(QuantityValue, HasASize)
{
  const Summary summary = heated_part();
  constexpr double rise = 60.;
  EXPECT_EQ(scale_of(quantity("die.max_temperature"), summary, rise), rise);
  EXPECT_EQ(scale_of(quantity("die|lid.thermal_resistance"), summary, rise), rise / 5.);
  EXPECT_EQ(scale_of(quantity("lid|die.thermal_resistance"), summary, rise), 0.);
  EXPECT_EQ(scale_of(quantity("return.current"), summary, rise), 4.);
  EXPECT_EQ(scale_of(quantity("bus.voltage"), summary, rise), 0.5);
  EXPECT_EQ(size_of(quantity("return.voltage"), summary), 0.5);
}

} // namespace
} // namespace kelvolt

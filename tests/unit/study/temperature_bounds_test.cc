#include "study/temperature_bounds.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Numbers numbers_at(double T)
{
  Numbers numbers;
  numbers.max_temperature = {T, 0.1};
  numbers.hottest_part = "part";
  numbers.parts = {{"part", {T - 1., 0.1}, {T, 0.1}, {T, 0.1}, 1., 0., 0.}};
  return numbers;
}

// A body that cools from 400 K to 300 K is nowhere hotter than at the start: 412 K beside a
// sudden change of its surface are wrong by 12 K. Once it is heated that is no bound.
TEST(TemperatureBounds, HoldUntilTheBodyIsHeated)
{
  TemperatureBounds bounds(400., 400.);
  Loads loads;
  loads.cooling = {FixedTemperature{300.}};
  loads.heat = {0.};
  bounds.add(loads);
  EXPECT_EQ(bounds.lowest(), 300.);
  Numbers numbers = numbers_at(412.);
  bounds.cover(numbers);
  EXPECT_EQ(numbers.max_temperature.error, 12.);
  EXPECT_EQ(numbers.parts[0].mean_temperature.error, 12.);
  EXPECT_EQ(numbers.parts[0].min_temperature.error, 11.);
  numbers = numbers_at(295.);
  bounds.cover(numbers);
  EXPECT_EQ(numbers.parts[0].min_temperature.error, 6.);

  loads.heat = {1.};
  bounds.add(loads);
  numbers = numbers_at(412.);
  bounds.cover(numbers);
  EXPECT_EQ(numbers.max_temperature.error, 0.1);
}

} // namespace
} // namespace kelvolt

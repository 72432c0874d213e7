#include "../input/case_text.h"
#include "console/console_units.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Case cube(double size, TemperatureUnit unit)
{
  Case input;
  input.temperature_unit = unit;
  Part part;
  part.boxes = {{{Interval{0., size}, Interval{0., size}, Interval{0., size}}}};
  input.parts = {part};
  return input;
}

// Each temperature stands in the unit of the case and, where asked, in the other; the bar
// decides how many decimals.
TEST(ConsoleUnits, TemperaturesAsTheCaseWritesThem)
{
  const ConsoleUnits celsius(cube(1e-2, TemperatureUnit::celsius)),
      kelvin(cube(1e-2, TemperatureUnit::kelvin));
  EXPECT_EQ(celsius.temperature_text(337.1894, 0.0151), "64.039 +- 0.016 degC");
  EXPECT_EQ(celsius.other_temperature_text(337.1894, 0.0151), "337.189 K");
  EXPECT_EQ(kelvin.temperature_text(337.1894, 0.0151), "337.189 +- 0.016 K");
  EXPECT_EQ(kelvin.other_temperature_text(337.1894, 0.0151), "64.039 degC");
  EXPECT_EQ(celsius.temperature_text(337.1894), "64.04 degC");
  EXPECT_EQ(kelvin.temperature_text(337.1894), "337.19 K");
}

// Lengths are in the unit in which the package has a handy size.
TEST(ConsoleUnits, LengthsSuitThePackage)
{
  const std::array<double, 3> place = {1e-3, 2.5e-6, 0.};
  const auto text = [&](double size)
  {
    return ConsoleUnits(cube(size, TemperatureUnit::kelvin)).position_text(place);
  };
  EXPECT_EQ(text(5e-7), "(1e+06, 2500, 0) nm");
  EXPECT_EQ(text(5e-5), "(1000, 2.5, 0) um");
  EXPECT_EQ(text(3e-2), "(1, 0.0025, 0) mm");
  EXPECT_EQ(text(50.), "(0.001, 2.5e-06, 0) m");
}

// A bar is never rounded down, and round-off adds no digit.
TEST(ConsoleUnits, ErrorsAreRoundedUp)
{
  EXPECT_EQ(error_text(0.0151), "0.016");
  EXPECT_EQ(error_text(0.015), "0.015");
  EXPECT_EQ(error_text(0.3), "0.3");
  EXPECT_EQ(error_text(1.01e-7), "1.1e-07");
  EXPECT_EQ(error_text(0.), "0");
  EXPECT_EQ(decimals_for(0.015, 2), 3);
  EXPECT_EQ(decimals_for(5., 2), 2);
  EXPECT_EQ(decimals_for(1e-12, 2), 6);
  EXPECT_EQ(decimals_for(0., 2), 2);
}

} // namespace
} // namespace kelvolt

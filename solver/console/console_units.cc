#include "console/console_units.h"

#include "case/part_extent.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

constexpr double celsius_zero = 273.15;
constexpr int temperature_decimals = 2;

std::string in_celsius(double kelvin, int decimals)
{
  return fmt::format("{:.{}f} degC", kelvin - celsius_zero, decimals);
}

std::string in_kelvin(double kelvin, int decimals)
{
  return fmt::format("{:.{}f} K", kelvin, decimals);
}

} // namespace

ConsoleUnits::ConsoleUnits(const Case &input)
    : celsius_(input.temperature_unit == TemperatureUnit::celsius)
{
  // Of the usual units the one in which the package measures some 0.1 to 100.
  const double size = package_size(input);
  if (size < 1e-6)
    length_ = 1e-9, length_unit_ = "nm";
  else if (size < 1e-4)
    length_ = 1e-6, length_unit_ = "um";
  else if (size > 10.)
    length_ = 1., length_unit_ = "m";
}

double ConsoleUnits::temperature(double kelvin) const
{
  return celsius_ ? kelvin - celsius_zero : kelvin;
}

std::string ConsoleUnits::temperature_text(double kelvin) const
{
  return celsius_ ? in_celsius(kelvin, temperature_decimals)
                  : in_kelvin(kelvin, temperature_decimals);
}

std::string ConsoleUnits::temperature_text(double kelvin, double error) const
{
  return fmt::format("{:.{}f} +- {} {}",
                     temperature(kelvin),
                     decimals_for(error, temperature_decimals),
                     error_text(error),
                     temperature_unit());
}

std::string ConsoleUnits::other_temperature_text(double kelvin, double error) const
{
  const int decimals = decimals_for(error, temperature_decimals);
  return celsius_ ? in_kelvin(kelvin, decimals) : in_celsius(kelvin, decimals);
}

std::string ConsoleUnits::position_text(const std::array<double, 3> &position) const
{
  return fmt::format("({:.6g}, {:.6g}, {:.6g}) {}",
                     position[0] / length_,
                     position[1] / length_,
                     position[2] / length_,
                     length_unit_);
}

std::string error_text(double error)
{
  if (!(error > 0.) || !std::isfinite(error))
    return fmt::format("{:g}", error);
  const double digit = std::pow(10., std::floor(std::log10(error)) - 1.);
  // The round-off of the division must not add a digit.
  return fmt::format("{:.2g}", digit * std::ceil(error / digit * (1. - 1e-12)));
}

int decimals_for(double error, int least)
{
  constexpr int most = 6;
  if (!(error > 0.) || !std::isfinite(error))
    return least;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(error))), least, most);
}

double package_size(const Case &input)
{
  double size = 0.;
  for (int axis = 0; axis < 3; ++axis)
  {
    double lower = std::numeric_limits<double>::max(), upper = -lower;
    for (const Part &part : input.parts)
      if (has_place(part))
      {
        const Interval extent = bounding_box(part).extent[axis];
        lower = std::min(lower, extent.lower);
        upper = std::max(upper, extent.upper);
      }
    size = std::max(size, upper - lower);
  }
  return size;
}

} // namespace kelvolt

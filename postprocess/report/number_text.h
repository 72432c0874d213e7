#pragma once

#include "results/number.h"

#include <string>

namespace kelvolt::report
{

/// Of the temperatures of a report: that of the case file.
struct TemperatureUnit
{
  double zero = 273.15; ///< [K]
  std::string sign = "°C";

  double from_kelvin(double kelvin) const
  {
    return kelvin - zero;
  }
};

/// @param name as `temperature_unit` in the summary
TemperatureUnit temperature_unit(const std::string &name);

/// `41.558 ± 0.0066` as HTML: two digits of the bar, rounded up, and as many of the value;
/// no bar where the number is exact or none was estimated. Very large and very small ones
/// with a power of ten.
std::string number_html(double value, double error);
std::string number_html(const Number &number);

/// `0.036` of 0.0354: two digits of the bar, rounded up.
std::string bar_text(double error);

/// In the unit, without its sign.
std::string temperature_html(const Number &kelvin, const TemperatureUnit &unit);
/// The difference of two temperatures [K].
std::string difference_html(double kelvin, double error);

/// `2.5 ms`
std::string time_text(double seconds);

/// `1.3` as plain text with up to that many digits.
std::string short_text(double value, int digits = 4);

/// `SI value` of a length in the unit that suits it: `75 µm`, `2 mm`.
std::string length_text(double metres);

} // namespace kelvolt::report

#pragma once

#include "case/case.h"

#include <array>
#include <string>

namespace kelvolt
{

/// How the console writes temperatures and lengths: as the case file does. Values come in
/// kelvin and metres.
class ConsoleUnits
{
public:
  /// degC and mm
  ConsoleUnits() = default;
  /// The temperature unit of the case, and a length unit that suits the package.
  explicit ConsoleUnits(const Case &input);

  /// `degC` or `K`
  const char *temperature_unit() const
  {
    return celsius_ ? "degC" : "K";
  }
  /// In that unit.
  double temperature(double kelvin) const;

  /// `64.04 degC`
  std::string temperature_text(double kelvin) const;
  /// `64.039 +- 0.015 degC`
  std::string temperature_text(double kelvin, double error) const;
  /// In the other unit, with as many decimals: `337.189 K`
  std::string other_temperature_text(double kelvin, double error) const;

  /// `(8, 7, 2.38) mm`
  std::string position_text(const std::array<double, 3> &position) const;

private:
  bool celsius_ = true;
  double length_ = 1e-3; ///< [m]
  const char *length_unit_ = "mm";
};

/// An error bar with two digits, rounded up: `0.015`.
std::string error_text(double error);

/// How many decimals a number with this error bar deserves: two digits of the bar, from
/// `least` to 6.
int decimals_for(double error, int least);

/// Largest extent of the package along an axis [m].
double package_size(const Case &input);

} // namespace kelvolt

#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace kelvolt
{

/// What the digits of a computer leave open of a value that was solved for, interpolated or
/// summed: differences below it say nothing.
inline double round_off_of_value(double value)
{
  return 16. * std::numeric_limits<double>::epsilon() * std::abs(value);
}

/// A number of the result and its error bar, in SI units.
struct Number
{
  double value = 0.;
  /// Estimated absolute error: the exact value lies that close. 0: exact; absent: not
  /// estimated yet.
  std::optional<double> error{};
  /// Of the fields on the mesh, where the value stated is a better one.
  std::optional<double> on_mesh{};

  Number() = default;
  /// A plain value has no error bar. (A constructor, so that lists in braces cannot take
  /// the value that follows for the error of the one before.)
  Number(double known_value, std::optional<double> known_error = std::nullopt)
      : value(known_value), error(known_error)
  {
  }

  /// What the case gives.
  static Number exact(double value)
  {
    return {value, 0.};
  }

  /// Zero before there is one.
  double error_or_zero() const
  {
    return error.value_or(0.);
  }

  /// Without a correction.
  double value_on_mesh() const
  {
    return on_mesh.value_or(value);
  }

  /// States what is better known than by the fields on the mesh; 0: nothing is.
  void correct(double correction)
  {
    const double uncorrected = value_on_mesh();
    value = uncorrected + correction;
    on_mesh.reset();
    if (value != uncorrected)
      on_mesh = uncorrected;
  }

  /// An error bar that is there already and larger stays.
  void widen_error(double least)
  {
    error = std::max(error_or_zero(), least);
  }
};

} // namespace kelvolt

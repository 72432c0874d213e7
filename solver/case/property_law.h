#pragma once

#include <variant>
#include <vector>

/// @file Laws of a property over temperature as plain data; evaluation is in
/// materials/property_evaluation.h. Temperatures in K, values in the property's SI unit.

namespace kelvolt
{

struct ConstantLaw
{
  double value = 0.;
};

/// value ((T - offset) / (at - offset))^exponent
struct PowerLaw
{
  double value = 0.;
  double at = 300.;
  double exponent = 0.;
  /// [K] where the law's own scale begins; 0.15 for one in (T_celsius + 273).
  double offset = 0.;
};

/// reference (1 + coefficient (T - at))
struct LinearLaw
{
  double reference = 0.;
  double at = 298.15;
  double coefficient = 0.; ///< [1/K]
};

/// Monotone interpolation of pairs in rising temperature.
struct TableLaw
{
  std::vector<double> temperature;
  std::vector<double> value;
};

using LawTerm = std::variant<ConstantLaw, PowerLaw, LinearLaw, TableLaw>;

/// The sum of its terms.
struct SumLaw
{
  std::vector<LawTerm> terms;
};

using PropertyLaw = std::variant<ConstantLaw, PowerLaw, LinearLaw, TableLaw, SumLaw>;

} // namespace kelvolt

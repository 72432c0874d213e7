#pragma once

#include "case.h"
#include "results/dimension.h"
#include "value_error.h"

#include <string>
#include <string_view>
#include <vector>

/// @file
/// Quantities with units, on UDUNITS-2. Not thread safe: parse on one thread.

namespace kelvolt
{

/// All of those in namespace dimension, for the schema and its test.
const std::vector<Dimension> &all_dimensions();

/// A text that is not a quantity of the wanted dimension. The parts are those of a
/// CaseProblem whose `found` begins with the quoted text.
class QuantityError : public ValueError
{
public:
  using ValueError::ValueError;
};

/// `150 um` -> 1.5e-4 for dimension::length. The value is finite, in the dimension's SI
/// unit, and without_conversion_noise(), so that 1.07 mm equals 1070 um. The decimal sign
/// is a point whatever the locale. Throws QuantityError for a missing unit, a unit of
/// another dimension, something that is no number, NaN, infinity or overflow.
double parse_quantity(std::string_view text, const Dimension &wanted);

/// `2 to 14.9 mm`, `250 um to 1 mm`: a unit after the first number is optional. Throws
/// QuantityError also when the interval is empty or reversed.
Interval parse_interval(std::string_view text, const Dimension &wanted);

/// What parse_interval() takes, for messages, with an example in the unit that such values
/// usually have: "two values and a unit, such as '2 to 14.9 mm'".
std::string interval_form(const Dimension &wanted);

/// `value` rounded to 15 significant digits, which is what a conversion leaves intact.
double without_conversion_noise(double value);

/// A plain number without a unit (exponent, emissivity). Throws QuantityError.
double parse_number(std::string_view text);

/// `0.00015 m`: SI unit, shortest digits. What parse_quantity() gave is read back
/// unchanged.
std::string format_quantity(double value, const Dimension &dimension);

/// `0.002 to 0.0149 m`, likewise.
std::string format_interval(const Interval &interval, const Dimension &dimension);

} // namespace kelvolt

#pragma once

#include "output/summary.h"

namespace kelvolt
{

/// The value of a quantity in a summary of the fields.
/// @throws std::out_of_range for a subject that is not there; std::runtime_error for a
/// ratio whose denominator is zero
double value_of(const Quantity &quantity, const Summary &summary);

/// The size that errors of the quantity are small against: for a temperature the rise [K],
/// for a thermal resistance the rise per heat, otherwise the value's. Throws as value_of().
double scale_of(const Quantity &quantity, const Summary &summary, double rise);

/// Puts an error bar beside the number, where the summary has a place for it.
void state_error(const Quantity &quantity, double error, Summary &summary);

} // namespace kelvolt

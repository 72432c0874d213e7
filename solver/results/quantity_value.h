#pragma once

#include "results/quantity_kind.h"
#include "results/summary.h"

namespace kelvolt
{

/// The quantity among the numbers of a solution; the error bar of a ratio is what those of
/// its numbers make at most. @throws std::out_of_range for a subject that is not there;
/// std::runtime_error for a ratio whose denominator is zero
Number number_of(const Quantity &quantity, const Numbers &numbers);

/// Its value. Throws as number_of().
double value_of(const Quantity &quantity, const Numbers &numbers);

/// As it is stated, with its error bar: that of the goal if it is one, whose value may be a
/// better one than the numbers give; zero if there is no bar yet. Throws as number_of().
Number stated(const Quantity &quantity, const Summary &summary);

/// The size that errors of the quantity are small against: for a temperature the rise [K],
/// for a thermal resistance the rise per heat, otherwise size_of(). Throws as number_of().
double scale_of(const Quantity &quantity, const Numbers &numbers, double rise);

/// |value|; of a voltage above the reference potential of its island, so that a bus voltage
/// common to all terminals does not count. Throws as number_of().
double size_of(const Quantity &quantity, const Numbers &numbers);

/// Corrects a number, see Number::correct(), and puts an error bar beside it, where there
/// is a place for it.
void state(const Quantity &quantity, double correction, double error, Numbers &numbers);

} // namespace kelvolt

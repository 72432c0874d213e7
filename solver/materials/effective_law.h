#pragma once

#include "case/case.h"

#include <functional>
#include <optional>
#include <vector>

/// @file
/// Laws of homogeneous materials that stand for a mixture of others.

namespace kelvolt::effective
{

constexpr double room_temperature = 298.15;

/// Temperatures [K] of the table that stands for a law that varies, unless its ingredients
/// say for which they are stated.
constexpr Interval tabulated{200., 700.};

/// The values of a function of T as a law: a table over `range` if it `varies`, otherwise
/// the one at room temperature. Rounded as values of a file are, so that the resolved case
/// is read back unchanged.
PropertyLaw law_of(const std::function<double(double)> &value, bool varies, Interval range);

/// Temperatures at which the conductivities of all materials along the axis are stated.
std::optional<Interval> common_range(const std::vector<const Material *> &materials,
                                     int axis);

} // namespace kelvolt::effective

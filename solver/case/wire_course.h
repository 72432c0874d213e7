#pragma once

#include "case.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Of all the wires that lie side by side together [m2].
double cross_section(const Wire &wire);

/// The middle of a surface [m]: by area of a patch with rectangles, of the box around a
/// patch with an outline, or of a side of a part of one box. Nothing where that is not
/// known.
std::optional<std::array<double, 3>> middle_of(const Case &input,
                                               const SurfaceName &surface);

/// Corners of the axis of the wire from foot to foot [m]: of a loop or given corners those
/// that it has; of a wire with a given length a straight line, or one that rises in the
/// middle until it is as long. Empty where the places of its feet are not known.
std::vector<std::array<double, 3>> course_of(const Case &input, const Wire &wire);

/// The place at a share of the way along such corners; empty if there are none.
std::vector<double> place_on(const std::vector<std::array<double, 3>> &course,
                             double share);

/// Along the axis of the wire, from foot to foot [m]; nothing if that needs the places of
/// feet which are not known, or whose faces do not look up.
std::optional<double> length_of(const Case &input, const Wire &wire);

} // namespace kelvolt

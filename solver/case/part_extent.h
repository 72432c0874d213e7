#pragma once

#include "case.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// Whether it is known where the part is.
bool has_place(const Part &part);

/// Around its boxes or its prism, of which it has some.
Box bounding_box(const Part &part);

/// The middle of a side of that box, along the two axes in its plane in the order x, y, z.
std::array<double, 2> side_centre(const Part &part, Side side);

/// Whether any part or patch has slanted or round edges.
bool has_prisms(const Case &input);

/// Whether the case is computed on columns: with slanted or round edges, or because it says
/// so.
bool is_on_columns(const Case &input);

/// Whether some surface is named all around a part (Side::around), which boxes have not.
bool names_all_around(const Case &input);

/// The larger width of the parts that have a place; 0 without any.
double package_width(const std::vector<Part> &parts);

/// Corners of outlines that are nearer to each other are one [m]: what the case says, or
/// 1e-6 of the package's larger width, so that edges meet which are written with six
/// digits. Of a package of boxes, whose edges meet exactly, only what is round-off.
double snap_length(const Case &input);

} // namespace kelvolt

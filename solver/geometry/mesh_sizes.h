#pragma once

#include "axis_grading.h"
#include "case/case.h"
#include "part_layout.h"

#include <array>
#include <vector>

/// @file How fine a mesh the parts of a package call for, from what they do.

namespace kelvolt
{

/// Cells across the thickness of a part that carries current or holds a heat source.
/// Quadratic elements resolve the parabola of a heated layer with one; two also resolve
/// current that turns into the layer.
constexpr double cells_across_active_layer = 2.;

/// A part that carries current or holds a heat source has cells of this fraction of its
/// width at its ends: its heat ends there, and the temperature bends.
constexpr double active_width_fraction = 1. / 16.;

/// Size of the cells at a re-entrant edge of the conductors, as a fraction of the thinnest
/// conductor that meets there. Current crowds at such an edge (the field grows like
/// r^(-1/3)) over about one thickness, and this sets the error of current and heat.
constexpr double crowding_fraction = 1.;

/// No cell is longer than this fraction of the package along its axis: a bare slab gets
/// six.
constexpr double largest_cell_fraction = 1. / 6.;

/// Wanted length of the cells at every plane of the layout, per axis.
using PlaneSizes = std::array<std::vector<PlaneSize>, 3>;

/// Only active parts ask for sizes: those that carry current (conductors, when the case has
/// terminals), hold a heat source, or take up a given heat flux. All others follow by the
/// growth of cells away from these.
PlaneSizes
plane_sizes(const Case &input, const MaterialMap &library, const PartLayout &layout);

} // namespace kelvolt

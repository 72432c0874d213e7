#pragma once

#include "axis_grading.h"
#include "case/case.h"
#include "layout/part_layout.h"

#include <array>
#include <vector>

/// @file
/// How fine a mesh the parts of a package call for, from what they do.

namespace kelvolt
{

/// Cells across the thickness of a part that carries current or holds a heat source.
/// Quadratic elements resolve the parabola of a heated layer with one; two also resolve
/// current that turns into the layer.
constexpr double cells_across_active_layer = 2.;

/// At its ends a heated part has cells of this fraction of its width: the heat stops there
/// and the temperature bends. On a die of 8 mm on a ceramic substrate 1/32 leaves 6 mK of
/// 71 K.
constexpr double heated_width_fraction = 1. / 32.;

/// The same for a part that carries current. Coarser, since its Joule heat fades out
/// towards its ends; on the reference transistor 1/8 and 1/16 differ by 0.02 K of 65 K.
constexpr double conductor_width_fraction = 1. / 8.;

/// Below a patch that is heated, held or a terminal the cells have this fraction of its
/// width across the side.
constexpr double patch_depth_fraction = 1. / 8.;

/// Size of the cells at a re-entrant edge of the conductors, as a fraction of the thinnest
/// conductor that meets there. Current crowds at such an edge (the field grows like
/// r^(-1/3)) over about one thickness, and this sets the error of current and heat: 0.06 %
/// of the current of the reference transistor at 1, 0.03 % at 1/2 for a third more cells.
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

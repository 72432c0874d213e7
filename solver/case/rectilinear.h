#pragma once

#include "case.h"
#include "value_error.h"

#include <array>
#include <string>
#include <vector>

/// @file
/// Polygons whose edges run along the axes, as rectangles.

namespace kelvolt
{

/// The corners in order, either way round; the last one is joined to the first.
using Polygon = std::vector<std::array<double, 2>>;

/// Polygons that have no rectangles. The parts are those of a CaseProblem whose `found`
/// follows the name of the outline.
class OutlineError : public ValueError
{
public:
  using ValueError::ValueError;
};

/// What the polygons cover without the holes, as rectangles that do not overlap: strips
/// between the corners' coordinates along y, joined where they have equal ends. The
/// coordinates are those of the corners, to the last digit. Costs the strips times what
/// crosses them.
/// @throws OutlineError for slanted edges, fewer than four corners, edges that cross or lie
/// on each other, polygons that overlap, and holes that are not within one.
std::vector<Rectangle> rectangles_of(const std::vector<Polygon> &polygons,
                                     const std::vector<Polygon> &holes);

} // namespace kelvolt

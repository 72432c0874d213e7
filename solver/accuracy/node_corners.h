#pragma once

#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// Directions that differ by no more are one [rad]: outlines that go on smoothly.
constexpr double same_direction = 1e-6;

/// Around an upright edge, counterclockwise: one triangle's corner, or what is outside.
struct Corner
{
  unsigned int column = no_column;
  unsigned int starts = 0, ends = 0; ///< sides of the triangle
  double from = 0., to = 0.;         ///< directions [rad]
};

/// Of the triangles around each node of the plane, with what is outside between them.
std::vector<std::vector<Corner>> corners_around_nodes(const PlaneMesh &plane);

} // namespace kelvolt

#pragma once

#include "discretization/plane_element.h"

namespace kelvolt
{

/// A triangle as three quadrilaterals of degree p, each from a corner over the middles of
/// its sides to the centre. What is a polynomial of degree p on the triangle is one of that
/// degree along both directions of each, so that they hold it exactly.
struct SplitTriangle : PlaneNodes
{
  static constexpr unsigned int n_pieces = 3;

  explicit SplitTriangle(unsigned int degree);

  /// Barycentric coordinates l1 and l2 of each node, see map_at().
  std::vector<std::array<double, 2>> node;
  /// Nodes of each, [j][i] from its corner of the triangle: i along the side that leaves
  /// it, j along that which ends there. Anticlockwise.
  std::array<std::vector<unsigned int>, n_pieces> piece;
};

} // namespace kelvolt

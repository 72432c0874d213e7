#pragma once

#include "mesh/plane_mesh.h"
#include "output/split_triangle.h"

#include <vector>

namespace kelvolt
{

/// What a file draws between the nodes of a half of a triangle's side.
enum class ArcPiece
{
  polynomial, ///< one of the nodes' degree through all of them
  chords      ///< straight from node to node
};

/// By how much the nodes of a split triangle have to move for its sides on arcs to enclose
/// with their chords what the arcs do: ends and middles of sides by nothing, those between
/// them across the chord, some a^4 / 640 of the radius with a polynomial of degree 2 and
/// a^2 / (12 p (p - 1)) with p chords, a the angle of half the side. With degree 1 no node
/// lies between them, and the middle moves.
std::vector<PlanePoint> shifts_on_arcs(const PlaneMesh &plane,
                                       const PlaneMesh::Triangle &triangle,
                                       const SplitTriangle &split,
                                       ArcPiece drawn);

} // namespace kelvolt

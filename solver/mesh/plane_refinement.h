#pragma once

#include "mesh/plane_mesh.h"

#include <vector>

namespace kelvolt
{

/// Every triangle cut into four at the middles of its sides; those of arcs lie on them, so
/// that faces keep their areas.
PlaneMesh halved(const PlaneMesh &mesh);

/// A mesh whose triangles are cut where they are marked, and what lies beside them so that
/// all meet at whole sides.
struct BisectedMesh
{
  PlaneMesh mesh;
  std::vector<unsigned int> parent; ///< of each triangle, in the mesh before
};

/// Turns the corners of each triangle so that its longest side is that from corner 0 to 1,
/// where bisection begins.
void begin_bisection(PlaneMesh &mesh);

/// Newest-vertex bisection (Mitchell, ACM Trans. Math. Softw. 15 (1989) 326): a triangle is
/// cut from the middle of its side 0 to corner 2, and then along the sides that it had, so
/// that a marked one is cut into four. Meshes are nested, faces keep their areas, and
/// angles are those of four shapes for each triangle at the beginning, however often it is
/// cut.
/// @param mesh made by begin_bisection() or by this
/// @param marked per triangle
BisectedMesh bisected(const PlaneMesh &mesh, const std::vector<char> &marked);

} // namespace kelvolt

#include "mesh/plane_mesh.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// A triangle with three arcs, one of them inwards.
PlaneMesh bent_triangle()
{
  PlaneMesh mesh;
  mesh.nodes = {{0., 0.}, {2., 0.1}, {0.4, 1.7}};
  mesh.triangles = {{{0, 1, 2}, 0, {0.2, -0.1, 0.15}}};
  return mesh;
}

// The map follows each arc exactly, by its length, and so fits the triangle on the other
// side.
TEST(PlaneMap, FollowsArcs)
{
  const PlaneMesh mesh = bent_triangle();
  const PlaneMesh::Triangle &t = mesh.triangles[0];
  for (const double share : {0., 1e-9, 1e-4, 0.2, 0.5, 0.7, 0.9999, 1.})
  {
    EXPECT_LT(distance(map_at(mesh, t, share, 0.).place, mesh.side(t, 0).at(share)), 1e-15);
    EXPECT_LT(distance(map_at(mesh, t, 1. - share, share).place, mesh.side(t, 1).at(share)),
              1e-15);
    EXPECT_LT(distance(map_at(mesh, t, 0., 1. - share).place, mesh.side(t, 2).at(share)),
              1e-15);
  }
}

// The derivatives, against differences, also near corners where they are a series; and the
// integral of the determinant is the area.
TEST(PlaneMap, HasItsDerivatives)
{
  const PlaneMesh mesh = bent_triangle();
  const PlaneMesh::Triangle &t = mesh.triangles[0];
  constexpr double h = 1e-6;
  for (const auto &[a, b] :
       {std::pair{0.3, 0.3}, {0.001, 0.5}, {0.999, 0.0005}, {0.0002, 0.0003}})
  {
    const PlaneMap map = map_at(mesh, t, a, b);
    const PlanePoint first = 0.5 / h *
                             (map_at(mesh, t, a + h, b).place -
                              map_at(mesh, t, a - h, b).place),
                     second = 0.5 / h *
                              (map_at(mesh, t, a, b + h).place -
                               map_at(mesh, t, a, b - h).place);
    EXPECT_LT(distance(map.by_first, first), 1e-9);
    EXPECT_LT(distance(map.by_second, second), 1e-9);
  }
  constexpr int n = 400;
  double sum = 0.;
  for (int i = 0; i < n; ++i)
    for (int j = 0; i + j < n; ++j)
    {
      sum += map_at(mesh, t, (i + 1. / 3.) / n, (j + 1. / 3.) / n).determinant();
      if (i + j + 1 < n)
        sum += map_at(mesh, t, (i + 2. / 3.) / n, (j + 2. / 3.) / n).determinant();
    }
  EXPECT_NEAR(sum / (2. * n * n), mesh.area(t), 1e-6);
}

// An arc that reaches over the opposite corner is made straight, on both of its sides.
TEST(PlaneMesh, StraightensWhatFoldsOver)
{
  PlaneMesh mesh;
  mesh.nodes = {{0., 0.}, {1., 0.}, {0.5, 0.1}, {0.5, -1.}};
  mesh.triangles = {{{0, 1, 2}, 0, {-0.5, 0., 0.}}, {{1, 0, 3}, 1, {0.5, 0., 0.}}};
  EXPECT_LT(shape_ratio(mesh, mesh.triangles[0]), 0.);
  const PlaneCurve arc = mesh.side(mesh.triangles[1], 0);
  const Straightening done = straighten(mesh);
  EXPECT_EQ(done.sides, 1U);
  EXPECT_NEAR(done.area, arc.area_term(), 1e-15);
  EXPECT_EQ(mesh.triangles[1].bulge[0], 0.);
  EXPECT_EQ(shape_ratio(mesh, mesh.triangles[0]), 1.);
}

} // namespace
} // namespace kelvolt

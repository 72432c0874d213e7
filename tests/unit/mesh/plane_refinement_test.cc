#include "mesh/plane_refinement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

/// A disc of radius 1 as eight sectors, two faces.
PlaneMesh octagon()
{
  PlaneMesh mesh;
  mesh.nodes.push_back({0., 0.});
  for (int i = 0; i < 8; ++i)
    mesh.nodes.push_back({std::cos(0.25 * pi * i), std::sin(0.25 * pi * i)});
  const double bulge = std::tan(pi / 16.);
  for (unsigned int i = 0; i < 8; ++i)
    mesh.triangles.push_back({{0, i + 1, (i + 1) % 8 + 1}, i / 4, {0., bulge, 0.}});
  return mesh;
}

double area_of_face(const PlaneMesh &mesh, unsigned int face)
{
  double sum = 0.;
  for (const PlaneMesh::Triangle &t : mesh.triangles)
    if (t.face == face)
      sum += mesh.area(t);
  return sum;
}

double smallest_angle(const PlaneMesh &mesh)
{
  double least = pi;
  for (const PlaneMesh::Triangle &t : mesh.triangles)
    for (unsigned int i = 0; i < 3; ++i)
    {
      const PlanePoint a = mesh.nodes[t.corner[(i + 1) % 3]] - mesh.nodes[t.corner[i]],
                       b = mesh.nodes[t.corner[(i + 2) % 3]] - mesh.nodes[t.corner[i]];
      least = std::min(least, std::atan2(cross(a, b), dot(a, b)));
    }
  return least;
}

/// Whether every side belongs to two triangles, or to one and lies on the rim.
bool meets_at_whole_sides(const PlaneMesh &mesh)
{
  std::map<std::pair<unsigned int, unsigned int>, int> count;
  for (const PlaneMesh::Triangle &t : mesh.triangles)
    for (unsigned int s = 0; s < 3; ++s)
      ++count[std::minmax(t.corner[s], t.corner[(s + 1) % 3])];
  for (const auto &[ends, n] : count)
  {
    const bool on_rim =
        std::abs(std::hypot(mesh.nodes[ends.first][0], mesh.nodes[ends.first][1]) - 1.) <
            1e-12 &&
        std::abs(std::hypot(mesh.nodes[ends.second][0], mesh.nodes[ends.second][1]) - 1.) <
            1e-12;
    if (n != 2 && !(n == 1 && on_rim))
      return false;
  }
  return true;
}

// Four triangles of each, on the circle, with the area of the disc.
TEST(PlaneRefinement, HalvesArcs)
{
  const PlaneMesh mesh = halved(halved(octagon()));
  EXPECT_EQ(mesh.triangles.size(), 128U);
  EXPECT_TRUE(meets_at_whole_sides(mesh));
  EXPECT_NEAR(area_of_face(mesh, 0), 0.5 * pi, 1e-14);
  EXPECT_NEAR(area_of_face(mesh, 1), 0.5 * pi, 1e-14);
}

// Towards one point of the rim, 15 times: whole sides, areas, angles about half of those at
// the beginning at least, and few triangles elsewhere.
TEST(PlaneRefinement, BisectsWhereItIsMarked)
{
  PlaneMesh mesh = octagon();
  begin_bisection(mesh);
  const double first_angle = smallest_angle(mesh);
  const PlanePoint target{std::cos(0.3), std::sin(0.3)};
  for (int round = 0; round < 15; ++round)
  {
    std::vector<char> marked(mesh.triangles.size(), 0);
    std::size_t nearest = 0;
    for (std::size_t c = 0; c < marked.size(); ++c)
      if (distance(mesh.centre(mesh.triangles[c]), target) <
          distance(mesh.centre(mesh.triangles[nearest]), target))
        nearest = c;
    marked[nearest] = 1;
    const BisectedMesh next = bisected(mesh, marked);
    EXPECT_TRUE(meets_at_whole_sides(next.mesh));
    std::size_t children = 0;
    std::vector<double> area(mesh.triangles.size(), 0.);
    for (std::size_t c = 0; c < next.parent.size(); ++c)
    {
      children += next.parent[c] == nearest ? 1 : 0;
      EXPECT_EQ(next.mesh.triangles[c].face, mesh.triangles[next.parent[c]].face);
      area[next.parent[c]] += next.mesh.area(next.mesh.triangles[c]);
    }
    EXPECT_EQ(children, 4U);
    for (std::size_t c = 0; c < area.size(); ++c)
      EXPECT_NEAR(area[c], mesh.area(mesh.triangles[c]), 1e-14);
    mesh = next.mesh;
  }
  EXPECT_NEAR(area_of_face(mesh, 0) + area_of_face(mesh, 1), pi, 1e-13);
  EXPECT_GT(smallest_angle(mesh), 0.45 * first_angle); // arcs move it a little
  EXPECT_LT(mesh.triangles.size(), 300U);
}

} // namespace
} // namespace kelvolt

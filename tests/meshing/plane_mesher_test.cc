#include "case/outline.h"
#include "mesh/plane_program.h"
#include "meshing/plane_mesher.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

constexpr double mm = 1e-3, snap = 1e-6;

struct Meshed
{
  Arrangement arrangement;
  PlaneMesh mesh;
  Straightening straightened;
};

Meshed meshed(const std::vector<Outline> &outlines, double largest)
{
  std::vector<PlaneCurve> curves;
  for (const Outline &outline : outlines)
    for (const PlaneCurve &edge : edges_of(outline))
      curves.push_back(edge);
  Meshed result{arrange(curves, snap), {}, {}};
  PlaneSizing sizing;
  sizing.largest = largest;
  result.mesh = mesh_plane(divided(result.arrangement, sizing), sizing);
  result.straightened = straighten(result.mesh);
  return result;
}

/// Largest difference of a face's area from that of its triangles, relative; what
/// straightening took is allowed for.
double area_error(const Meshed &all)
{
  std::vector<double> sum(all.arrangement.faces.size(), 0.);
  for (const PlaneMesh::Triangle &t : all.mesh.triangles)
    sum.at(t.face) += all.mesh.area(t);
  double worst = 0.;
  for (std::size_t f = 0; f < sum.size(); ++f)
  {
    const double area = all.arrangement.area(all.arrangement.faces[f]);
    worst =
        std::max(worst, (std::abs(sum[f] - area) - all.straightened.area) / std::abs(area));
  }
  return worst;
}

double worst_ratio(const PlaneMesh &mesh)
{
  double worst = 1.;
  for (const PlaneMesh::Triangle &t : mesh.triangles)
    worst = std::min(worst, shape_ratio(mesh, t));
  return worst;
}

Outline disc(double x, double y, double radius)
{
  return moved({{circle_ring(radius)}, {}}, 0., {x, y});
}

Outline square(double x, double y, double width, double angle)
{
  return moved({{rectangle_ring({width, width}, 0.)}, {}}, angle, {x, y});
}

// The triangles fill each face exactly, arcs included, without one that folds over.
TEST(PlaneMesher, FillsEachFaceExactly)
{
  const Meshed turned =
      meshed({square(0., 0., 10. * mm, 0.), square(1. * mm, 0., 3. * mm, 0.35)}, 2. * mm);
  EXPECT_LT(area_error(turned), 1e-12);
  std::vector<Outline> board{square(0., 0., 10. * mm, 0.), square(0., 0., 1.5 * mm, 0.35)};
  for (int i = -2; i <= 2; ++i)
    for (int j = -2; j <= 2; ++j)
      for (const double radius : {0.15 * mm, 0.125 * mm})
        board.push_back(disc(0.65 * mm * i, 0.65 * mm * j, radius));
  const Meshed vias = meshed(board, 2. * mm);
  EXPECT_LT(area_error(vias), 1e-12);
  EXPECT_GT(worst_ratio(vias.mesh), 0.02 - 1e-12);
  EXPECT_LT(vias.mesh.triangles.size(), 10000U);
}

// Twice the same mesh.
TEST(PlaneMesher, IsDeterministic)
{
  const std::vector<Outline> outlines{square(0., 0., 10. * mm, 0.1), disc(0., 0., 2. * mm)};
  const PlaneMesh first = meshed(outlines, 1. * mm).mesh,
                  second = meshed(outlines, 1. * mm).mesh;
  EXPECT_EQ(first.nodes, second.nodes);
  ASSERT_EQ(first.triangles.size(), second.triangles.size());
  for (std::size_t i = 0; i < first.triangles.size(); ++i)
    EXPECT_EQ(first.triangles[i].corner, second.triangles[i].corner);
}

/// A stack of outlines as chance has it: turned rectangles, discs, rings, slots, triangles,
/// some of them on each other's edges.
std::vector<Outline> random_outlines(std::mt19937 &random)
{
  const auto any = [&](double lower, double upper)
  {
    return std::uniform_real_distribution<double>(lower, upper)(random);
  };
  std::vector<Outline> result{square(0., 0., 10. * mm, 0.)};
  const int n = std::uniform_int_distribution<int>(1, 9)(random);
  for (int i = 0; i < n; ++i)
  {
    // Half of them on a coarse grid, so that edges and centres coincide.
    const bool on_grid = random() % 2 == 0;
    const double x = on_grid ? std::round(any(-4., 4.)) * mm : any(-5., 5.) * mm,
                 y = on_grid ? std::round(any(-4., 4.)) * mm : any(-5., 5.) * mm,
                 size = on_grid ? std::round(any(1., 3.)) * mm : any(0.05, 4.) * mm,
                 angle = on_grid ? 0. : any(0., 3.);
    switch (random() % 5)
    {
    case 0:
      result.push_back(square(x, y, size, angle));
      break;
    case 1:
      result.push_back(disc(x, y, 0.5 * size));
      break;
    case 2:
      result.push_back(disc(x, y, 0.5 * size));
      result.push_back(disc(x, y, 0.45 * size));
      break;
    case 3:
      result.push_back(
          moved({{rectangle_ring({size, 0.4 * size}, 0.2 * size)}, {}}, angle, {x, y}));
      break;
    default:
      result.push_back(
          moved({{{{{0., 0.}}, {{size, 0.}, 0.3}, {{0.3 * size, size}, -0.2}}}, {}},
                angle,
                {x, y}));
    }
  }
  return result;
}

// 300 of them: no failure, no triangle that folds over, the area of every face.
TEST(PlaneMesher, MeshesWhatChanceMakes)
{
  std::mt19937 random(20);
  for (int run = 0; run < 300; ++run)
  {
    const std::vector<Outline> outlines = random_outlines(random);
    ASSERT_NO_THROW({
      const Meshed all = meshed(outlines, 3. * mm);
      EXPECT_LT(area_error(all), 1e-10) << run;
      EXPECT_GT(worst_ratio(all.mesh), 0.02 - 1e-12) << run;
    }) << run;
  }
}

// The program gives what the function gives, and says what it cannot do.
TEST(PlaneProgram, GivesTheSameMesh)
{
  std::vector<PlaneCurve> curves = edges_of(disc(0., 0., 1. * mm));
  PlaneSizing sizing;
  sizing.largest = 0.5 * mm;
  Arrangement division = divided(arrange(curves, snap), sizing);
  const PlaneMesh own = mesh_plane(division, sizing),
                  other = run_plane_mesher(division, sizing);
  EXPECT_EQ(own.nodes, other.nodes);
  EXPECT_EQ(own.triangles.size(), other.triangles.size());
  division.faces.clear();
  try
  {
    run_plane_mesher(division, sizing);
    FAIL();
  }
  catch (const std::runtime_error &fault)
  {
    EXPECT_NE(std::string(fault.what()).find("cannot be meshed"), std::string::npos)
        << fault.what();
  }
}

// What is written is read with all its digits.
TEST(PlaneMesh, IsWrittenInFull)
{
  const PlaneMesh mesh = meshed({disc(0., 0., 1. * mm)}, 1. * mm).mesh;
  std::stringstream text;
  write(text, mesh);
  const PlaneMesh read = read_plane_mesh(text);
  EXPECT_EQ(read.nodes, mesh.nodes);
  for (std::size_t i = 0; i < mesh.triangles.size(); ++i)
    EXPECT_EQ(read.triangles[i].bulge, mesh.triangles[i].bulge);
  std::stringstream half(text.str().substr(0, text.str().size() / 2));
  EXPECT_THROW(read_plane_mesh(half), std::runtime_error);
}

} // namespace
} // namespace kelvolt

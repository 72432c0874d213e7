#include "column_package.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

Outline rectangle(double x, double y, double width, double height, double radius = 0.)
{
  return moved({{rectangle_ring({width, height}, radius)}, {}}, 0., {x, y});
}

void add(Outline &all, const Outline &more)
{
  all.rings.insert(all.rings.end(), more.rings.begin(), more.rings.end());
}

Outline turned_rectangle(double width, double height)
{
  return moved({{rectangle_ring({width, height}, 0.)}, {}}, 20. / 180. * pi, {0., 0.});
}

Outline vias(double outer, double inner)
{
  Outline all;
  for (int i = -2; i <= 2; ++i)
    for (int j = -2; j <= 2; ++j)
    {
      add(all, disc(0.65 * i, 0.65 * j, outer));
      if (inner > 0.)
        all.holes.push_back(disc(0.65 * i, 0.65 * j, inner).rings[0]);
    }
  return all;
}

Outline leads()
{
  Outline all;
  for (const double side : {-1., 1.})
    for (int j = 0; j < 4; ++j)
      add(all, rectangle(2.2 * side, (j - 1.5) * 0.65, 0.6, 0.3, 0.1));
  return all;
}

/// From under the leads outwards, then at 45 degrees.
Outline traces()
{
  Outline all;
  for (const double side : {-1., 1.})
    for (int j = 0; j < 4; ++j)
    {
      const double y = (j - 1.5) * 0.65, up = y > 0. ? 1. : -1.;
      add(all, rectangle(2.3 * side, y, 0.8, 0.3));
      all.rings.push_back({{{2.7 * side, y - 0.15 * up}},
                           {{4.2 * side, y + 1.35 * up}},
                           {{4.2 * side, y + 1.65 * up}},
                           {{2.7 * side, y + 0.15 * up}}});
    }
  return all;
}

/// A package on a board with plated vias: rotated die, leads, traces at 45 degrees.
std::vector<Part> qfn()
{
  Outline pad_and_leads = rectangle(0., 0., 3.3, 3.3, 0.4);
  add(pad_and_leads, leads());
  Outline land_and_traces = rectangle(0., 0., 3.6, 3.6, 0.4);
  add(land_and_traces, traces());
  return {prism(rectangle(0., 0., 10., 10.), 0., 0.035),
          prism(rectangle(0., 0., 10., 10.), 0.035, 0.735),
          prism(vias(0.15, 0.125), 0.035, 0.735),
          prism(rectangle(0., 0., 5., 5.), 0.735, 1.67),
          prism(land_and_traces, 0.735, 0.77),
          prism(vias(0.125, 0.), 0., 0.77),
          prism(pad_and_leads, 0.77, 0.82),
          prism(pad_and_leads, 0.82, 1.02),
          prism(turned_rectangle(1.6, 1.2), 1.02, 1.045),
          prism(turned_rectangle(1.6, 1.2), 1.045, 1.29),
          prism(turned_rectangle(1.6, 1.2), 1.29, 1.295),
          prism(turned_rectangle(1., 0.4), 1.29, 1.295)};
}

/// Fine around the channel, which is the last part.
ColumnLayout qfn_layout(const std::vector<Part> &parts, double s)
{
  constexpr double mm = 1e-3;
  const Arrangement plane = arrange(plane_curves(parts), 1e-7);
  PlaneSizing sizing;
  sizing.largest = 0.8 * s * mm;
  sizing.growth = 0.7;
  const std::vector<PlaneCurve> channel = edges_of(parts.back().prism->outline);
  for (const Arrangement::Edge &edge : plane.edges)
  {
    const PlanePoint middle = plane.curve(edge).at(0.5);
    const bool is_hot = std::any_of(channel.begin(),
                                    channel.end(),
                                    [&](const PlaneCurve &side)
                                    { return side.distance_to(middle) < 1e-6; });
    sizing.at_edge.push_back((is_hot ? 0.06 * s : 0.8 * s) * mm);
  }
  PlaneMesh mesh = mesh_plane(divided(plane, sizing), sizing);
  straighten(mesh);
  const std::vector<double> planes = height_planes(parts);
  std::vector<double> z{planes[0]};
  for (std::size_t k = 0; k + 1 < planes.size(); ++k)
  {
    const double d = planes[k + 1] - planes[k], middle = 0.5 * (planes[k] + planes[k + 1]);
    const double away = std::max(0., std::abs(middle - 1.2925 * mm) - 0.5 * d);
    const double h = 0.5 * s * std::min(0.35 * mm, 0.02 * mm + 0.4 * (away + 0.25 * d));
    const int n = std::max(1, static_cast<int>(std::ceil(d / h)));
    for (int i = 1; i <= n; ++i)
      z.push_back(i == n ? planes[k + 1] : planes[k] + d * i / n);
  }
  return make_column_layout(parts, std::move(mesh), std::move(z));
}

// 3 W in the channel, films of 3000 W/m2/K below and 15 above: a rise of 52.42 K with 0.03
// K of doubt, from finer and finer meshes of another program (quadratic wedges, too).
TEST(Qfn, HasTheRiseOfAnotherProgram)
{
  const std::vector<Part> parts = qfn();
  const ColumnLayout layout = qfn_layout(parts, 3.);
  ColumnConditions conditions;
  const auto k = [](double value)
  {
    return std::array{value, value, value};
  };
  conditions.conductivity = {k(390.),
                             {0.81, 0.81, 0.3},
                             k(390.),
                             k(0.8),
                             k(390.),
                             k(0.3),
                             k(58.),
                             k(390.),
                             k(25.),
                             k(130.),
                             k(130.),
                             k(130.)};
  conditions.power.assign(parts.size(), 0.);
  conditions.power.back() = 3.;
  std::vector<ColumnFace> bottom, top;
  for (int part = 0; part < static_cast<int>(parts.size()); ++part)
  {
    for (const ColumnFace &face : surface_faces(layout, part, ColumnSide::bottom))
      if (face.exposed)
        bottom.push_back(face);
    for (const ColumnFace &face : surface_faces(layout, part, ColumnSide::top))
      if (face.exposed)
        top.push_back(face);
  }
  conditions.films = {{bottom, 3000., 300.}, {top, 15., 300.}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, 2);
  const SolveReport report = problem.solve(1e-10);
  std::printf(
      "%u columns, %u slabs, %u unknowns, %d iterations, rise %.4f K, %.2f + %.2f s\n",
      layout.n_columns(),
      layout.n_slabs(),
      problem.field().n_dofs(),
      report.iterations,
      problem.max_temperature() - 300.,
      report.set_up_seconds,
      report.solve_seconds);
  EXPECT_NEAR(problem.max_temperature() - 300., 52.42, 0.3);
  EXPECT_NEAR(problem.film_heat()[0] + problem.film_heat()[1], 3., 1e-7);
  EXPECT_LT(report.iterations, 50);
}

} // namespace
} // namespace kelvolt

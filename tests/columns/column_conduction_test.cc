#include "column_package.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846, mm = 1e-3;
constexpr double tolerance = 1e-12;

// A disc on a larger one: what comes in by a given flux leaves through the held bottom, on
// a mesh with arcs, and the flux is that of the disc's exact area without the other's.
TEST(ColumnConduction, BalancesHeatWithArcs)
{
  const std::vector<Part> parts{prism(disc(0., 0., 2.), 0., 1.),
                                prism(disc(0.3, 0., 1.), 1., 2.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(10.), isotropic(20.)};
  conditions.power = {0., 0.};
  conditions.fixed = {{surface_faces(layout, 0, ColumnSide::bottom), 300.}};
  std::vector<ColumnFace> rim;
  for (const ColumnFace &face : surface_faces(layout, 0, ColumnSide::top))
    if (face.exposed)
      rim.push_back(face);
  conditions.fluxes = {{rim, 1e4}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, 2);
  problem.solve(tolerance);
  EXPECT_NEAR(problem.fixed_heat()[0], problem.heat_in(), 1e-9 * problem.heat_in());
  EXPECT_NEAR(problem.heat_in(), 1e4 * pi * 3e-6, 1e-10);
}

// An equilateral prism of 3 mm with 1e9 W/m3, its sides at 300 K: T - T0 = q p1 p2 p3 / (k
// H), p the distances from the sides and H the height. Cubic, so that degree 3 finds it
// exactly: 5/3 K in the middle, 3/4 K in the mean.
TEST(ColumnConduction, FindsACubicExactlyAtDegree3)
{
  const double side = 3., H = std::sqrt(0.75) * side, k = 150., q = 1e9;
  const Ring triangle{{{0., 0.}}, {{side, 0.}}, {{0.5 * side, H}}};
  const std::vector<Part> parts{prism(moved({{triangle}, {}}, 0.3, {1., 2.}), 0., 1.)};
  const ColumnLayout layout = layout_of(parts, 1., 1);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(k)};
  conditions.power = {q * 0.5 * side * H * 1. * mm * mm * mm};
  conditions.fixed = {{surface_faces(layout, 0, ColumnSide::side), 300.}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, 3);
  problem.solve(tolerance);
  const auto exact = [&](const std::array<double, 3> &x)
  {
    const PlanePoint at = turned(PlanePoint{x[0] / mm - 1., x[1] / mm - 2.}, -0.3);
    const double p1 = at[1], s = std::sqrt(0.75);
    const double p2 = s * at[0] - 0.5 * at[1], p3 = s * (side - at[0]) - 0.5 * at[1];
    return 300. + q * mm * mm * p1 * p2 * p3 / (k * H);
  };
  EXPECT_LT(node_error(problem, exact), 1e-9);
  EXPECT_NEAR(problem.mean_temperature(0) - 300., 0.75, 1e-9);
  EXPECT_NEAR(exact({turned({0.5 * side, H / 3.}, 0.3)[0] * mm + 1. * mm,
                     turned({0.5 * side, H / 3.}, 0.3)[1] * mm + 2. * mm,
                     0.}) -
                  300.,
              5. / 3.,
              1e-12);
  EXPECT_NEAR(problem.fixed_heat()[0], problem.heat_in(), 1e-9 * problem.heat_in());
}

/// An eccentric tube: outer diameter 2 mm, inner 0.6 mm, axes 0.4 mm apart, k 0.9, 1 mm
/// long, 50 K between the sides.
double tube_heat(int halvings, unsigned int degree)
{
  Outline tube = disc(0., 0., 1.);
  tube.holes = disc(0.4, 0., 0.3).rings;
  const ColumnLayout layout = layout_of({prism(tube, 0., 1.)}, 0.3, 1, halvings);
  const auto is_inner = [](const PlaneCurve &side)
  {
    return !side.is_straight() && side.radius() < 0.5 * mm;
  };
  const auto is_outer = [](const PlaneCurve &side)
  {
    return !side.is_straight() && side.radius() > 0.5 * mm;
  };
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(0.9)};
  conditions.power = {0.};
  conditions.fixed = {{surface_faces(layout, 0, ColumnSide::side, is_inner), 350.},
                      {surface_faces(layout, 0, ColumnSide::side, is_outer), 300.}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, degree);
  problem.solve(tolerance);
  const std::vector<double> heat = problem.fixed_heat();
  EXPECT_NEAR(heat[0] + heat[1], 0., 1e-10 * heat[1]);
  return heat[1];
}

// S = 2 pi L / acosh((D^2 + d^2 - 4 z^2) / (2 D d)) is exact; heat converges with twice the
// degree, arcs being exact.
TEST(ColumnConduction, ConvergesInAnEccentricTube)
{
  const double exact = 0.28109466380;
  for (unsigned int degree = 1; degree <= 4; ++degree)
  {
    const double coarse = std::abs(tube_heat(0, degree) - exact) / exact,
                 fine = std::abs(tube_heat(1, degree) - exact) / exact;
    RecordProperty("error_" + std::to_string(degree), std::to_string(fine));
    // From degree 3 on what is left is that of the stated digits and of the solver.
    if (degree <= 3)
    {
      EXPECT_GT(std::log2(coarse / fine), 2. * degree - 0.5) << degree << ' ' << fine;
    }
    EXPECT_LT(fine, degree == 1 ? 2e-2 : degree == 2 ? 2e-4 : degree == 3 ? 2e-6 : 1e-8);
  }
}

// Copper of 0.2 mm (8 A at 1.724e-8 ohm m) in a jacket of 0.5 mm with k 0.3 and a film of
// 25 W/m2/K to 300 K: T = 411.79374118 K outside, 416.06188989 K between, 416.06368146 K
// on the axis.
double wire_error(int halvings, unsigned int degree)
{
  const ColumnLayout layout = insulated_wire(halvings);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(0.3), isotropic(390.)};
  conditions.power = {0., 17.560519801e-3};
  conditions.films = {{outside_of_wire(layout), 25., 300.}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, degree);
  problem.solve(tolerance);
  EXPECT_NEAR(problem.film_heat()[0], problem.heat_in(), 1e-9 * problem.heat_in());
  const double T_out = 411.79374118, T_joint = 416.06188989, T_axis = 416.06368146;
  return node_error(problem,
                    [&](const std::array<double, 3> &x)
                    {
                      const double r = std::hypot(x[0], x[1]) / mm;
                      return r < 0.2 ? T_axis + (T_joint - T_axis) * r * r / 0.04
                                     : T_out + (T_joint - T_out) * std::log(0.5 / r) /
                                                   std::log(2.5);
                    });
}

TEST(ColumnConduction, FindsTheTemperatureOfAnInsulatedWire)
{
  for (unsigned int degree = 1; degree <= 4; ++degree)
  {
    const double coarse = wire_error(0, degree), fine = wire_error(1, degree);
    RecordProperty("error_" + std::to_string(degree), std::to_string(fine));
    EXPECT_GT(std::log2(coarse / fine), degree + 0.4) << degree << ' ' << fine;
    EXPECT_LT(fine, degree == 1 ? 0.1 : degree == 2 ? 1e-3 : degree == 3 ? 5e-5 : 5e-6);
  }
}

/// A pin fin: radius 1 mm, 10 mm long, k 200, film 1000 on side and tip, base 60 K above.
double pin_fin(double largest, int n, unsigned int degree)
{
  const ColumnLayout layout = layout_of({prism(disc(0., 0., 1.), 0., 10.)}, largest, n);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(200.)};
  conditions.power = {0.};
  std::vector<ColumnFace> cooled = surface_faces(layout, 0, ColumnSide::side);
  const std::vector<ColumnFace> tip = surface_faces(layout, 0, ColumnSide::top);
  cooled.insert(cooled.end(), tip.begin(), tip.end());
  conditions.films = {{cooled, 1000., 300.}};
  conditions.fixed = {{surface_faces(layout, 0, ColumnSide::bottom), 360.}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, degree);
  problem.solve(tolerance);
  EXPECT_NEAR(problem.film_heat()[0] + problem.fixed_heat()[0], 0., 1e-8);
  return -problem.fixed_heat()[0];
}

// The two-dimensional solution as a Bessel series: 2.94477525 W, 2.94740 W by the formula
// for thin fins.
TEST(ColumnConduction, FindsTheHeatOfAPinFin)
{
  const double exact = 2.94477525;
  const double coarse = std::abs(pin_fin(0.8, 6, 2) - exact),
               fine = std::abs(pin_fin(0.4, 12, 2) - exact),
               cubic = std::abs(pin_fin(0.4, 12, 3) - exact);
  EXPECT_LT(fine, 0.4 * coarse);
  EXPECT_LT(fine, 1e-4);
  EXPECT_LT(cubic, fine);
}

/// A heated slanted die on a board with plated vias, film below.
ColumnConditions board_conditions(const ColumnLayout &layout)
{
  ColumnConditions conditions;
  conditions.conductivity = {
      {0.81, 0.81, 0.3}, isotropic(390.), isotropic(390.), isotropic(130.)};
  conditions.power = {0., 0., 0., 3.};
  std::vector<ColumnFace> bottom;
  for (int part = 0; part < 2; ++part)
    for (const ColumnFace &face : surface_faces(layout, part, ColumnSide::bottom))
      bottom.push_back(face);
  conditions.films = {{bottom, 3000., 300.}};
  return conditions;
}

std::vector<Part> board(double angle)
{
  Outline vias;
  for (int i = -1; i <= 1; ++i)
    for (int j = -1; j <= 1; ++j)
    {
      vias.rings.push_back(disc(0.65 * i, 0.65 * j, 0.15).rings[0]);
      vias.holes.push_back(disc(0.65 * i, 0.65 * j, 0.125).rings[0]);
    }
  std::vector<Part> parts{
      prism({{rectangle_ring({8., 8.}, 0.)}, {}}, 0., 0.7),
      prism(vias, 0., 0.7),
      prism({{rectangle_ring({4., 4.}, 0.4)}, {}}, 0.7, 0.9),
      prism(moved({{rectangle_ring({1.6, 1.2}, 0.)}, {}}, 0.35, {0., 0.}), 0.9, 1.15)};
  for (Part &part : parts)
    part.prism->outline = moved(part.prism->outline, angle, {0., 0.});
  return parts;
}

// The whole package turned by 20 degrees: another mesh, the same answer.
TEST(ColumnConduction, GivesTurnedPackagesTheSameAnswer)
{
  std::array<double, 2> rise{};
  std::array<int, 2> iterations{};
  for (int turned_by = 0; turned_by < 2; ++turned_by)
  {
    const ColumnLayout layout = layout_of(board(turned_by * 20. / 180. * pi), 0.5, 2);
    ColumnConduction problem(layout, MPI_COMM_WORLD, board_conditions(layout), 2);
    iterations[turned_by] = problem.solve(1e-10).iterations;
    rise[turned_by] = problem.max_temperature() - 300.;
    EXPECT_NEAR(problem.heat_in(), 3., 1e-12);
    EXPECT_NEAR(problem.film_heat()[0], 3., 1e-8);
    EXPECT_LT(iterations[turned_by], 45);
  }
  EXPECT_NEAR(rise[0], rise[1], 2e-4 * rise[0]);
}

// One rank alone and all together: the same numbers.
TEST(ColumnConduction, IsTheSameOnAnyNumberOfRanks)
{
  const ColumnLayout layout = layout_of(board(0.1), 0.8, 1);
  ColumnConduction alone(layout, MPI_COMM_SELF, board_conditions(layout), 2),
      together(layout, MPI_COMM_WORLD, board_conditions(layout), 2);
  alone.solve(tolerance);
  together.solve(tolerance);
  EXPECT_EQ(alone.field().n_dofs(), together.field().n_dofs());
  EXPECT_NEAR(alone.max_temperature(), together.max_temperature(), 1e-8);
  EXPECT_NEAR(alone.mean_temperature(3), together.mean_temperature(3), 1e-8);
}

// A turned mesh is the same mesh: the answer to the accuracy of the solver, for each
// degree.
TEST(ColumnConduction, DoesNotDependOnTheAxes)
{
  ColumnLayout layout = layout_of(board(0.), 1., 1), turned_layout = layout;
  for (PlanePoint &node : turned_layout.plane.nodes)
    node = turned(node, 20. / 180. * pi);
  for (unsigned int degree = 1; degree <= 2; ++degree)
  {
    ColumnConduction straight(layout, MPI_COMM_WORLD, board_conditions(layout), degree),
        slanted(turned_layout, MPI_COMM_WORLD, board_conditions(turned_layout), degree);
    straight.solve(tolerance);
    slanted.solve(tolerance);
    EXPECT_NEAR(straight.max_temperature(), slanted.max_temperature(), 1e-8);
  }
}

} // namespace
} // namespace kelvolt

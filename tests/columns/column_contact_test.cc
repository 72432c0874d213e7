#include "accuracy/side_flows.h"
#include "column_package.h"

#include <gtest/gtest.h>

#include <cmath>

/// @file Resistances between parts on columns, on faces along and across z.

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846, mm = 1e-3;
constexpr double tolerance = 1e-12;

// A slanted plate on another, 300 K below and 400 K above, 1e-4 m2 K/W between: the flux is
// 100 K over the sum of the resistances of 1 mm of k 10, 2 mm of k 20 and the contact; each
// plate has a linear temperature, which every degree finds exactly, and conducts by its
// own slope what crosses the contact, downwards.
TEST(ColumnContact, IsExactInAStack)
{
  const Outline plate = moved({{rectangle_ring({3., 2.}, 0.)}, {}}, 0.3, {0., 0.});
  const std::vector<Part> parts{prism(plate, 0., 1.), prism(plate, 1., 3.)};
  const ColumnLayout layout = layout_of(parts, 1., 2);
  const double r = 1e-4, flux = 100. / (1. * mm / 10. + 2. * mm / 20. + r);
  for (unsigned int degree = 1; degree <= 3; ++degree)
  {
    ColumnConditions conditions;
    conditions.conductivity = {isotropic(10.), isotropic(20.)};
    conditions.power = {0., 0.};
    conditions.fixed = {{surface_faces(layout, 0, ColumnSide::bottom), 300.},
                        {surface_faces(layout, 1, ColumnSide::top), 400.}};
    conditions.contacts = {{0, 1, r}};
    ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, degree);
    problem.solve(tolerance);
    EXPECT_NEAR(problem.fixed_heat()[0], flux * 6e-6, 1e-9 * flux * 6e-6);
    EXPECT_NEAR(problem.mean_temperature(0), 300. + flux * 0.5 * mm / 10., 1e-8);
    EXPECT_NEAR(problem.mean_temperature(1), 400. - flux * 1. * mm / 20., 1e-8);
    const ColumnContact contact(problem.field(), 1, 0);
    const std::vector<double> jump = contact.jump_at_points(problem.temperature());
    for (const double one : jump)
      EXPECT_NEAR(one, flux * r, 1e-8);
    const ColumnEdges edges(layout, {isotropic(10.), isotropic(20.)}, {}, degree);
    const SideFlows sides = side_flows(
        problem.field(), problem.conduction(), edges, {{0, 1}}, problem.temperature())[0];
    EXPECT_NEAR(sides.first, -flux * 6e-6, 1e-9 * flux * 6e-6);
    EXPECT_NEAR(sides.second, -flux * 6e-6, 1e-9 * flux * 6e-6);
    EXPECT_EQ(sides.exponent, regular_exponent);
  }
}

// The insulated wire of column_conduction_test.cc with 2e-3 m2 K/W between copper and
// jacket: outside the copper nothing changes, and it is hotter by P r / (2 pi R L).
double wire_error(int halvings, unsigned int degree)
{
  const ColumnLayout layout = insulated_wire(halvings);
  const double power = 17.560519801e-3, r = 2e-3,
               jump = power * r / (2. * pi * 0.2 * mm * 2. * mm);
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(0.3), isotropic(390.)};
  conditions.power = {0., power};
  conditions.films = {{outside_of_wire(layout), 25., 300.}};
  conditions.contacts = {{1, 0, r}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, degree);
  problem.solve(tolerance);
  EXPECT_NEAR(problem.film_heat()[0], power, 1e-9 * power);
  const ColumnContact contact(problem.field(), 1, 0);
  const auto sum = [](double own)
  {
    return dealii::Utilities::MPI::sum(own, MPI_COMM_WORLD);
  };
  EXPECT_NEAR(sum(contact.area()), 2. * pi * 0.2 * 2. * mm * mm, 1e-16);
  const ColumnEdges edges(layout, {isotropic(0.3), isotropic(390.)}, {}, degree);
  const SideFlows sides = side_flows(
      problem.field(), problem.conduction(), edges, {{1, 0}}, problem.temperature())[0];
  // Slopes on arcs converge with the order p.
  constexpr std::array<double, 3> off{0.24, 0.0145, 0.00085};
  const double share = off[degree - 1] / (1U << (degree * halvings));
  EXPECT_NEAR(sides.first, power, share * power);
  EXPECT_NEAR(sides.second, power, share * power);
  // The jump follows from the heat that passes, on any mesh.
  EXPECT_NEAR(sum(contact.integral(contact.jump_at_points(problem.temperature()))) / r,
              power,
              1e-9 * power);
  const ColumnField &field = problem.field();
  const double T_out = 411.79374118, T_joint = 416.06188989, T_axis = 416.06368146;
  double worst = 0.;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int a = 0; a < field.element().plane.n_nodes; ++a)
    {
      const auto x = field.node_position(cell, a, 0);
      const double R = std::hypot(x[0], x[1]) / mm;
      const double exact =
          field.part(cell) == 1
              ? T_axis + jump + (T_joint - T_axis) * R * R / 0.04
              : T_out + (T_joint - T_out) * std::log(0.5 / R) / std::log(2.5);
      worst = std::max(
          worst,
          std::abs(problem.temperature().local_element(field.node_dof(cell, a, 0)) -
                   exact));
    }
  return dealii::Utilities::MPI::max(worst, MPI_COMM_WORLD);
}

TEST(ColumnContact, IsExactAroundAWire)
{
  for (unsigned int degree = 1; degree <= 3; ++degree)
  {
    const double coarse = wire_error(0, degree), fine = wire_error(1, degree);
    RecordProperty("error_" + std::to_string(degree), std::to_string(fine));
    EXPECT_GT(std::log2(coarse / fine), degree + 0.3) << degree << ' ' << fine;
    EXPECT_LT(fine, degree == 1 ? 0.1 : degree == 2 ? 1e-3 : 5e-5);
  }
}

/// Two halves of a plate side by side, a lid over both and a foot under one of them, 1 W in
/// the lid, a film under the plate. @param r between halves, lid and foot; 0: none
std::unique_ptr<ColumnConduction>
halves(MPI_Comm communicator, const ColumnLayout &layout, double r, bool between_halves)
{
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(5.), isotropic(20.), isotropic(50.), isotropic(8.)};
  conditions.power = {0., 0., 1., 0.};
  conditions.films = {{surface_faces(layout, 3, ColumnSide::bottom), 1000., 300.},
                      {surface_faces(layout, 1, ColumnSide::bottom), 200., 300.}};
  if (r > 0. && between_halves)
    conditions.contacts.push_back({0, 1, r});
  if (r > 0. && !between_halves)
    conditions.contacts = {{2, 0, r}, {0, 3, r}};
  auto problem = std::make_unique<ColumnConduction>(layout, communicator, conditions, 2);
  problem->solve(tolerance);
  return problem;
}

ColumnLayout layout_of_halves()
{
  const auto rectangle = [](double x0, double x1, double y)
  {
    return moved({{{{{x0, -y}}, {{x1, -y}}, {{x1, y}}, {{x0, y}}}}, {}}, 0.3, {0., 0.});
  };
  return layout_of({prism(rectangle(-2., 0., 2.), 0.5, 1.5),
                    prism(rectangle(0., 2., 2.), 0.5, 1.5),
                    prism(disc(0.2, 0.1, 1.), 1.5, 2.),
                    prism(rectangle(-1.8, -0.4, 1.), 0., 0.5)},
                   1.,
                   1);
}

// A contact that ends under a third part, whose nodes there belong to both sides, and one
// that ends at an edge of its part: with next to no resistance the answer is that without
// a contact; with a large one it is another, and the balance closes.
TEST(ColumnContact, EndsWhereAPartSpansIt)
{
  const ColumnLayout layout = layout_of_halves();
  const auto without = halves(MPI_COMM_WORLD, layout, 0., true);
  for (const bool between_halves : {true, false})
  {
    const auto little = halves(MPI_COMM_WORLD, layout, 1e-13, between_halves),
               much = halves(MPI_COMM_WORLD, layout, 1e-2, between_halves);
    EXPECT_GT(little->field().n_dofs(), without->field().n_dofs());
    for (unsigned int part = 0; part < 4; ++part)
      EXPECT_NEAR(little->mean_temperature(part), without->mean_temperature(part), 2e-5);
    EXPECT_NEAR(little->max_temperature(), without->max_temperature(), 2e-5);
    EXPECT_GT(much->max_temperature(), without->max_temperature() + 1.);
    EXPECT_NEAR(much->film_heat()[0] + much->film_heat()[1], 1., 1e-9);
  }
}

// One rank alone and all together: the same numbers, also where the sides of a contact are
// on two ranks.
TEST(ColumnContact, IsTheSameOnAnyNumberOfRanks)
{
  const ColumnLayout layout = layout_of_halves();
  for (const bool between_halves : {true, false})
  {
    const auto alone = halves(MPI_COMM_SELF, layout, 1e-3, between_halves),
               together = halves(MPI_COMM_WORLD, layout, 1e-3, between_halves);
    EXPECT_EQ(alone->field().n_dofs(), together->field().n_dofs());
    EXPECT_NEAR(alone->max_temperature(), together->max_temperature(), 1e-8);
    for (unsigned int part = 0; part < 4; ++part)
      EXPECT_NEAR(alone->mean_temperature(part), together->mean_temperature(part), 1e-8);
  }
}

} // namespace
} // namespace kelvolt

#include "../coupling/solved_case.h"
#include "../discretization/small_meshes.h"
#include "electric/electric_problem.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace kelvolt
{
namespace
{

/// An L of metal with a third contact on its side.
Case bent_conductor(const std::array<Terminal, 3> &terminals)
{
  Case input;
  input.parts = {make_part("foot", "metal", box_mm({0, 3}, {0, 1}, {0, 1})),
                 make_part("leg", "metal", box_mm({0, 1}, {1, 3}, {0, 1})),
                 make_part("tab", "metal", box_mm({2, 3}, {0, 1}, {1, 1.5}))};
  input.cooling = {cooled("foot", Side::bottom, Convection{100., 0., 300.})};
  input.terminals = {terminals.begin(), terminals.end()};
  input.mesh = coarse_mesh();
  return input;
}

std::vector<TerminalState> solve_electric(const Case &input)
{
  const auto solution = set_up(input, example_materials());
  ElectricProblem &electric = *solution->electric;
  electric.correct(constant_at_points(electric.field(), 1e7), 1e-13);
  return electric.terminals();
}

std::vector<TerminalState> at_voltages(double a, double b, double c)
{
  return solve_electric(bent_conductor({voltage_on("a", "foot", Side::right, a),
                                        voltage_on("b", "leg", Side::back, b),
                                        voltage_on("c", "tab", Side::top, c)}));
}

// Ohm's law of a straight bar, 1e7 S/m * 1 mm2 / 4 mm, exact on any mesh.
TEST(ElectricProblem, StraightBar)
{
  const auto states = solve_electric(bar_on_plate());
  EXPECT_NEAR(states[0].current, 1e7 * 1e-6 / 4e-3, 1e-8);
  EXPECT_NEAR(states[1].current, -1e7 * 1e-6 / 4e-3, 1e-8);
  EXPECT_EQ(states[0].voltage, 1.);
}

// Currents are sums of the residual: they add up to zero on the coarsest mesh, do not
// change when all voltages rise, and the conductances are symmetric.
TEST(ElectricProblem, CurrentsAddUpAndAreReciprocal)
{
  const auto by_a = at_voltages(1., 0., 0.), by_b = at_voltages(0., 1., 0.),
             raised = at_voltages(8., 7., 7.);
  const double scale = by_a[0].current;
  EXPECT_GT(scale, 0.);
  double sum = 0.;
  for (int i = 0; i < 3; ++i)
  {
    sum += by_a[i].current;
    EXPECT_NEAR(raised[i].current, by_a[i].current, 1e-9 * scale);
  }
  EXPECT_NEAR(sum, 0., 1e-10 * scale);
  EXPECT_NEAR(by_a[1].current, by_b[0].current, 1e-10 * scale);
  EXPECT_LT(by_a[1].current, 0.);
  EXPECT_LT(by_a[2].current, 0.);
}

// The currents that voltages drive, given at two terminals, bring the voltages back; power
// is V I.
TEST(ElectricProblem, GivenCurrentsReproduceVoltages)
{
  const auto driven = at_voltages(0.3, 0.1, -0.2);
  const auto states = solve_electric(
      bent_conductor({current_on("a", "foot", Side::right, driven[0].current),
                      current_on("b", "leg", Side::back, driven[1].current),
                      voltage_on("c", "tab", Side::top, -0.2)}));
  EXPECT_NEAR(states[0].voltage, 0.3, 1e-10);
  EXPECT_NEAR(states[1].voltage, 0.1, 1e-10);
  EXPECT_NEAR(states[2].current, driven[2].current, 1e-8);
}

// A sense contact draws nothing and lies between the voltages of the others.
TEST(ElectricProblem, FloatingContactDrawsNothing)
{
  const auto states =
      solve_electric(bent_conductor({voltage_on("a", "foot", Side::right, 1.),
                                     voltage_on("b", "leg", Side::back, 0.),
                                     current_on("c", "tab", Side::top, 0.)}));
  EXPECT_NEAR(states[2].current, 0., 1e-9 * states[0].current);
  EXPECT_GT(states[2].voltage, 0.5);
  EXPECT_LT(states[2].voltage, 1.);
}

// Other loads take the place of those it was made with: the states are those of a problem
// made with them, here with a reference of 7 V in place of 0 V.
TEST(ElectricProblem, TakesOtherLoads)
{
  const auto loaded = [](double a, double b, double c)
  {
    return bent_conductor({voltage_on("a", "foot", Side::right, a),
                           voltage_on("b", "leg", Side::back, b),
                           current_on("c", "tab", Side::top, c)});
  };
  const auto solution = set_up(loaded(1., 0., 2.), example_materials());
  ElectricProblem &electric = *solution->electric;
  const PointValues sigma = constant_at_points(electric.field(), 1e7);
  electric.correct(sigma, 1e-13);
  electric.take(loads_at(loaded(8., 7., -30.)));
  electric.correct(sigma, 1e-13);
  const auto taken = electric.terminals(), made = solve_electric(loaded(8., 7., -30.));
  for (int i = 0; i < 3; ++i)
  {
    EXPECT_NEAR(taken[i].voltage, made[i].voltage, 1e-12);
    EXPECT_NEAR(taken[i].current, made[i].current, 1e-8);
  }
  EXPECT_EQ(electric.loads().drive[2], -30.);
}

// All given values at half: half the voltages and currents at the same sigma.
TEST(ElectricProblem, IsProportionalToItsDrive)
{
  const auto solution = set_up(bar_on_plate(), example_materials());
  ElectricProblem &electric = *solution->electric;
  const PointValues sigma = constant_at_points(electric.field(), 1e7);
  electric.take(scaled(electric.loads(), 0.5));
  electric.correct(sigma, 1e-13);
  EXPECT_EQ(electric.terminals()[0].voltage, 0.5);
  EXPECT_NEAR(electric.terminals()[0].current, 0.5 * 1e7 * 1e-6 / 4e-3, 1e-8);
}

} // namespace
} // namespace kelvolt

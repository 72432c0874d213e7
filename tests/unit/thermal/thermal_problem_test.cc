#include "../coupling/solved_case.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

Case block()
{
  Case input;
  input.parts = {make_part("block", "metal", box_mm({0, 2}, {0, 1}, {0, 1})),
                 make_part("cap", "plastic", box_mm({0, 1}, {0, 1}, {1, 2}))};
  input.mesh = coarse_mesh();
  return input;
}

// Every kind of boundary and source at once, with two fixed surfaces that share an edge:
// what goes in comes out, surface by surface, to solver accuracy on a coarse mesh.
TEST(ThermalProblem, HeatBalanceCloses)
{
  Case input = block();
  input.heat = {{"cap", 0.5, {}}};
  input.cooling = {cooled("block", Side::left, FixedTemperature{300.}),
                   cooled("block", Side::bottom, FixedTemperature{310.}),
                   cooled("block", Side::top, Convection{500., 0.9, 280.}),
                   cooled("cap", Side::top, HeatFlux{2e4})};
  const auto solution = solve(input, metal_and_plastic());
  const HeatBalance balance = solution->thermal.balance(input);
  EXPECT_NEAR(balance.put_in, 0.5 + 2e4 * 1e-6, 1e-12);
  EXPECT_NEAR(balance.heat_out, balance.put_in, 1e-9);
  ASSERT_EQ(balance.cooling.size(), 4u);
  double sum = 0.;
  for (const SurfaceHeat &surface : balance.cooling)
    sum += surface.heat_flow;
  EXPECT_NEAR(sum, 0.5, 1e-9);
  EXPECT_NEAR(balance.cooling[3].heat_flow, -0.02, 1e-12);
  // The film acts on the half of the top that the cap leaves free, and area is where it
  // acts.
  EXPECT_NEAR(balance.cooling[2].area, 1e-6, 1e-15);
  EXPECT_NEAR(solution->thermal.given_heat()[1], 0.5, 0.);
}

// With fluxes alone between fixed temperatures the flow is that of the series resistance.
TEST(ThermalProblem, FixedTemperaturesDriveHeat)
{
  Case input;
  input.parts = {make_part("block", "metal", box_mm({0, 2}, {0, 1}, {0, 1}))};
  input.cooling = {cooled("block", Side::left, FixedTemperature{300.}),
                   cooled("block", Side::right, FixedTemperature{340.})};
  input.mesh = coarse_mesh();
  const auto solution = solve(input, metal_and_plastic());
  const HeatBalance balance = solution->thermal.balance(input);
  EXPECT_NEAR(balance.cooling[0].heat_flow, 100. * 1e-6 / 2e-3 * 40., 1e-9);
  EXPECT_NEAR(balance.cooling[1].heat_flow, -100. * 1e-6 / 2e-3 * 40., 1e-9);
  EXPECT_NEAR(balance.cooling[1].mean_temperature, 340., 1e-9);
  EXPECT_NEAR(solution->thermal.rise(), 40., 1e-9);
}

// Other loads take the place of those it was made with: fluxes, films, held temperatures
// and losses are those of a problem made with them.
TEST(ThermalProblem, TakesOtherLoads)
{
  const auto loaded = [](double power, double held, double h, double flux)
  {
    Case input = block();
    input.heat = {{"cap", power, {}}};
    input.cooling = {cooled("block", Side::left, FixedTemperature{held}),
                     cooled("block", Side::top, Convection{h, 0., 280.}),
                     cooled("cap", Side::top, HeatFlux{flux})};
    return input;
  };
  const Case first = loaded(0.5, 300., 500., 2e4), second = loaded(0., 320., 900., -1e4);
  const auto solution = solve(first, metal_and_plastic());
  solution->thermal.take(loads_at(second));
  const auto made = solve(second, metal_and_plastic());
  solve_coupled(solution->problem(), CouplingTolerance(), [](const CouplingStep &) {});
  const HeatBalance taken = solution->thermal.balance(second),
                    expected = made->thermal.balance(second);
  EXPECT_NEAR(taken.put_in, -1e4 * 1e-6, 1e-12);
  for (int i = 0; i < 3; ++i)
  {
    EXPECT_NEAR(taken.cooling[i].heat_flow, expected.cooling[i].heat_flow, 1e-9);
    EXPECT_NEAR(
        taken.cooling[i].mean_temperature, expected.cooling[i].mean_temperature, 1e-9);
  }
  // Where a law acts belongs to the structure: a film cannot become a held temperature.
  Loads other = loads_at(second);
  other.cooling[0] = Convection{};
  EXPECT_THROW(solution->thermal.take(other), std::invalid_argument);
}

// A law that turns negative or not a number stops the run instead of giving an answer.
TEST(ThermalProblem, RefusesConductivitiesThatAreNotPositive)
{
  for (const double coefficient : {-1., std::nan("")})
  {
    MaterialMap materials = metal_and_plastic();
    materials["metal"].conductivity = {property(LinearLaw{100., 280., coefficient})};
    Case input = block();
    input.cooling = {cooled("block", Side::left, FixedTemperature{300.})};
    EXPECT_THROW(solve(input, materials), std::runtime_error);
  }
}

} // namespace
} // namespace kelvolt

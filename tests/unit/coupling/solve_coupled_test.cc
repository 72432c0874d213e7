#include "solved_case.h"
#include "thermal/part_temperatures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

// All three balances close at the end, after a last step that is small; what the balances
// say is so: the heat that leaves is the Joule heat.
TEST(SolveCoupled, ClosesAllBalances)
{
  const Case input = warm_bar();
  const auto solution = solve(input, metal_and_plastic());
  const CouplingReport &report = solution->coupled.report;
  ASSERT_GE(report.steps.size(), 3u);
  EXPECT_LE(report.steps.size(), 12u);
  const CouplingStep &last = report.steps.back();
  EXPECT_LE(last.heat_imbalance, 1e-10);
  EXPECT_LE(last.current_imbalance, 1e-10);
  EXPECT_LE(last.power_imbalance, 1e-10);
  EXPECT_LE(last.change, 1e-8 * solution->thermal.rise());
  const double joule = solution->thermal.total(solution->coupled.heat.density);
  const HeatBalance balance = solution->thermal.balance(input);
  EXPECT_GT(joule, 0.);
  EXPECT_NEAR(balance.heat_out, joule, 1e-9 * joule);
}

// The resistance is that of the laws at the temperature found: R0 (1 + a (Tm - T0)) with
// the mean temperature of the bar, up to the spread of temperature along it.
TEST(SolveCoupled, UsesPropertiesAtTheFinalTemperature)
{
  const auto solution = solve(warm_bar(), metal_and_plastic());
  const double R = 0.01 / solution->electric->terminals()[0].current;
  const PartTemperatures bar = part_temperatures(solution->thermal, 2)[1];
  EXPECT_GT(bar.mean, 305.);
  const double spread = 4e-3 * (bar.highest - bar.lowest);
  EXPECT_NEAR(R / 1e-3, 1. + 4e-3 * (bar.mean - 300.), spread * spread + 1e-9);
}

// Nothing depends on temperature: one solve and one check.
TEST(SolveCoupled, TakesOneStepWhereNothingIsNonlinear)
{
  const auto solution = solve(warm_bar(), example_materials());
  EXPECT_LE(solution->coupled.report.steps.size(), 3u);
}

// A bar whose heat has nowhere to go but through a poor film at more current than it can
// stand.
TEST(SolveCoupled, ReportsThermalRunaway)
{
  Case input = warm_bar();
  input.terminals[0] = current_on("plus", "bar", Side::left, 1000.);
  try
  {
    solve(input, metal_and_plastic());
    FAIL() << "no error";
  }
  catch (const NotConverged &error)
  {
    EXPECT_FALSE(error.report.steps.empty());
    EXPECT_NE(std::string(error.what()).find("iteration"), std::string::npos);
  }
}

// A temperature 30 times the surroundings, by radiation alone: the linearization at the
// start is wrong by three orders of magnitude.
TEST(SolveCoupled, FindsHotRadiators)
{
  Case input;
  input.parts = {make_part("block", "plastic", box_mm({0, 1}, {0, 1}, {0, 1}))};
  input.heat = {{"block", 1., {}}};
  input.cooling = {cooled("block", Side::top, Convection{0., 1., 50.})};
  input.mesh = coarse_mesh();
  MaterialMap materials = metal_and_plastic();
  materials["plastic"].conductivity = {property(ConstantLaw{1e5})};
  const auto solution = solve(input, materials);
  const double T = std::pow(1e6 / stefan_boltzmann + std::pow(50., 4), 0.25);
  EXPECT_NEAR(solution->thermal.inspect({0, Side::top}).mean_temperature, T, 1e-4);
}

} // namespace
} // namespace kelvolt

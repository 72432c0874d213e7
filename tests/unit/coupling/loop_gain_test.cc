#include "coupling/loop_gain.h"
#include "solved_case.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

LoopGain gain_of(MeshSolution &solution)
{
  return loop_gain(solution.problem(), solution.coupled);
}

/// A metal bar between ends at 300 K, a current through it.
Case bar_between_cold_ends(double current)
{
  Case bar;
  bar.parts = {make_part("bar", "metal", box_mm({0, 10}, {0, 1}, {0, 1}))};
  bar.cooling = {cooled("bar", Side::left, FixedTemperature{300.}),
                 cooled("bar", Side::right, FixedTemperature{300.})};
  bar.terminals = {current_on("plus", "bar", Side::left, current),
                   voltage_on("minus", "bar", Side::right, 0.)};
  bar.mesh = coarse_mesh();
  return bar;
}

// dq = J^2 rho0 a dT against k dT'': the eigenvalue is J^2 rho0 a L^2 / (k pi^2).
TEST(LoopGain, IsTheClosedFormForABar)
{
  const auto solution = solve(bar_between_cold_ends(80.), metal_and_plastic());
  const double J = 80e6, L = 10e-3;
  const double slope = J * J * 1e-7 * 4e-3;
  const double exact = slope * L * L / (100. * M_PI * M_PI);
  const LoopGain found = gain_of(*solution);
  EXPECT_NEAR(found.gain, exact, 5e-3 * exact);
  // The disturbance is a half sine of 1 K: its mean is 2/pi.
  const double feedback = slope * 10e-9 * 2. / M_PI;
  EXPECT_NEAR(found.feedback[0], feedback, 0.02 * feedback);
}

// At a given voltage the loss falls with temperature: nothing runs away.
TEST(LoopGain, IsNotPositiveAtGivenVoltage)
{
  EXPECT_LT(gain_of(*solve(warm_bar(), metal_and_plastic())).gain, 1e-2);
}

// The state is the same afterwards, with everything that is computed from it.
TEST(LoopGain, LeavesTheStateAsItWas)
{
  const Case input = warm_bar();
  const auto solution = solve(input, metal_and_plastic());
  const TerminalState plus = solution->electric->terminals()[0];
  const double heat = solution->thermal.balance(input).heat_out;
  const double rise = solution->thermal.rise();
  gain_of(*solution);
  EXPECT_NEAR(
      solution->electric->terminals()[0].current, plus.current, 1e-12 * plus.current);
  EXPECT_NEAR(solution->thermal.balance(input).heat_out, heat, 1e-12 * heat);
  EXPECT_EQ(solution->thermal.rise(), rise);
}

} // namespace
} // namespace kelvolt

#include "verification_case.h"

namespace kelvolt
{
namespace
{

// A given current finds the voltage that drives it: both kinds of terminal make one
// problem.
TEST(CurrentFlow, VoltageAndCurrentDriveAgree)
{
  const Summary voltage = solve_case("l_bend", {"mesh.size_factor=2", "mesh.adapt=false"});
  const double I = entry(voltage.terminals, "plus").current.value;
  const Summary current = solve_case(
      "l_bend",
      {"mesh.size_factor=2",
       "mesh.adapt=false",
       "terminals.plus={on: first.left, current: " + std::to_string(I * 1e9) + " nA}"});
  EXPECT_NEAR(entry(current.terminals, "plus").voltage.value, 0.1, 1e-8);
  EXPECT_NEAR(current.max_temperature.value, voltage.max_temperature.value, 1e-4);
}

// Current, voltage and two floating terminals on one body, against van der Pauw's theorem.
TEST(CurrentFlow, GreekCross)
{
  const Summary s = solve_case("greek_cross");
  const double U =
      entry(s.terminals, "high").voltage.value - entry(s.terminals, "low").voltage.value;
  const double sheet_resistance = 1.724e-8 / 35e-6;
  compare("Greek cross, squares", U / sheet_resistance, std::log(2.) / M_PI, 1e-3);
  EXPECT_NEAR(entry(s.terminals, "high").current.value, 0., 1e-9);
  EXPECT_NEAR(entry(s.terminals, "low").current.value, 0., 1e-9);
  EXPECT_NEAR(entry(s.terminals, "drain").current.value, -1., 1e-9);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt

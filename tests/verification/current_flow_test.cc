#include "verification_case.h"

namespace kelvolt
{
namespace
{

constexpr double sheet_resistance = 1.724e-8 / 35e-6;
constexpr double corner_squares = 1. - 2. / M_PI * 0.693147180559945309;

// A right-angle corner between arms of equal width counts 1 - (2/pi) ln 2 squares (Schwarz-
// Christoffel). Its field is singular at the inner corner.
TEST(CurrentFlow, RightAngleCorner)
{
  const Summary s =
      solve_case("l_bend", {"materials.copper_x.electrical_resistivity=1.724e-8 ohm m"});
  const double squares = 0.1 / entry(s.terminals, "plus").current / sheet_resistance;
  compare("A8a squares of a corner", squares - 10., corner_squares, 1e-3);
  expect_closed_balances(s);
}

// A given current finds the voltage that drives it: both kinds of terminal make one
// problem.
TEST(CurrentFlow, VoltageAndCurrentDriveAgree)
{
  const Summary voltage = solve_case("l_bend", {"mesh.size_factor=2"});
  const double I = entry(voltage.terminals, "plus").current;
  const Summary current = solve_case(
      "l_bend",
      {"mesh.size_factor=2",
       "terminals.plus={on: first.left, current: " + std::to_string(I * 1e9) + " nA}"});
  EXPECT_NEAR(entry(current.terminals, "plus").voltage, 0.1, 1e-8);
  EXPECT_NEAR(current.max_temperature.value, voltage.max_temperature.value, 1e-4);
}

// Current, voltage and two floating terminals on one body, against van der Pauw's theorem.
TEST(CurrentFlow, GreekCross)
{
  const Summary s = solve_case("greek_cross");
  const double U = entry(s.terminals, "high").voltage - entry(s.terminals, "low").voltage;
  compare("Greek cross, squares", U / sheet_resistance, std::log(2.) / M_PI, 1e-3);
  EXPECT_NEAR(entry(s.terminals, "high").current, 0., 1e-9);
  EXPECT_NEAR(entry(s.terminals, "low").current, 0., 1e-9);
  EXPECT_NEAR(entry(s.terminals, "drain").current, -1., 1e-9);
  expect_closed_balances(s);
}

// Two conducting islands with their own terminals. Temperature along z: even heat g1 and g2
// in the bars, nothing in the layer between, all of it out on top. Piecewise quadratic, so
// exact.
TEST(CurrentFlow, Islands)
{
  const Summary s = solve_case("islands");
  const double R1 = 1e-6 * 10e-3 / 4e-6, R2 = 2e-7 * 4e-3 / 20e-6;
  compare("islands I lower [A]", entry(s.terminals, "lower_plus").current, 0.04 / R1, 1e-8);
  compare("islands U upper [V]",
          entry(s.terminals, "upper_plus").voltage,
          1. + 50. * R2,
          1e-10);
  const double q1 = 0.04 * 0.04 / R1 / 40e-6,
               q2 = 2500. * R2 / 40e-6; // [W/m2] seen from above
  const double top = 25. + (q1 + q2) / 2000., upper = top + (q1 + 0.5 * q2) * 2e-3 / 50.,
               layer = upper + q1 * 0.5e-3 / 25., lower = layer + 0.5 * q1 * 1e-3 / 20.;
  compare("islands T bottom [degC]", s.max_temperature.value - celsius_zero, lower, 1e-7);
  compare("islands T joint [degC]",
          entry(s.parts, "upper").max_temperature - celsius_zero,
          upper,
          1e-7);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt

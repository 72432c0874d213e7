#include "verification_case.h"

namespace kelvolt
{
namespace
{

// Wiedemann-Franz metal. With T^2 = T0^2 + phi (V - phi)/L0 along the field, the current is
// (A/l) (2 k/sqrt(L0)) asin(V/(2 sqrt(L0) Tmax)).
TEST(Coupling, WiedemannFranzBar)
{
  struct Drive
  {
    const char *voltage;
    double V, T_max;
  };
  for (const Drive &drive :
       {Drive{"0.1 V", 0.1, 438.557873}, Drive{"0.3 V", 0.3, 1005.4835}})
  {
    const Summary s = solve_case("wiedemann_franz_bar",
                                 {std::string("terminals.plus.voltage=") + drive.voltage});
    const double root_L = std::sqrt(2.44300451e-8);
    const double I = 1e-6 / 20e-3 * 2. * 400. / root_L *
                     std::asin(drive.V / (2. * root_L * drive.T_max));
    compare("A3a " + std::string(drive.voltage) + ", T max [K]",
            s.max_temperature.value,
            drive.T_max,
            1e-3);
    compare("A3a " + std::string(drive.voltage) + ", I [A]",
            entry(s.terminals, "plus").current,
            I,
            1e-4 * I);
    expect_closed_balances(s);
  }
}

// The hottest temperature of such a body does not depend on its shape: here
// three-dimensional with four re-entrant edges. The nodes need not hit the warmest surface,
// which is flat.
TEST(Coupling, WiedemannFranzNeck)
{
  const Summary s = solve_case("wiedemann_franz_neck");
  compare(
      "A3a body with a neck, T max [K]", s.max_temperature.value, 438.557873, 1e-3 * 138.6);
  expect_closed_balances(s);
}

// Up to 80 % of the current at which no steady state is left. The voltage falls out.
TEST(Coupling, CopperBarAtGivenCurrent)
{
  struct Drive
  {
    const char *current;
    double T_max, U, ratio;
  };
  for (const Drive &drive : {Drive{"200 A", 417.23016, 91.1119694e-3, 1.32122925},
                             Drive{"300 A", 846.665293, 249.310386e-3, 2.41019321}})
  {
    const std::string name = std::string("A3c ") + drive.current;
    const Summary s =
        solve_case("copper_bar", {std::string("terminals.plus.current=") + drive.current});
    compare(name + ", T max [K]", s.max_temperature.value, drive.T_max, 0.01);
    const TerminalSummary &plus = entry(s.terminals, "plus");
    compare(name + ", U [V]", plus.voltage, drive.U, 1e-5 * drive.U);
    const double R0 = 1.724e-8 * 20e-3 / 1e-6;
    compare(name + ", R/R0", plus.voltage / plus.current / R0, drive.ratio, 2e-5);
    // The feedback J^2 rho0 a dT has the largest eigenvalue (2u/pi)^2 = (J/J*)^2.
    const double gain = std::pow(plus.current / 376.866275, 2);
    ASSERT_TRUE(s.loop_gain);
    compare(name + ", loop gain", *s.loop_gain, gain, 0.01 * gain);
    expect_closed_balances(s);
  }
}

// The same with the resistivity as a table whose pairs lie on the law: where tables are
// straight they are exact.
TEST(Coupling, ResistivityTable)
{
  const Summary s =
      solve_case("copper_bar",
                 {"materials.copper_x.electrical_resistivity={table: "
                  "[[293.15 K, 1.724e-8 ohm m], [893.15 K, 5.789192e-8 ohm m]]}"});
  compare("A3c 200 A by a table, T max [K]", s.max_temperature.value, 417.23016, 0.01);
  EXPECT_TRUE(s.warnings.empty());
}

// Beyond the table's end its last value holds, and the run says so.
TEST(Coupling, TablesAreNotExtrapolatedSilently)
{
  const Summary s = solve_case("copper_bar",
                               {"materials.copper_x.electrical_resistivity={table: "
                                "[[293.15 K, 1.724e-8 ohm m], [300 K, 1.77e-8 ohm m]]}"});
  ASSERT_EQ(s.warnings.size(), 1U);
  EXPECT_NE(s.warnings.front().find("electrical resistivity"), std::string::npos);
}

// Each axis has its own law. Between ends at 300 and 400 K a k along x that rises from 100
// to 200 W/m/K conducts as its mean, 150 W/m/K; the others do not matter.
TEST(Coupling, LawForEachAxis)
{
  const Summary s = solve_case(
      "copper_bar",
      {"materials.copper_x.conductivity=[{table: [[300 K, 100 W/m/K], [400 K, 200 "
       "W/m/K]]}, "
       "{power_law: 5 W/m/K, at: 300 K, exponent: -1}, 1 W/m/K]",
       "cooling={bar.left: {temperature: 300 K}, bar.right: {temperature: 400 K}}",
       "terminals.plus.current=0 A"});
  compare("law along x, heat [W]", entry(s.surfaces, "bar.left").heat_flow, 0.75, 1e-7);
}

// Beyond J* = 3.76866275e8 A/m2 there is no steady state; the run finds the largest current
// that has one, what ends it, and gives no temperature as an answer.
TEST(Coupling, ThermalRunawayIsBracketed)
{
  const Summary s = solve_case("copper_bar", {"terminals.plus.current=400 A"});
  EXPECT_EQ(s.status, "no_steady_state");
  EXPECT_TRUE(s.parts.empty());
  ASSERT_TRUE(s.runaway);
  const Runaway &runaway = *s.runaway;
  ASSERT_EQ(runaway.drives.size(), 1u);
  EXPECT_EQ(runaway.drives[0].terminal, "plus");
  compare("A3c largest current with a steady state [A]",
          runaway.steady_scale * runaway.drives[0].given,
          376.866275,
          0.01 * 376.87);
  compare("A3c smallest current without [A]",
          runaway.lost_scale * runaway.drives[0].given,
          376.866275,
          0.01 * 376.87);
  EXPECT_LT(runaway.steady_scale, 376.866275 / 400. * (1. + 1e-4));
  EXPECT_GT(runaway.lost_scale, 376.866275 / 400. * (1. - 1e-4));
  EXPECT_EQ(runaway.part, "bar");
  EXPECT_NEAR(runaway.share, 1., 1e-9);
  EXPECT_GT(runaway.loop_gain, 0.97);
  EXPECT_LT(runaway.loop_gain, 1.005);
}

TEST(Coupling, TraceAsFin)
{
  const Summary s = solve_case("trace");
  compare("A1c T mid [degC]", s.max_temperature.value - celsius_zero, 108.07961, 0.01);
  compare("A1c T mean [degC]",
          entry(s.parts, "trace").mean_temperature - celsius_zero,
          80.0828424,
          1e-3);
  compare("A1c R [ohm]", entry(s.terminals, "plus").voltage / 10., 7.61100173e-3, 1e-7);
  expect_closed_balances(s);
}

TEST(Coupling, LBend)
{
  const Summary s = solve_case("l_bend");
  compare("A3f I [A]", entry(s.terminals, "plus").current, 13.9916626, 1e-3 * 13.99);
  compare("A3f T max [K]", s.max_temperature.value, 437.89396, 1e-3 * 145.);
  expect_closed_balances(s);
}

// Finer meshes give smaller errors of the coupled answer. The inner corner makes the
// current converge like h^(4/3) on uniform meshes; graded ones do better.
TEST(Coupling, LBendConverges)
{
  double last = 1.;
  for (const char *factor : {"4", "2", "1"})
  {
    const Summary s = solve_case(
        "l_bend", {std::string("mesh.size_factor=") + factor, "accuracy.within=1 A"});
    const double error = std::abs(entry(s.terminals, "plus").current - 13.9916626);
    compare(std::string("A3f I [A], size factor ") + factor,
            entry(s.terminals, "plus").current,
            13.9916626,
            0.6 * last);
    last = error;
  }
  EXPECT_LT(last, 2e-3);
}

} // namespace
} // namespace kelvolt

#include "verification_case.h"

namespace kelvolt
{
namespace
{

// Up to 80 % of the current at which no steady state is left: the feedback J^2 rho0 a dT
// has the largest eigenvalue (2u/pi)^2 = (J/J*)^2.
TEST(Coupling, LoopGainOfTheCopperBar)
{
  for (const char *current : {"200 A", "300 A"})
  {
    const Summary s =
        solve_case("copper_bar", {std::string("terminals.plus.current=") + current});
    const double gain = std::pow(entry(s.terminals, "plus").current.value / 376.866275, 2);
    ASSERT_TRUE(s.loop_gain);
    compare(std::string("A3c ") + current + ", loop gain", *s.loop_gain, gain, 0.01 * gain);
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
  compare(
      "law along x, heat [W]", entry(s.surfaces, "bar.left").heat_flow.value, 0.75, 1e-7);
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
  EXPECT_EQ(runaway.drives[0].name, "plus");
  compare("A3c largest current with a steady state [A]",
          runaway.drives[0].steady,
          376.866275,
          0.01 * 376.87);
  compare("A3c smallest current without [A]",
          runaway.drives[0].lost,
          376.866275,
          0.01 * 376.87);
  EXPECT_LT(runaway.steady_scale, 376.866275 / 400. * (1. + 1e-4));
  EXPECT_GT(runaway.lost_scale, 376.866275 / 400. * (1. - 1e-4));
  EXPECT_EQ(runaway.part, "bar");
  EXPECT_NEAR(runaway.share, 1., 1e-9);
  EXPECT_GT(runaway.loop_gain, 0.97);
  EXPECT_LT(runaway.loop_gain, 1.005);
}

// Finer meshes give smaller errors of the coupled answer. The inner corner makes the
// current converge like h^(4/3) on uniform meshes; graded ones do better.
TEST(Coupling, LBendConverges)
{
  double last = 1.;
  for (const char *factor : {"4", "2", "1"})
  {
    const Summary s = solve_case(
        "l_bend", {std::string("mesh.size_factor=") + factor, "mesh.adapt=false"});
    const double error = std::abs(entry(s.terminals, "plus").current.value - 13.9916626);
    compare(std::string("A3f I [A], size factor ") + factor,
            entry(s.terminals, "plus").current.value,
            13.9916626,
            0.6 * last);
    last = error;
  }
  EXPECT_LT(last, 2e-3);
}

// A foil at 0.999 of its fold, where whatever is open is amplified by 500: the resistance
// is linear in T, the thickness next to nothing, so the rise is I^2 R0 / (1 - gain) by
// film. A steady state exists and has a bar.
TEST(Coupling, NextToTheFoldOfALinearLaw)
{
  const Summary s = solve_case("foil_near_fold");
  EXPECT_EQ(s.status, "ok");
  const double I = 51.0255841858051, R0 = 1.72e-8 * 0.05 / (0.01 * 35e-6),
               G = 50. * 0.05 * 0.01, gain = I * I * R0 * 0.0039 / G;
  EXPECT_NEAR(gain, 0.998, 1e-3);
  const double mean = entry(s.parts, "b").mean_temperature.value;
  // 35 um: rise and film differ by the mean over the thickness, q t / (3 k), amplified.
  const double q = (mean - 300.) * 50., across = q * 35e-6 / (3. * 390.);
  compare("rise next to the fold",
          mean - 300.,
          (I * I * R0 / G + across) / (1. - gain),
          1e-6 * mean);
}

} // namespace
} // namespace kelvolt

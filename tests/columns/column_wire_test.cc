#include "../verification/solved_text.h"
#include "../verification/verification_case.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

/// @file Bond wires on columns.

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

/// Two bars with a wire from the end of one to the end of the other, of which the case
/// names no side all around, and a pin that makes columns of them. Constant laws.
std::string bars_and_a_wire(const std::string &more)
{
  return "title: bars and a wire\n"
         "package:\n"
         "  a: {material: bar, x: 0 to 10 mm, y: 0 to 1 mm, z: 0 to 1 mm}\n"
         "  b: {material: bar, x: 15 to 25 mm, y: 0 to 1 mm, z: 0 to 1 mm}\n"
         "  pin: {material: bar, z: 0 to 1 mm, outline: {circle: 0.5 mm, at: [30 mm, 0 "
         "mm]}}\n"
         "materials:\n"
         "  bar: {conductivity: 400 W/m/K, electrical_resistivity: 2e-8 ohm m}\n"
         "  wire: {conductivity: 200 W/m/K, electrical_resistivity: 3e-8 ohm m}\n"
         "wires:\n"
         "  w: {material: wire, ribbon: [1 mm, 0.1 mm], from: a.right, to: b.left, length: "
         "5 mm}\n"
         "cooling:\n"
         "  a.left: {temperature: 300 K}\n"
         "  b.right: {temperature: 340 K}\n"
         "  pin.bottom: {temperature: 320 K}\n" +
         more + "accuracy: {of: wires.w.max_temperature, within: 1 mK}\n";
}

// The feet are whole ends, so that all is one-dimensional: k A / L (T_a - 300 K) is what
// the wire brings and half the heat of the bar, exactly, at any degree.
TEST(ColumnWires, InSeriesWithBars)
{
  const double I = 20., A = 1e-6, L = 1e-2, K = 400. * A / L, K_w = 200. * 1e-7 / 5e-3,
               P = I * I * 2e-8 * L / A, P_w = I * I * 3e-8 * 5e-3 / 1e-7;
  const Summary s = solve_text(MPI_COMM_WORLD,
                               bars_and_a_wire("terminals:\n"
                                               "  in: {on: a.left, current: 20 A}\n"
                                               "  out: {on: b.right, voltage: 800 V}\n"));
  const double sum = 640. + (P + P_w) / K, difference = -40. * K / (K + 2. * K_w),
               T_a = 0.5 * (sum + difference), T_b = 0.5 * (sum - difference);
  const WireSummary &wire = entry(s.wires, "w");
  compare("first foot [K]", wire.first_foot_temperature.value, T_a, 1e-8);
  compare("second foot [K]", wire.second_foot_temperature.value, T_b, 1e-8);
  compare("current [A]", wire.current.value, I, 1e-8);
  compare("loss [W]", wire.loss.value, P_w, 1e-8);
  const double at = 0.5 + (T_b - T_a) * K_w / P_w;
  compare("highest [K]",
          wire.max_temperature.value,
          T_a + (T_b - T_a) * at + 0.5 * P_w / K_w * at * (1. - at),
          1e-8);
  compare("terminal [V]",
          entry(s.terminals, "in").voltage.value - 800.,
          I * (2. * 2e-8 * L / A + 3e-8 * 5e-3 / 1e-7),
          1e-8);
  expect_closed_balances(s);
  for (const char *part : {"a", "b"})
    compare("current of a bar [A]", entry(s.parts, part).current->value, I, 1e-8);
  EXPECT_TRUE(s.goals.at(0).met);
}

// Without terminals it is a strap: (340 K - 300 K) / (2 L / (k A) + L_w / (k_w A_w)).
TEST(ColumnWires, ConductHeatWithoutCurrent)
{
  const Summary s = solve_text(MPI_COMM_WORLD, bars_and_a_wire(""));
  const WireSummary &wire = entry(s.wires, "w");
  const double Q = 40. / (2. * 1e-2 / 400e-6 + 5e-3 / 200e-7);
  compare("heat to the first foot [W]", wire.heat_to_first_foot.value, Q, 1e-8);
  compare("surface [W]", entry(s.surfaces, "a.left").heat_flow.value, Q, 1e-8);
  compare(
      "highest [K]", wire.max_temperature.value, wire.second_foot_temperature.value, 1e-9);
  expect_closed_balances(s);
}

/// A die and a lead on copper and ceramic, which two wires join; boxes, or turned [deg].
/// Patches count from the centre of their side.
std::string wired_module(double by)
{
  const double angle = by * pi / 180.;
  const auto outline = [&](double x, double y, double width, double height)
  {
    return fmt::format(
        "outline: {{rectangle: [{} mm, {} mm], at: [{:.12g} mm, {:.12g} mm], "
        "rotate: {} deg}}",
        width,
        height,
        std::cos(angle) * x - std::sin(angle) * y,
        std::sin(angle) * x + std::cos(angle) * y,
        by);
  };
  return "title: wired module\n"
         "package:\n"
         "  base: {material: ceramic, z: 0 to 1 mm, " +
         outline(0., 0., 10., 8.) + "}\n  lower: {material: cu, z: 1 to 1.3 mm, " +
         outline(-2., 0., 5., 6.) + "}\n  lead: {material: cu, z: 1 to 1.3 mm, " +
         outline(3., 0., 3., 6.) + "}\n  die: {material: chip, z: 1.3 to 1.5 mm, " +
         outline(-2., 0., 3., 3.) + "}\nsurfaces:\n  f1: {on: die.top, " +
         outline(0.5, 0.75, 0.6, 0.4) + "}\n  f2: {on: die.top, " +
         outline(0.5, -0.75, 0.6, 0.4) + "}\n  g1: {on: lead.top, " +
         outline(-0.5, 0.75, 0.6, 0.4) + "}\n  g2: {on: lead.top, " +
         outline(-0.5, -0.75, 0.6, 0.4) +
         "}\nmaterials:\n"
         "  ceramic: {conductivity: 24 W/m/K}\n"
         "  cu: {conductivity: 390 W/m/K, electrical_resistivity: {reference: 1.72e-8 ohm "
         "m, at: 298 K, coefficient: 0.0039 1/K}}\n"
         "  chip: {conductivity: 120 W/m/K, electrical_resistivity: 2e-5 ohm m}\n"
         "  al: {conductivity: 230 W/m/K, electrical_resistivity: {reference: 2.7e-8 ohm "
         "m, "
         "at: 298 K, coefficient: 0.004 1/K}}\n"
         "wires:\n"
         "  w1: {material: al, diameter: 0.3 mm, from: f1, to: g1, profile: {jedec4: 1 "
         "mm}}\n"
         "  w2: {material: al, diameter: 0.2 mm, from: f2, to: g2, length: 5 mm}\n"
         "cooling: {base.bottom: {convection: 5000 W/m2/K, ambient: 40 degC}}\n"
         "terminals:\n"
         "  plus: {on: lower.bottom, current: 15 A}\n"
         "  minus: {on: lead.bottom, voltage: 400 V}\n"
         "accuracy:\n"
         "  - {of: max_temperature, within: 0.3 K}\n"
         "  - {of: wires.w1.max_temperature, within: 0.3 K}\n";
}

// Boxes and the same package turned by 20 degrees: the same to their bars, all that is
// said of wires too.
TEST(ColumnWires, GiveATurnedModuleTheAnswerOfBoxes)
{
  const Summary boxes = solve_text(MPI_COMM_WORLD, wired_module(0.)),
                columns = solve_text(MPI_COMM_WORLD, wired_module(20.));
  const auto expect_same = [](const char *what, const Number &one, const Number &other)
  {
    EXPECT_LE(std::abs(one.value - other.value),
              one.error_or_zero() + other.error_or_zero())
        << what << ": " << one.value << " and " << other.value;
  };
  expect_same("hottest", boxes.max_temperature, columns.max_temperature);
  for (const char *name : {"w1", "w2"})
  {
    const WireSummary &box = entry(boxes.wires, name), &column = entry(columns.wires, name);
    EXPECT_NEAR(box.length, column.length, 1e-9);
    expect_same("current", box.current, column.current);
    expect_same("voltage", box.voltage, column.voltage);
    expect_same("loss", box.loss, column.loss);
    expect_same(
        "heat to the first foot", box.heat_to_first_foot, column.heat_to_first_foot);
    expect_same("highest", box.max_temperature, column.max_temperature);
  }
  for (const Summary *s : {&boxes, &columns})
  {
    expect_closed_balances(*s);
    for (const AccuracySummary &goal : s->goals)
      EXPECT_TRUE(goal.met) << goal.of;
  }
}

// Who owns which column is nothing to the answer.
TEST(ColumnWires, AreTheSameOnAnyRanks)
{
  const std::string text = wired_module(20.);
  const Summary alone = solve_text(MPI_COMM_SELF, text),
                together = solve_text(MPI_COMM_WORLD, text);
  EXPECT_NEAR(entry(alone.wires, "w1").max_temperature.value,
              entry(together.wires, "w1").max_temperature.value,
              0.1 * entry(alone.wires, "w1").max_temperature.error_or_zero());
}

} // namespace
} // namespace kelvolt

#include "solved_text.h"
#include "verification_case.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// Two bars with a wire from the whole end of one to the whole end of the other: all is
/// one-dimensional. Bars of 10 mm and 1 mm2, wire of 0.1 mm2 and 5 mm.
std::string bar_wire_bar(const std::string &bars, const std::string &wire, double current)
{
  return fmt::format(
      "title: bars and a wire\n"
      "package:\n"
      "  a: {{material: bar, x: 0 to 10 mm, y: 0 to 1 mm, z: 0 to 1 mm}}\n"
      "  b: {{material: bar, x: 15 to 25 mm, y: 0 to 1 mm, z: 0 to 1 mm}}\n"
      "materials:\n"
      "  bar: {}\n"
      "  wire: {}\n"
      "wires:\n"
      "  w: {{material: wire, ribbon: [1 mm, 0.1 mm], from: a.right, to: b.left, length: 5 "
      "mm}}\n"
      "cooling:\n"
      "  a.left: {{temperature: 300 K}}\n"
      "  b.right: {{temperature: 340 K}}\n"
      "terminals:\n"
      "  in: {{on: a.left, current: {} A}}\n"
      "  out: {{on: b.right, voltage: 0 V}}\n"
      "accuracy: {{of: max_temperature, within: 1 mK}}\n",
      bars,
      wire,
      current);
}

const std::string constant_bar =
    "{conductivity: 400 W/m/K, electrical_resistivity: 2e-8 ohm m}";

// Constant laws: the wire is a bar of its own. With T_a and T_b at the feet, per end
// k A / L (T_a - 300 K) = (heat from the wire) + half the heat of the bar, exactly.
TEST(Wire, InSeriesWithBars)
{
  const double I = 20., A = 1e-6, L = 1e-2, k = 400., rho = 2e-8;
  const double k_w = 200., rho_w = 3e-8, A_w = 1e-7, L_w = 5e-3;
  const Summary s = solve_text(
      MPI_COMM_WORLD,
      bar_wire_bar(constant_bar,
                   "{conductivity: 200 W/m/K, electrical_resistivity: 3e-8 ohm m}",
                   I));
  const double K = k * A / L, K_w = k_w * A_w / L_w, P = I * I * rho * L / A,
               P_w = I * I * rho_w * L_w / A_w;
  // K (T_a - 300) + K_w (T_a - T_b) = (P + P_w) / 2 = K (T_b - 340) - K_w (T_a - T_b)
  const double sum = 640. + (P + P_w) / K, difference = -40. * K / (K + 2. * K_w);
  const double T_a = 0.5 * (sum + difference), T_b = 0.5 * (sum - difference);
  const WireSummary &wire = entry(s.wires, "w");
  compare("first foot [K]", wire.first_foot_temperature.value, T_a, 1e-9);
  compare("second foot [K]", wire.second_foot_temperature.value, T_b, 1e-9);
  compare("current [A]", wire.current.value, I, 1e-9);
  compare("voltage [V]", wire.voltage.value, I * rho_w * L_w / A_w, 1e-9);
  compare("wire, Joule heat [W]", wire.loss.value, P_w, 1e-9);
  const double at = 0.5 + (T_b - T_a) * K_w / P_w; // of the length
  compare("place", wire.hottest_place, at, 1e-7);
  compare("wire, highest [K]",
          wire.max_temperature.value,
          T_a + (T_b - T_a) * at + 0.5 * P_w / K_w * at * (1. - at),
          1e-9);
  compare("terminal [V]",
          entry(s.terminals, "in").voltage.value,
          I * (2. * rho * L / A + rho_w * L_w / A_w),
          1e-9);
  expect_closed_balances(s);
  EXPECT_NEAR(s.audit.joule_heat.value, 2. * P + P_w, 1e-8 * P_w);
}

// rho = 1e-10 T ohm m/K and k rho = L_0 T in the wire: with the potential as coordinate T^2
// is a parabola, so that bars with constant laws leave two equations for the feet, here
// found by a fixed point. All numbers within their bars, which the goal asks to be small.
TEST(Wire, FollowsTheTemperature)
{
  const double I = 20., A = 1e-6, L = 1e-2, k = 400., rho = 2e-8;
  const double lorenz = 2.44e-8, slope = 1e-10, A_w = 1e-7, L_w = 5e-3;
  const Summary s = solve_text(
      MPI_COMM_WORLD,
      bar_wire_bar(constant_bar,
                   "{conductivity: 244 W/m/K, electrical_resistivity: {reference: 3e-8 ohm "
                   "m, at: 300 K, coefficient: 3.3333333333333333e-3 1/K}}",
                   I));
  const double K = k * A / L, P = I * I * rho * L / A;
  double T_a = 330., T_b = 360., V = 0., F = 0.;
  for (int i = 0; i < 500; ++i)
  {
    F = 0.5 * lorenz * (T_a * T_a - T_b * T_b);
    // I L / A = int_0^V dphi / (slope T(phi)), T^2 = T_b^2 + 2 (phi F/V + phi (V - phi)/2)
    // / L_0: by the trapezoidal rule in an angle, which has no ends.
    const auto current = [&](double v)
    {
      constexpr int n = 2000;
      double sum = 0.;
      for (int j = 0; j < n; ++j)
      {
        const double xi = (j + 0.5) / n,
                     T2 = T_b * T_b + 2. / lorenz * (xi * F + 0.5 * v * v * xi * (1. - xi));
        sum += 1. / (slope * std::sqrt(T2)) / n;
      }
      return A_w / L_w * v * sum;
    };
    double low = 0., high = 1.;
    for (int j = 0; j < 60; ++j)
      (current(0.5 * (low + high)) < I ? low : high) = 0.5 * (low + high);
    V = 0.5 * (low + high);
    const double Q = I / V * F;
    T_a = 0.5 * T_a + 0.5 * (300. + (0.5 * P + 0.5 * I * V - Q) / K);
    T_b = 0.5 * T_b + 0.5 * (340. + (0.5 * P + 0.5 * I * V + Q) / K);
  }
  const WireSummary &wire = entry(s.wires, "w");
  compare("voltage [V]", wire.voltage.value, V, 1e-6);
  compare("first foot [K]", wire.first_foot_temperature.value, T_a, 1e-6);
  compare("second foot [K]", wire.second_foot_temperature.value, T_b, 1e-6);
  const double peak = 0.5 + F / (V * V);
  compare(
      "highest [K]",
      wire.max_temperature.value,
      std::sqrt(T_b * T_b + 2. / lorenz * (peak * F + 0.5 * V * V * peak * (1. - peak))),
      1e-6);
  expect_closed_balances(s);
}

// Heat alone, without terminals: three conductors in series.
TEST(Wire, ConductsHeatWithoutTerminals)
{
  std::string text = bar_wire_bar(constant_bar, "{conductivity: 200 W/m/K}", 0.);
  const std::size_t begin = text.find("terminals:"), end = text.find("accuracy:");
  text.erase(begin, end - begin);
  const Summary s = solve_text(MPI_COMM_WORLD, text);
  const double K = 400. * 1e-6 / 1e-2, K_w = 200. * 1e-7 / 5e-3;
  const double Q = 40. / (2. / K + 1. / K_w);
  const WireSummary &wire = entry(s.wires, "w");
  compare("heat to the first foot [W]", wire.heat_to_first_foot.value, Q, 1e-8);
  compare("first foot [K]", wire.first_foot_temperature.value, 300. + Q / K, 1e-10);
  EXPECT_EQ(wire.hottest_place, 1.);
  expect_closed_balances(s);
}

/// Two blocks of metal with feet on their tops, cooled through films.
std::string two_blocks(double current, double power, double ambient, double within)
{
  return fmt::format(
      "title: blocks and a wire\n"
      "package:\n"
      "  a: {{material: metal, x: 0 to 4 mm, y: 0 to 4 mm, z: 0 to 1 mm}}\n"
      "  b: {{material: metal, x: 8 to 12 mm, y: 0 to 4 mm, z: 0 to 1 mm}}\n"
      "surfaces:\n"
      "  pad_a: {{on: a.top, x: 2 to 3 mm, y: 1 to 1.5 mm}}\n"
      "  pad_b: {{on: b.top, x: 9 to 10 mm, y: 2 to 2.5 mm}}\n"
      "materials:\n"
      "  metal: {{conductivity: 40 W/m/K, electrical_resistivity: 3e-7 ohm m}}\n"
      "  wire: {{conductivity: {{power_law: 240 W/m/K, at: 300 K, exponent: -0.3}}, "
      "electrical_resistivity: {{reference: 2.7e-8 ohm m, at: 300 K, coefficient: 0.004 "
      "1/K}}}}\n"
      "wires:\n"
      "  w: {{material: wire, diameter: 300 um, from: pad_a, to: pad_b, length: 9 mm}}\n"
      "heat: {{a: {{power: {} W}}}}\n"
      "cooling:\n"
      "  a.bottom: {{convection: 5000 W/m2/K, ambient: {} K}}\n"
      "  b.bottom: {{convection: 5000 W/m2/K, ambient: 330 K}}\n"
      "terminals:\n"
      "  in: {{on: a.left, current: {} A}}\n"
      "  out: {{on: b.right, voltage: 0 V}}\n"
      "accuracy: {{of: wires.w.max_temperature, within: {} mK}}\n",
      power,
      ambient,
      current,
      within);
}

// The adjoint equations hold the derivatives of what a wire does: what they say of a change
// of a load is what two runs differ by.
TEST(Wire, SensitivitiesAreDifferences)
{
  constexpr double share = 1e-3, within = 1000.;
  const auto wire = [](const Summary &of)
  {
    return entry(of.wires, "w").max_temperature.value;
  };
  const auto solve = [](double current, double power, double ambient)
  {
    return solve_text(MPI_COMM_WORLD, two_blocks(current, power, ambient, within));
  };
  const Summary s = solve(14., 3., 320.);
  const auto up = 1. + share, down = 1. - share;
  const std::map<std::string, double> change_of_one_percent{
      {"terminals.in.current",
       (wire(solve(14. * up, 3., 320.)) - wire(solve(14. * down, 3., 320.))) /
           (200. * share)},
      {"heat.a.power",
       (wire(solve(14., 3. * up, 320.)) - wire(solve(14., 3. * down, 320.))) /
           (200. * share)}};
  std::size_t found = 0;
  for (const Sensitivity &one : s.goals.front().sensitivities)
    if (const auto expected = change_of_one_percent.find(one.parameter);
        expected != change_of_one_percent.end())
    {
      ++found;
      EXPECT_NEAR(one.per_percent, expected->second, 2e-3 * std::abs(expected->second))
          << one.parameter;
    }
  EXPECT_EQ(found, change_of_one_percent.size());
}

// What is asked of a wire is met, and holds against a run that asks for a tenth.
TEST(Wire, KeepsItsBar)
{
  const Summary s = solve_text(MPI_COMM_WORLD, two_blocks(14., 3., 320., 300.)),
                fine = solve_text(MPI_COMM_WORLD, two_blocks(14., 3., 320., 30.));
  EXPECT_TRUE(s.goals.front().met);
  EXPECT_TRUE(fine.goals.front().met);
  const Number T = entry(s.wires, "w").max_temperature,
               better = entry(fine.wires, "w").max_temperature;
  EXPECT_LE(std::abs(T.value - better.value), T.error_or_zero() + better.error_or_zero());
  EXPECT_LE(T.error_or_zero(), 0.3);
}

/// Two bars as before whose wire has k = 244 W/m/K and rho = 3e-8 ohm m (1 + (T - 300 K) /
/// 300 K): between ends at one temperature it carries pi (A / L) sqrt(k / rho') at the
/// most, 2.44e-8 W ohm/K2 wide: I_max = pi 2e-5 m sqrt(244 / 1e-10) A = 98.1 A.
std::string wire_with_a_limit(double current)
{
  return bar_wire_bar("{conductivity: 40000 W/m/K, electrical_resistivity: 2e-10 ohm m}",
                      "{conductivity: 244 W/m/K, electrical_resistivity: {reference: 3e-8 "
                      "ohm m, at: 300 K, coefficient: 3.3333333333333333e-3 1/K}}",
                      current);
}

// At nine tenths of the largest current dI/dV is a twentieth of I / V, and the wire far
// hotter than its feet; beyond the largest no state is steady, however hot the laws of the
// wire are followed.
TEST(Wire, HasALargestCurrent)
{
  const Summary s = solve_text(MPI_COMM_WORLD, wire_with_a_limit(88.));
  const WireSummary &wire = entry(s.wires, "w");
  EXPECT_GT(wire.max_temperature.value, 4. * wire.first_foot_temperature.value);
  expect_closed_balances(s);
  EXPECT_THROW(solve_text(MPI_COMM_WORLD, wire_with_a_limit(110.)), std::runtime_error);
}

} // namespace
} // namespace kelvolt

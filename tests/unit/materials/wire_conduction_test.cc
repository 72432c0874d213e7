#include "materials/property_evaluation.h"
#include "materials/wire_conduction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{
namespace
{

Material metal(const PropertyLaw &k, const PropertyLaw &rho)
{
  Material material;
  material.name = "metal";
  material.conductivity.push_back({k, {}, "", true, {}});
  material.electrical_resistivity = MaterialProperty{rho, {}, "", true, {}};
  return material;
}

/// A / L of a wire of 0.3 mm and 10 mm [m].
constexpr double shape = 0.25 * 3.14159265358979 * 9e-8 / 1e-2;

// k and rho constant, both ends at one temperature: a parabola along the wire, whose top is
// V^2 / (8 k rho) above the ends and in its middle; half of the heat goes to each end.
TEST(WireConduction, ParabolaOfConstantLaws)
{
  const double k = 237., rho = 2.8e-8, V = 0.05;
  const WireConduction wire(metal(ConstantLaw{k}, ConstantLaw{rho}), shape, true);
  const WireState state = wire.at({{350., 350.}, V}, true);
  EXPECT_NEAR(state.conductance, shape / rho, 1e-12 * state.conductance);
  EXPECT_NEAR(state.highest_temperature, 350. + V * V / (8. * k * rho), 1e-9);
  EXPECT_NEAR(state.hottest_place, 0.5, 1e-12);
  EXPECT_NEAR(state.conducted, 0., 1e-12);
  EXPECT_FALSE(wire.varies());
}

// Ends at different temperatures: in s / L from the first end,
// T = T_1 + (T_2 - T_1) s + V^2 s (1 - s) / (2 k rho), with its top at
// 1/2 + (T_2 - T_1) k rho / V^2, and k A (T_1 - T_2) / L conducted.
TEST(WireConduction, EndsOfDifferentTemperature)
{
  const double k = 237., rho = 2.8e-8, V = 0.05, T_1 = 330., T_2 = 380.;
  const WireConduction wire(metal(ConstantLaw{k}, ConstantLaw{rho}), shape, true);
  const WireState state = wire.at({{T_1, T_2}, V}, true);
  const double s = 0.5 + (T_2 - T_1) * k * rho / (V * V);
  EXPECT_NEAR(state.hottest_place, s, 1e-10);
  EXPECT_NEAR(state.highest_temperature,
              T_1 + (T_2 - T_1) * s + V * V * s * (1. - s) / (2. * k * rho),
              1e-9);
  EXPECT_NEAR(state.conducted, shape * k * (T_1 - T_2), 1e-12);
  // So little current that no place between the ends is hottest.
  const WireState weak = wire.at({{T_1, T_2}, 1e-3}, true);
  EXPECT_EQ(weak.hottest_place, 1.);
  EXPECT_NEAR(weak.highest_temperature, T_2, 1e-10);
}

// k rho = L_0 T (Wiedemann and Franz): T_top^2 - T_1^2 = V^2 / (4 L_0) for equal ends,
// whatever rho(T) is.
TEST(WireConduction, LawOfWiedemannAndFranz)
{
  const double lorenz = 2.44e-8, T_1 = 300., V = 0.1;
  // rho = 1e-10 T, k = L_0 T / rho = 244 W/m/K
  const WireConduction wire(
      metal(ConstantLaw{lorenz / 1e-10}, PowerLaw{1e-10 * 300., 300., 1., 0.}),
      shape,
      true);
  const WireState state = wire.at({{T_1, T_1}, V}, true);
  EXPECT_NEAR(
      state.highest_temperature, std::sqrt(T_1 * T_1 + V * V / (4. * lorenz)), 1e-8);
  EXPECT_NEAR(state.hottest_place, 0.5, 1e-9);
}

// k constant and rho linear, rho = b theta with theta = T + 1/a - T_0: theta'' is - theta,
// so that theta_top = theta_1 / cos(phi) and V = 2 theta_1 sqrt(k b) tan(phi), where
// I = 2 phi (A / L) sqrt(k / b); at phi = pi / 2 the wire has its largest current. Near it
// the wire is twelve times as hot as its ends, and dI/dV a twentieth of I / V.
TEST(WireConduction, NearItsLargestCurrent)
{
  const double k = 200., b = 1.2e-10, T_1 = 300., theta_1 = 250.; // rho_0 = 3e-8, a = 0.004
  const WireConduction wire(
      metal(ConstantLaw{k}, LinearLaw{3e-8, 300., 0.004}), shape, true);
  for (const double share : {0.3, 0.8, 0.95})
  {
    const double phi = share * 0.5 * 3.14159265358979323846,
                 V = 2. * theta_1 * std::sqrt(k * b) * std::tan(phi);
    const WireState state = wire.at({{T_1, T_1}, V}, true);
    EXPECT_NEAR(state.conductance * V,
                2. * phi * shape * std::sqrt(k / b),
                1e-9 * state.conductance * V);
    EXPECT_NEAR(state.highest_temperature,
                T_1 + theta_1 * (1. / std::cos(phi) - 1.),
                1e-8 * state.highest_temperature);
    EXPECT_NEAR(state.hottest_place, 0.5, 1e-9);
  }
}

// Ends far apart, laws that differ by powers: without a voltage k alone counts.
TEST(WireConduction, EndsFarApart)
{
  const WireConduction wire(
      metal(PowerLaw{200., 300., 0.5, 0.}, PowerLaw{3e-8, 300., 1.8, 0.}), shape, true);
  const WireState state = wire.at({{1500., 30.}, 1e-9}, true);
  const double expected =
      shape * 200. * 300. / 1.5 * (std::pow(5., 1.5) - std::pow(0.1, 1.5));
  EXPECT_NEAR(state.conducted, expected, 1e-8 * expected);
}

/// Shooting along s with steps of Runge and Kutta: from T_1 with a first slope to where the
/// other end has T_2, for a current I; @return V.
struct Shot
{
  double T_end = 0., V = 0., highest = 0.;
};
Shot shoot(const PropertyLaw &k, const PropertyLaw &rho, double T, double q, double I)
{
  // s is in units of L / A: dT/ds = -q / k, dq/ds = rho I^2, dV/ds = rho I.
  constexpr int n = 20000;
  const double h = 1. / shape / n;
  Shot result{T, 0., T};
  const auto slope = [&](double T_at, double q_at)
  {
    return std::array<double, 3>{-q_at / evaluate(k, T_at).value,
                                 evaluate(rho, T_at).value * I * I,
                                 evaluate(rho, T_at).value * I};
  };
  for (int i = 0; i < n; ++i)
  {
    const auto a = slope(T, q), b = slope(T + 0.5 * h * a[0], q + 0.5 * h * a[1]),
               c = slope(T + 0.5 * h * b[0], q + 0.5 * h * b[1]),
               d = slope(T + h * c[0], q + h * c[1]);
    T += h / 6. * (a[0] + 2. * b[0] + 2. * c[0] + d[0]);
    q += h / 6. * (a[1] + 2. * b[1] + 2. * c[1] + d[1]);
    result.V += h / 6. * (a[2] + 2. * b[2] + 2. * c[2] + d[2]);
    result.highest = std::max(result.highest, T);
  }
  result.T_end = T;
  return result;
}

// Laws without a closed form, against the differential equations along the wire, which know
// nothing of the potential as a coordinate.
TEST(WireConduction, AgreesWithIntegrationAlongTheWire)
{
  const PropertyLaw k = PowerLaw{240., 300., -0.3, 0.},
                    rho = LinearLaw{2.7e-8, 300., 0.004};
  const double T_1 = 340., I = 12.;
  const Shot shot = shoot(k, rho, T_1, -0.8, I);
  const WireConduction wire(metal(k, rho), shape, true);
  const WireState state = wire.at({{T_1, shot.T_end}, shot.V}, true);
  EXPECT_NEAR(state.conductance * shot.V, I, 1e-9 * I);
  // The shot sent 0.8 W back into the first end.
  EXPECT_NEAR(0.5 * I * shot.V - state.conducted, 0.8, 1e-9);
  EXPECT_NEAR(state.highest_temperature, shot.highest, 1e-5);
}

// The slopes that the error estimate takes are the differences of what they belong to.
TEST(WireConduction, SlopesAreThoseOfTheValues)
{
  const WireConduction wire(
      metal(PowerLaw{240., 300., -0.3, 0.}, LinearLaw{2.7e-8, 300., 0.004}), shape, true);
  for (const bool with_current : {true, false})
  {
    const WireEnds ends{{340., 390.}, 0.06};
    const WireState state = wire.at(ends, with_current);
    for (std::size_t i = 0; i < 3; ++i)
    {
      WireEnds up = ends, down = ends;
      const double step = i < 2 ? 1e-2 : 1e-5;
      (i < 2 ? up.T[i] : up.V) += step;
      (i < 2 ? down.T[i] : down.V) -= step;
      const WireState a = wire.at(up, with_current), b = wire.at(down, with_current);
      EXPECT_NEAR(state.conductance_slope[i],
                  (a.conductance - b.conductance) / (2. * step),
                  1e-6 * state.conductance / (i < 2 ? 100. : 0.06));
      EXPECT_NEAR(state.conducted_slope[i],
                  (a.conducted - b.conducted) / (2. * step),
                  1e-6 * std::abs(state.conducted) / (i < 2 ? 100. : 0.06));
      EXPECT_NEAR(state.highest_temperature_slope[i],
                  (a.highest_temperature - b.highest_temperature) / (2. * step),
                  1e-5 * (i < 2 ? 1. : 1e3));
    }
  }
}

// Without current: the integral of k.
TEST(WireConduction, HeatAlone)
{
  const WireConduction wire(
      metal(PowerLaw{240., 300., -1., 0.}, ConstantLaw{2.7e-8}), shape, true);
  const WireState state = wire.at({{400., 300.}, 0.}, false);
  EXPECT_NEAR(state.conducted, shape * 240. * 300. * std::log(400. / 300.), 1e-12);
  EXPECT_EQ(state.conductance, 0.);
  EXPECT_EQ(state.hottest_place, 0.);
}

} // namespace
} // namespace kelvolt

#include "../verification/solved_text.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

/// @file Elliptic outlines, whose arcs stand for an ellipse.

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

// A cylinder on an ellipse, heated evenly and held at its side: T - T0 = theta (1 - x^2/a^2
// - y^2/b^2) with theta = q a^2 b^2 / (2 k (a^2 + b^2)), whose mean is theta/2. Arcs that
// leave the ellipse by 1e-4 of its size move the largest rise by about as much at most; its
// volume is exact.
TEST(ColumnEllipse, HeatedCylinder)
{
  constexpr double k = 20., height = 1e-3, power = 3.;
  for (const double ratio : {1.2, 2., 4.})
  {
    const double a = 2e-3, b = a / ratio, volume = pi * a * b * height,
                 theta = power / volume * a * a * b * b / (2. * k * (a * a + b * b));
    const Summary s = solve_text(
        MPI_COMM_WORLD,
        fmt::format(
            "title: ellipse\npackage:\n"
            "  rod: {{material: m, z: 0 to 1 mm, outline: {{ellipse: [2 mm, {:.12g} "
            "m], rotate: 20 deg, at: [1 mm, 2 mm]}}}}\n"
            "materials: {{m: {{conductivity: 20 W/m/K}}}}\n"
            "cooling: {{rod.side: {{temperature: 300 K}}}}\n"
            "heat: {{rod: {{power: 3 W}}}}\n"
            "accuracy: {{of: max_temperature, within: 0.01 K}}\n",
            b));
    const PartSummary &rod = s.parts.at(0);
    EXPECT_NEAR(rod.volume.value, volume, 1e-9 * volume) << ratio;
    EXPECT_NEAR(rod.max_temperature.value - 300.,
                theta,
                rod.max_temperature.error_or_zero() + 2e-4 * theta)
        << ratio;
    EXPECT_NEAR(rod.mean_temperature.value - 300.,
                0.5 * theta,
                rod.mean_temperature.error_or_zero() + 2e-5 * theta)
        << ratio;
  }
}

// A flux through an elliptic patch is flux times its area.
TEST(ColumnEllipse, Patch)
{
  const Summary s = solve_text(
      MPI_COMM_WORLD,
      "title: patch\npackage:\n"
      "  block: {material: m, x: 0 to 6 mm, y: 0 to 4 mm, z: 0 to 1 mm}\n"
      "materials: {m: {conductivity: 20 W/m/K}}\n"
      "surfaces: {spot: {on: block.top, outline: {ellipse: [1 mm, 0.5 mm], at: [0.5 mm, 0 "
      "mm]}}}\n"
      "cooling:\n  spot: {heat_flux: 1 W/mm2}\n"
      "  block.bottom: {convection: 5000 W/m2/K, ambient: 300 K}\n");
  EXPECT_NEAR(s.surfaces.at(0).area.value, 0.5 * pi * 1e-6, 1e-15);
  EXPECT_NEAR(s.surfaces.at(0).heat_flow.value, -0.5 * pi, 1e-8);
}

} // namespace
} // namespace kelvolt

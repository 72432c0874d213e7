#include "../verification/solved_text.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <string>

/// @file Laws so steep that they turn within a cell.

namespace kelvolt
{
namespace
{

/// A bar of 5 mm in a heat flow of 15 W from its end, held by a film on the other one,
/// whose conductivity falls to a fifth within 20 K.
std::string steep_bar(bool round)
{
  const std::string section =
      round ? "outline: {circle: 2 mm}}\n"
            : "x: 0 to 3.5449077018110318 mm, y: 0 to 3.5449077018110318 mm}\n";
  return "title: steep\n"
         "package:\n"
         "  bar: {material: m, z: 0 to 5 mm, " +
         section + "  die: {material: d, z: 5 to 5.001 mm, " + section +
         "materials:\n"
         "  m: {conductivity: {table: [[300 K, 100 W/m/K], [350 K, 100 W/m/K], [370 K, 20 "
         "W/m/K], [600 K, 20 W/m/K]]}}\n"
         "  d: {conductivity: 1e4 W/m/K}\n"
         "heat: {die: {power: 15 W}}\n"
         "cooling: {bar.bottom: {convection: 5e4 W/m2/K, ambient: 300 K}}\n"
         "accuracy: {of: max_temperature, within: 0.5 K}\n"
         "mesh: {degree: 2}\n";
}

// The plain iteration goes in circles where k falls within a cell. Exact by Kirchhoff: the
// integral of k over the bar's temperatures is the heat flux times its length, the table
// is monotone with flat ends, so that between 350 and 370 K the mean of k is 60 W/m/K.
TEST(SteepLaw, ConvergesToKirchhoffsSolution)
{
  const double flux = 15. / (3.14159265358979 * 4e-6), bottom = 300. + flux / 5e4;
  const double top = 370. + (flux * 5e-3 - 100. * (350. - bottom) - 60. * 20.) / 20.;
  for (const bool round : {false, true})
  {
    const Summary summary = solve_text(MPI_COMM_WORLD, steep_bar(round));
    EXPECT_NEAR(summary.max_temperature.value, top, 0.5);
    EXPECT_NEAR(summary.audit.relative_imbalance, 0., 1e-6);
  }
}

} // namespace
} // namespace kelvolt

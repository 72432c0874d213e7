#include "solved_text.h"
#include "verification_case.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// 15 W through a bar of 5 mm, from a thin plate that takes part of no temperature.
std::string bar_of(const std::string &table, unsigned int degree)
{
  return fmt::format(
      "title: bar whose conductivity bends\n"
      "package:\n"
      "  bar: {{material: m, x: 0 to 2 mm, y: 0 to 2 mm, z: 0 to 5 mm}}\n"
      "  die: {{material: d, x: 0 to 2 mm, y: 0 to 2 mm, z: 5 to 5.001 mm}}\n"
      "materials:\n"
      "  m: {{conductivity: {{table: [{}]}}}}\n"
      "  d: {{conductivity: 1e4 W/m/K}}\n"
      "heat:\n"
      "  die: {{power: 15 W}}\n"
      "cooling:\n"
      "  bar.bottom: {{convection: 50000 W/m2/K, ambient: 300 K}}\n"
      "mesh: {{degree: {}}}\n",
      table,
      degree);
}

/// @param T where the plate begins [K]; the rise through it is 0.4 mK at most
void expect_held(const std::string &text, double T)
{
  const Summary s = solve_text(MPI_COMM_WORLD, text);
  EXPECT_LE(std::abs(s.max_temperature.value - T), s.max_temperature.error_or_zero() + 4e-4)
      << s.max_temperature.value << " +- " << s.max_temperature.error_or_zero();
}

// int k dT = q L with q = 15 W / 4 mm2 (Kirchhoff), from 300 K + q / h = 375 K at the
// bottom: 18750 W/m. Between two equal pairs cubics have slopes of zero, and the mean of
// their ends. 100 up to 400 K, 20 from 420 K: 2500 + 1200 + 20 (T - 420 K).
TEST(BentLaws, HoldBesideAKink)
{
  const double top = 420. + (18750. - 2500. - 1200.) / 20.;
  for (const unsigned int degree : {1U, 2U, 3U, 4U})
    expect_held(bar_of("[300 K, 100 W/m/K], [400 K, 100 W/m/K], [420 K, 20 W/m/K], "
                       "[1500 K, 20 W/m/K]",
                       degree),
                top);
}

// 100, but for a notch down to 60 at 462 K that is 14 K wide: 280 less.
TEST(BentLaws, HoldBesideANotch)
{
  const double top = 375. + (18750. + 280.) / 100.;
  for (const unsigned int degree : {1U, 2U, 3U, 4U})
    expect_held(bar_of("[300 K, 100 W/m/K], [455 K, 100 W/m/K], [462 K, 60 W/m/K], "
                       "[469 K, 100 W/m/K], [1500 K, 100 W/m/K]",
                       degree),
                top);
}

} // namespace
} // namespace kelvolt

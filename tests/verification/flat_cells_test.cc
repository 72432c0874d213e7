#include "solved_text.h"
#include "verification_case.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

/// A strip electrode of 0.4 mm on a channel of 2 mm and 10 mm, for current and for heat,
/// with six thin slabs below the electrode that lie there for the sake of small parts of
/// the same metal in a corner.
std::string strip_above_thin_slabs(double thickness, unsigned int degree)
{
  std::string slabs;
  for (int i = 0; i < 6; ++i)
    slabs += fmt::format("  d{}: {{material: metal, x: 0.9 to 1 mm, y: 0 to 1 mm, z: "
                         "{:.7f} to {:.7f} mm}}\n",
                         i,
                         10. - thickness * (i + 1),
                         10. - thickness * i);
  return fmt::format(
      "title: strip electrode\n"
      "package:\n"
      "  body: {{material: metal, x: -1 to 1 mm, y: 0 to 1 mm, z: 0 to 10 mm}}\n{}"
      "surfaces:\n"
      "  strip: {{on: body.top, x: -0.2 to 0.2 mm, y: 0 to 1 mm}}\n"
      "materials:\n"
      "  metal: {{conductivity: 20 W/m/K, electrical_resistivity: 1e-6 ohm m}}\n"
      "cooling:\n"
      "  strip: {{temperature: 310 K}}\n"
      "  body.bottom: {{temperature: 300 K}}\n"
      "terminals:\n"
      "  plus: {{on: strip, current: 1 mA}}\n"
      "  minus: {{on: body.bottom, voltage: 0 V}}\n"
      "mesh: {{degree: {}, size_factor: 8, adapt: false}}\n"
      "accuracy:\n"
      "  - {{of: \"plus|minus.resistance\", within: 1 mohm}}\n"
      "  - {{of: strip.heat_flow, within: 1 W}}\n",
      slabs,
      degree);
}

// A held strip of width 2 a on a deep channel of width 2 b: the channel, and
// ln(1 / sin(pi a / (2 b))) / pi squares beside it, exact but for exp(-31) of it (conformal
// map). Cells of the first mesh are up to some hundred times wider than thick, and feel
// the r^(1/2) at the strip's ends through all thin slabs: both bars hold.
TEST(FlatCells, FeelEdgesThatTheyDoNotTouch)
{
  const double squares = 10. / 2. + std::log(1. / std::sin(pi * 0.1)) / pi,
               R = 1e-6 / 1e-3 * squares, Q = -20. * 1e-3 * 10. / squares;
  for (const unsigned int degree : {1, 2, 3, 4})
    for (const double thickness : {1e-3, 1e-2})
    {
      const Summary s =
          solve_text(MPI_COMM_WORLD, strip_above_thin_slabs(thickness, degree));
      ASSERT_EQ(s.goals.size(), 2u);
      EXPECT_LE(std::abs(s.goals[0].value - R), s.goals[0].estimated)
          << degree << ", " << thickness << " mm";
      EXPECT_LE(std::abs(s.goals[1].value - Q), s.goals[1].estimated)
          << degree << ", " << thickness << " mm";
    }
}

} // namespace
} // namespace kelvolt

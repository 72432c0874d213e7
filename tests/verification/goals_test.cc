#include "verification_case.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

struct KnownGoal
{
  std::string of;
  std::string within;
  double exact = 0.;
};

/// One run for all goals at once: each is met, and exact to within its bar.
void expect_covered(const std::string &name,
                    std::vector<std::string> overrides,
                    const std::vector<KnownGoal> &goals)
{
  std::string list;
  for (const KnownGoal &goal : goals)
    list +=
        (list.empty() ? "" : ", ") + ("{of: " + goal.of) + ", within: " + goal.within + "}";
  overrides.push_back("accuracy=[" + list + "]");
  const Summary summary = solve_case(name, overrides);
  expect_closed_balances(summary);
  ASSERT_EQ(summary.goals.size(), goals.size());
  EXPECT_EQ(summary.status, "ok");
  for (std::size_t i = 0; i < goals.size(); ++i)
  {
    const AccuracySummary &goal = summary.goals[i];
    EXPECT_EQ(goal.of, goals[i].of);
    EXPECT_TRUE(goal.met) << goal.of;
    EXPECT_LE(goal.estimated, goal.requested) << goal.of;
    compare(name + " " + goal.of, goal.value, goals[i].exact, goal.estimated);
  }
}

// A slab that current heats evenly, cooled on one side: T = Ta + g L / h +
// g (L^2 - x^2) / (2 k), x from the insulated side (reference A1a). Its volume is 10 mm3,
// so that 11 mW are made and leave; its resistance is rho 2 mm / 5 mm2.
TEST(Goals, SlabInOneRun)
{
  const double g = 1.1e6, k = 11.3, L = 5e-3, film = 298.15 + g * L / 200.;
  expect_covered("slab_joule_film",
                 {"points={inside: [2 mm, 1 mm, 1 mm]}"},
                 {{"inside.temperature", "1 mK", film + g * (L * L - 4e-6) / (2. * k)},
                  {"slab.mean_temperature", "1 mK", film + g * L * L / (3. * k)},
                  {"slab.right.mean_temperature", "1 mK", film},
                  {"slab.right.heat_flow", "1 uW", 1.1e-2},
                  {"plus|minus.resistance", "1 nohm", 1.1e-6 * 2e-3 / 5e-6}});
}

// Current crowds in the bend of the foil: I = 13.9916626 A at 0.1 V, whatever the heat does
// (reference A3f, A8a). By symmetry half of the power leaves through each end.
TEST(Goals, FoilWithABend)
{
  const double current = 13.9916626;
  expect_covered("l_bend",
                 {},
                 {{"plus|minus.resistance", "0.7 uohm", 0.1 / current},
                  {"plus.current", "1.4 mA", current},
                  {"first.left.heat_flow", "0.07 mW", 0.05 * current},
                  {"max_temperature", "0.02 K", 437.89396}});
}

// The surface of a flux source, and its hottest corner as a point (reference A4a).
TEST(Goals, SurfaceAndPointOfASource)
{
  expect_covered("flux_channel",
                 {"points={corner: [0 mm, 0 mm, 13 mm]}"},
                 {{"under.top.mean_temperature", "0.1 K", 391.626293},
                  {"corner.temperature", "0.1 K", 394.258474}});
}

// Eight equal fingers of 0.25 W: the resistance between two of them is the difference of
// their means over the heat of one (reference A4c).
TEST(Goals, ResistanceBetweenFingers)
{
  expect_covered("eight_fingers",
                 {"output.matrices=false", "mesh.size_factor=1"},
                 {{"finger_1|finger_4.thermal_resistance",
                   "0.1 K/W",
                   (370.8692961 - 373.186533) / 0.25}});
}

// Film, area, mean, flow and goal of a surface speak of the same faces: of the mould's top
// those outside, 1 cm2 at 300 K + 2 W 10 K/W, not the 0.36 cm2 below the chip as well.
TEST(Goals, SurfaceWithCoveredFaces)
{
  expect_covered(
      "inner_faces",
      {},
      {{"mold.top.mean_temperature", "1 mK", 320.}, {"mold.top.heat_flow", "1 mW", 2.}});
  const Summary s =
      solve_case("inner_faces", {"limits=[mold.top.mean_temperature <= 320.001 K]"});
  const SurfaceSummary &top = entry(s.surfaces, "mold.top");
  compare("mold.top, mean [K]", top.mean_temperature.value, 320., 1e-7);
  compare("mold.top, area [m2]", top.area.value, 1e-4, 1e-12);
  EXPECT_EQ(s.status, "ok");
}

// A given flux acts on covered faces as well: 1 W/cm2 into the mould's bottom of 1 cm2 and
// into the face above the chip, 0.36 cm2, is 1.36 W, and the area says so.
TEST(Goals, FluxOnCoveredFaces)
{
  const Summary s =
      solve_case("inner_faces", {"cooling.mold.bottom={heat_flux: 1e4 W/m2}"});
  const SurfaceSummary &bottom = entry(s.surfaces, "mold.bottom");
  compare("mold.bottom, area [m2]", bottom.area.value, 1.36e-4, 1e-12);
  compare("mold.bottom, heat flow [W]", bottom.heat_flow.value, -1.36, 1e-9);
  compare(
      "mold.top, heat flow [W]", entry(s.surfaces, "mold.top").heat_flow.value, 3.36, 1e-6);
}

} // namespace
} // namespace kelvolt

#include "study/thermal_resistance.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// 10 W in a die at 400 K: 8 W leave through the lid at 360 K, 2 W through the board at
/// 380 K, both to air of 300 K.
Summary two_ways()
{
  Summary summary;
  summary.max_temperature = {400., 0.5};
  summary.hottest_part = "die";
  summary.audit.joule_heat = {6., 0.2};
  summary.audit.other_heat = 4.;
  summary.surfaces = {{"lid.top", {8., 0.16}, {360., 0.3}, 1e-4},
                      {"board.bottom", {2., 0.1}, {380., 0.3}, 1e-4}};
  return summary;
}

Case cooled_by(const CoolingLaw &lid, const CoolingLaw &board)
{
  Case input;
  input.cooling = {{{"lid", Side::top}, lid, {}}, {{"board", Side::bottom}, board, {}}};
  return input;
}

// (400 K - 300 K) / 10 W and, per surface, the heat that leaves through it; the bars are
// those of the numbers added up: (0.5 K + 10 K/W 0.2 W) / 10 W.
TEST(ThermalResistance, ToAmbientAndSurfaces)
{
  const Convection air{10., 0., 300.};
  const auto result = thermal_resistance(cooled_by(air, air), two_ways());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->part, "die");
  EXPECT_DOUBLE_EQ(result->heat.value, 10.);
  EXPECT_EQ(result->ambient.value().value, 300.);
  EXPECT_DOUBLE_EQ(result->to_ambient.value, 10.);
  EXPECT_DOUBLE_EQ(result->to_ambient.error.value(), 0.25);
  ASSERT_EQ(result->surfaces.size(), 2U);
  EXPECT_DOUBLE_EQ(result->surfaces[0].to_surface.value, 5.);
  EXPECT_DOUBLE_EQ(result->surfaces[0].to_surface.error.value(), 0.2);
  EXPECT_DOUBLE_EQ(result->surfaces[0].to_reference.value, 12.5);
  EXPECT_DOUBLE_EQ(result->surfaces[1].to_surface.value, 10.);
  EXPECT_DOUBLE_EQ(result->surfaces[1].to_reference.value, 50.);
}

// Surroundings of two temperatures are no ambient; each surface keeps its own, a cold plate
// the coolant that enters, and one between two temperatures has none.
TEST(ThermalResistance, ReferenceIsOnlyWhereThereIsOne)
{
  ColdPlate plate;
  plate.inlet = 320.;
  const Convection air{10., 0., 300.}, liquid{0., 0., 300., plate},
      both{0., 0.9, 300., plate};
  const auto mixed = thermal_resistance(cooled_by(liquid, air), two_ways());
  ASSERT_TRUE(mixed);
  EXPECT_FALSE(mixed->ambient);
  EXPECT_EQ(mixed->surfaces[0].reference_temperature.value().value, 320.);
  EXPECT_DOUBLE_EQ(mixed->surfaces[0].to_reference.value, 10.);
  const auto unclear = thermal_resistance(cooled_by(both, air), two_ways());
  ASSERT_TRUE(unclear);
  EXPECT_FALSE(unclear->surfaces[0].reference_temperature);
  EXPECT_DOUBLE_EQ(unclear->surfaces[0].to_surface.value, 5.);
  const auto held = thermal_resistance(cooled_by(FixedTemperature{300.}, air), two_ways());
  ASSERT_TRUE(held);
  EXPECT_EQ(held->ambient.value().value, 300.);
}

// Without heat, with heat drawn out by a given flux, or with bars wider than the numbers
// there is no resistance.
TEST(ThermalResistance, NothingWhereItMeansNothing)
{
  const Convection air{10., 0., 300.};
  Summary cold = two_ways();
  cold.audit.joule_heat = cold.audit.other_heat = 0.;
  EXPECT_FALSE(thermal_resistance(cooled_by(air, air), cold));
  EXPECT_FALSE(thermal_resistance(cooled_by(air, HeatFlux{-1e4}), two_ways()));
  Summary vague = two_ways();
  vague.max_temperature.error = 200.;
  EXPECT_FALSE(thermal_resistance(cooled_by(air, air), vague));
}

// A surface that gives heat, or takes less than a thousandth of it, is no way out.
TEST(ThermalResistance, SurfacesThatTakeHeat)
{
  const Convection air{10., 0., 300.};
  Summary summary = two_ways();
  summary.surfaces[0].heat_flow = {9.995, 0.16};
  summary.surfaces[1].heat_flow = {0.005, 0.};
  EXPECT_EQ(thermal_resistance(cooled_by(air, air), summary)->surfaces.size(), 1U);
}

} // namespace
} // namespace kelvolt

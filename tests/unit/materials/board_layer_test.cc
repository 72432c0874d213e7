#include "materials/board_layer.h"
#include "materials/property_evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

MaterialProperty constant(double value)
{
  MaterialProperty property;
  property.law = ConstantLaw{value};
  return property;
}

Material solid(double k)
{
  Material material;
  material.conductivity = {constant(k)};
  material.electrical_conductivity = constant(5.8e7);
  return material;
}

/// FR4: 1.059 W/m/K in the plane, 0.343 through it.
Material laminate()
{
  Material material;
  material.conductivity = {constant(1.059), constant(1.059), constant(0.343)};
  return material;
}

Material layer(double copper, double dielectric, double coverage)
{
  Material material;
  material.name = "layer";
  material.board_layer = BoardLayer{copper, dielectric, coverage, "copper", "FR4"};
  return material;
}

double k_of(const Material &material, int axis)
{
  return thermal_conductivity(material, axis, 300.).value;
}

// 35 um of copper over 60 % and 200 um of FR4, worked out by hand: the copper layer has
// k = 0.6 390 + 0.4 k_d; parallel in the plane, series through it.
TEST(BoardLayer, MeansOfAKnownLayer)
{
  const Material effective =
      effective_board_layer(layer(35e-6, 200e-6, 0.6), solid(390.), laminate());
  const double in_plane = (35. * (0.6 * 390. + 0.4 * 1.059) + 200. * 1.059) / 235.;
  const double through = 235. / (35. / (0.6 * 390. + 0.4 * 0.343) + 200. / 0.343);
  EXPECT_NEAR(k_of(effective, 0), in_plane, 1e-12 * in_plane);
  EXPECT_NEAR(k_of(effective, 1), in_plane, 1e-12 * in_plane);
  EXPECT_NEAR(k_of(effective, 2), through, 1e-12 * through);
  EXPECT_FALSE(effective.is_conductor());
  EXPECT_THAT(effective.description, testing::HasSubstr("Bounds at 25 degC"));
  EXPECT_THAT(effective.conductivity[2].source, testing::HasSubstr("series"));
}

// Without copper the layer is its dielectric. Covered all over it is two plain layers, and
// both bounds meet. In between the taken values are the upper bounds.
TEST(BoardLayer, PureLimitsAndBounds)
{
  const Material none =
      effective_board_layer(layer(35e-6, 200e-6, 0.), solid(390.), laminate());
  for (int axis = 0; axis < 3; ++axis)
    EXPECT_NEAR(k_of(none, axis), k_of(laminate(), axis), 1e-14) << axis;

  const Material full =
      effective_board_layer(layer(35e-6, 200e-6, 1.), solid(390.), laminate());
  EXPECT_NEAR(k_of(full, 0), (35. * 390. + 200. * 1.059) / 235., 1e-12);
  EXPECT_NEAR(k_of(full, 2), 235. / (35. / 390. + 200. / 0.343), 1e-14);

  for (const double coverage : {0., 0.1, 0.5, 0.9, 1.})
  {
    const BoardLayer one = *layer(35e-6, 200e-6, coverage).board_layer;
    const BoardLayerBounds bounds = board_layer_bounds(one, solid(390.), laminate(), 300.);
    for (const Interval &range : {bounds.in_plane, bounds.through_plane})
    {
      const bool pure = coverage == 0. || coverage == 1.;
      EXPECT_LE(range.lower, range.upper * (1. + 1e-12)) << coverage;
      EXPECT_EQ(range.upper - range.lower < 1e-10, pure) << coverage;
    }
  }
}

// With k of copper falling linearly the mean does so too: the table passes through it
// between its pairs, and reaches as far as the source of copper does.
TEST(BoardLayer, FollowsTheTemperature)
{
  Material copper = solid(390.);
  copper.conductivity[0].law = LinearLaw{390., 300., -2e-4};
  copper.conductivity[0].valid_range = Interval{250., 450.};
  const Material effective =
      effective_board_layer(layer(35e-6, 200e-6, 0.6), copper, laminate());
  const double k_c = 390. * (1. - 2e-4 * 77.);
  const double in_plane = (35. * (0.6 * k_c + 0.4 * 1.059) + 200. * 1.059) / 235.;
  EXPECT_NEAR(thermal_conductivity(effective, 0, 377.).value, in_plane, 1e-9);
  const auto range = valid_range(effective.conductivity[0]);
  ASSERT_TRUE(range.has_value());
  EXPECT_EQ(range->lower, 250.);
  EXPECT_EQ(range->upper, 450.);
}

// Heat capacities add up by volume; without one of them there is none.
TEST(BoardLayer, HeatCapacityByVolume)
{
  Material copper = solid(390.), fr4 = laminate();
  EXPECT_FALSE(effective_board_layer(layer(1e-4, 3e-4, 0.5), copper, fr4)
                   .volumetric_heat_capacity.has_value());
  copper.volumetric_heat_capacity = constant(3.4e6);
  fr4.volumetric_heat_capacity = constant(2.2e6);
  const Material effective = effective_board_layer(layer(1e-4, 3e-4, 0.5), copper, fr4);
  EXPECT_NEAR(
      volumetric_heat_capacity(effective, 300.)->value, (3.4e6 + 7. * 2.2e6) / 8., 1e-3);
}

} // namespace
} // namespace kelvolt

#include "../layout/example_packages.h"
#include "mesh/first_lengths.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// A block of 4 x 4 x 1 mm with a layer of 10 um on it; alpha = 1e-5 m2/s.
Case layered_block()
{
  Case block;
  block.parts = {make_part("block", "m", box_mm({0, 4}, {0, 4}, {0, 1})),
                 make_part("layer", "m", box_mm({1, 3}, {1, 3}, {1, 1.01}))};
  Material m = make_material("m", false);
  m.volumetric_heat_capacity = MaterialProperty{ConstantLaw{1e6}, {}, "", true, {}};
  block.materials = {{"m", m}};
  return block;
}

// A loss is given in the layer, across which z is the thinnest direction, and a flux on the
// left side of the block: three planes. Nothing else is heated.
TEST(FirstLengths, LossesAndFluxesHavePlanes)
{
  Case block = layered_block();
  block.heat = {{"layer", 2., {}}};
  block.cooling = {{{"block", Side::left}, HeatFlux{1e4}, {}},
                   {{"block", Side::right}, HeatFlux{0.}, {}},
                   convection_on("block", Side::bottom)};
  const std::vector<HeatedPlane> planes = heated_planes(block);
  ASSERT_EQ(planes.size(), 3U);
  EXPECT_EQ(planes[0].axis, 2);
  EXPECT_DOUBLE_EQ(planes[0].at, 1e-3);
  EXPECT_DOUBLE_EQ(planes[1].at, 1.01e-3);
  EXPECT_EQ(planes[1].part, 1U);
  EXPECT_EQ(planes[2].part, 0U);
  EXPECT_EQ(planes[2].axis, 0);
  EXPECT_DOUBLE_EQ(planes[2].at, 0.);
}

// After 10 us heat has gone sqrt(1e-5 m2/s 1e-5 s) = 10 um, so that cells of 13 um are
// short enough: the layer as it is, and the block's 1 mm halved seven times, to 7.8 um.
// Planes that are not heated stay, the old ones all do.
TEST(FirstLengths, CellsBesideHeatedPlanesAreAsLongAsHeatGoes)
{
  Case block = layered_block();
  block.heat = {{"layer", 2., {}}};
  const PartLayout layout = make_part_layout(block.parts);
  const PartLayout mesh =
      with_first_lengths(block, {}, layout, layout, heated_planes(block), 1e-5);
  EXPECT_EQ(mesh.planes[0], layout.planes[0]);
  EXPECT_EQ(mesh.planes[1], layout.planes[1]);
  const std::vector<double> &z = mesh.planes[2];
  ASSERT_EQ(z.size(), layout.planes[2].size() + 7);
  EXPECT_NEAR(z[8] - z[7], 1e-3 / 128., 1e-12);
  EXPECT_NEAR(z[7] - z[6], 1e-3 / 128., 1e-12);
  EXPECT_NEAR(z[1] - z[0], 0.5e-3, 1e-12);
}

// Without a heat capacity, as in a steady study, nothing tells how far heat goes.
TEST(FirstLengths, NeedAHeatCapacity)
{
  Case block = layered_block();
  block.materials.at("m").volumetric_heat_capacity.reset();
  block.heat = {{"layer", 2., {}}};
  const PartLayout layout = make_part_layout(block.parts);
  const PartLayout mesh =
      with_first_lengths(block, {}, layout, layout, heated_planes(block), 1e-5);
  EXPECT_EQ(mesh.planes, layout.planes);
}

} // namespace
} // namespace kelvolt

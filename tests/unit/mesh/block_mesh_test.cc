#include "../layout/example_packages.h"
#include "mesh/block_mesh.h"
#include "mesh/mesh_sizes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

// A bare slab asks for nothing: a sixth of the package per cell gives 6 x 6 x 6.
TEST(BlockMesh, BareSlabHasSixCellsAlongEveryAxis)
{
  Case slab;
  slab.parts = {make_part("slab", "plastic", box_mm({0, 7}, {0, 3}, {0, 1}))};
  const PartLayout layout = make_part_layout(slab.parts);
  const PartLayout mesh = make_block_mesh(slab, example_materials(), layout);
  for (int axis = 0; axis < 3; ++axis)
    EXPECT_EQ(mesh.cells(axis), 6);
  EXPECT_EQ(block_mesh_cells(slab, example_materials(), layout), 216.);
}

// Half the size factor: eight times the cells, nested.
TEST(BlockMesh, HalfTheSizeFactorHasEightTimesTheCells)
{
  Case package = lateral_transistor();
  const PartLayout layout = make_part_layout(package.parts);
  const double cells = block_mesh_cells(package, example_materials(), layout);
  package.mesh.size_factor = 0.5;
  EXPECT_EQ(block_mesh_cells(package, example_materials(), layout), 8. * cells);
}

// The count made without a mesh is that of the mesh, void left out.
TEST(BlockMesh, CountAgreesWithTheMesh)
{
  Case package = bar_on_plate();
  const PartLayout layout = make_part_layout(package.parts);
  const PartLayout mesh = make_block_mesh(package, example_materials(), layout);
  const auto filled = std::count_if(
      mesh.part.begin(), mesh.part.end(), [](int part) { return part != void_part; });
  EXPECT_LT(static_cast<std::size_t>(filled), mesh.part.size());
  EXPECT_EQ(block_mesh_cells(package, example_materials(), layout),
            static_cast<double>(filled));
}

// The reference transistor on the default mesh: affordable (it decides the run time of the
// main case), at least two cells across the 10 um channel, and bars' edges resolved to the
// channel's thickness, since there the current crowds.
TEST(BlockMesh, ReferenceTransistorIsFineWhereCurrentCrowds)
{
  const Case package = lateral_transistor();
  const PartLayout layout = make_part_layout(package.parts);
  const PartLayout mesh = make_block_mesh(package, example_materials(), layout);
  const double cells = block_mesh_cells(package, example_materials(), layout);
  EXPECT_GT(cells, 10e3);
  EXPECT_LT(cells, 60e3);

  const auto &z = mesh.planes[2];
  EXPECT_GE(nearest_plane(z, 1.18e-3) - nearest_plane(z, 1.17e-3), 2);
  const auto &x = mesh.planes[0];
  for (const double edge : {14.2e-3, 14.7e-3, 15.3e-3, 15.8e-3})
  {
    const int p = nearest_plane(x, edge);
    EXPECT_LT(x[p + 1] - x[p], 12e-6);
    EXPECT_LT(x[p] - x[p - 1], 12e-6);
  }
}

// The mesh of a package with a plane of symmetry has it too (to a part in 1e5 of its
// smallest cell, since sizes are exchanged between intervals to that precision).
TEST(BlockMesh, KeepsTheSymmetryOfThePackage)
{
  const Case package = lateral_transistor();
  const PartLayout mesh =
      make_block_mesh(package, example_materials(), make_part_layout(package.parts));
  for (const int axis : {0, 1})
  {
    const auto &planes = mesh.planes[axis];
    for (std::size_t p = 0; p < planes.size(); ++p)
      EXPECT_NEAR(planes[p] + planes[planes.size() - 1 - p], 30e-3, 1e-10);
  }
}

// Parts ask for sizes only if they carry current or hold a source: without terminals and
// heat nothing does; a heated die of 8 x 8 x 0.5 mm asks for half its thickness across, and
// for the stated fraction of its width at its sides.
TEST(MeshSizes, OnlyActivePartsAsk)
{
  Case module;
  module.parts = {make_part("base", "metal", box_mm({0, 30}, {0, 30}, {0, 10})),
                  make_part("die", "plastic", box_mm({2, 10}, {2, 10}, {10, 10.5}))};
  const PartLayout layout = make_part_layout(module.parts);
  for (const auto &axis : plane_sizes(module, example_materials(), layout))
  {
    for (const PlaneSize &size : axis)
      EXPECT_TRUE(std::isinf(size.below) && std::isinf(size.above));
  }
  module.heat = {{"die", 80., {}}};
  const PlaneSizes sizes = plane_sizes(module, example_materials(), layout);
  EXPECT_NEAR(sizes[2][1].above, 0.25e-3, 1e-12);
  EXPECT_TRUE(std::isinf(sizes[2][1].below));
  EXPECT_NEAR(sizes[0][1].above, 8e-3 * heated_width_fraction, 1e-12);
  EXPECT_NEAR(sizes[0][2].below, 8e-3 * heated_width_fraction, 1e-12);
}

// An L of two bars has one re-entrant edge, at its inner corner; a straight bar has none.
TEST(MeshSizes, ReentrantEdgesOfConductors)
{
  Case bend;
  bend.parts = {make_part("arm", "metal", box_mm({0, 5}, {0, 1}, {0, 0.035})),
                make_part("leg", "metal", box_mm({4, 5}, {1, 5}, {0, 0.035}))};
  bend.terminals = {voltage_on("a", "arm", Side::left, 1.),
                    voltage_on("b", "leg", Side::back, 0.)};
  const PartLayout layout = make_part_layout(bend.parts);
  const PlaneSizes sizes = plane_sizes(bend, example_materials(), layout);
  const double wanted = crowding_fraction * 0.035e-3;
  const auto &x = sizes[0][nearest_plane(layout.planes[0], 4e-3)];
  const auto &y = sizes[1][nearest_plane(layout.planes[1], 1e-3)];
  EXPECT_NEAR(x.below, wanted, 1e-12);
  EXPECT_NEAR(x.above, wanted, 1e-12);
  EXPECT_NEAR(y.below, wanted, 1e-12);
  EXPECT_NEAR(y.above, wanted, 1e-12);
  EXPECT_GT(sizes[0].front().above, wanted * 1.001);
  EXPECT_GT(sizes[0].back().below, wanted * 1.001);
}

// A mesh above the limit is refused in words, and so is a size factor that no machine
// holds; both before memory is taken.
TEST(BlockMesh, RefusesTooManyCells)
{
  Case package = lateral_transistor();
  const PartLayout layout = make_part_layout(package.parts);
  EXPECT_FALSE(too_many_cells(package, example_materials(), layout).has_value());
  package.mesh.max_cells = 1000.;
  const auto problem = too_many_cells(package, example_materials(), layout);
  ASSERT_TRUE(problem.has_value());
  EXPECT_NE(problem->text().find("mesh.max_cells"), std::string::npos);
  EXPECT_THROW(make_block_mesh(package, example_materials(), layout), InputError);
  package.mesh = {};
  package.mesh.size_factor = 1e-6;
  EXPECT_THROW(make_block_mesh(package, example_materials(), layout), InputError);
}

} // namespace
} // namespace kelvolt

#include "mesh/slab_marking.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using Planes = std::array<std::vector<double>, 3>;

/// A box of 4 x 1 x 1 cells: every slab along x has one cell, the others have four.
const PartLayout four_cells{{{{0., 1., 2., 3., 4.}, {0., 1.}, {0., 1.}}}, {0, 0, 0, 0}};

// The goal is met by the one slab that holds nearly everything.
TEST(SlabMarking, HalvesTheLargest)
{
  const Planes finer =
      halve_slabs(four_cells, {{{0.01, 1., 0.01, 0.01}, {0.}, {0.}}}, {0.6, 2., 1});
  EXPECT_EQ(finer[0], (std::vector<double>{0., 1., 1.5, 2., 3., 4.}));
  EXPECT_EQ(finer[1], four_cells.planes[1]);
  EXPECT_EQ(finer[2], four_cells.planes[2]);
}

// Mirror images differ by a few thousandths, as they do from one number of ranks to
// another: both are halved, whichever is the larger.
TEST(SlabMarking, TakesImagesTogether)
{
  for (const double noise : {-0.01, 0.01})
  {
    const Planes finer =
        halve_slabs(four_cells, {{{0.01, 1. + noise, 1., 0.01}, {0.}, {0.}}}, {0.8, 2., 1});
    EXPECT_EQ(finer[0], (std::vector<double>{0., 1., 1.5, 2., 2.5, 3., 4.}));
  }
}

// A slab of four cells must hold four times as much to be worth its price.
TEST(SlabMarking, WeighsByCells)
{
  const PerSlab<double> indicators{{{1., 0.1, 0.1, 0.1}, {1.6}, {0.}}};
  const Planes finer = halve_slabs(four_cells, indicators, {0.9, 2., 1});
  EXPECT_EQ(finer[0].size(), 6u);
  EXPECT_EQ(finer[1].size(), 2u);
}

// At an edge between two large neighbours the cells shrink towards it.
TEST(SlabMarking, GradesTowardsTheLargerNeighbour)
{
  const Planes finer =
      halve_slabs(four_cells, {{{0., 1., 1., 0.}, {0.}, {0.}}}, {0.35, 10., 2});
  EXPECT_EQ(finer[0], (std::vector<double>{0., 1., 1.5, 1.75, 2., 2.25, 2.5, 3., 4.}));
}

// Halvings along x and y in one corner of a plate multiply there: the growth counts that.
TEST(SlabMarking, GrowsNoMoreThanAllowed)
{
  PartLayout plate{{{{0., 1., 2., 3., 4.}, {0., 1., 2., 3., 4.}, {0., 1.}}}, {}};
  plate.part.assign(16, void_part);
  for (const int cell : {0, 1, 4, 5}) // a square die on nothing
    plate.part[cell] = 0;
  for (const double growth : {2., 5., 20.})
  {
    const Planes finer =
        halve_slabs(plate, {{{9., 1., 0., 0.}, {9., 1., 0., 0.}, {0.}}}, {0.01, growth, 8});
    const double cells = double(finer[0].size() - 3) * double(finer[1].size() - 3);
    EXPECT_LE(cells, 1.25 * growth * 4.);
    EXPECT_GT(cells, 0.5 * growth * 4.);
  }
}

// Nothing to gain, nothing to halve.
TEST(SlabMarking, LeavesAPerfectMeshAlone)
{
  const Planes finer = halve_slabs(four_cells, {{{0., 0., 0., 0.}, {0.}, {0.}}}, {});
  EXPECT_EQ(finer, four_cells.planes);
}

} // namespace
} // namespace kelvolt

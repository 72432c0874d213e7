#include "mesh/partition.h"

#include <gtest/gtest.h>

#include <string>

namespace kelvolt
{
namespace
{

/// n[0] x n[1] x n[2] cells with the given edges, part 0 everywhere.
PartLayout box_of(const CellPosition &n, const std::array<double, 3> &edge)
{
  PartLayout layout;
  for (int axis = 0; axis < 3; ++axis)
    for (int i = 0; i <= n[axis]; ++i)
      layout.planes[axis].push_back(i * edge[axis]);
  layout.part.assign(std::size_t(n[0]) * n[1] * n[2], 0);
  return layout;
}

// Every cell lies in exactly one box, that of its owner, and every rank has its share of
// cells to within one layer, for numbers of ranks that are and are not powers of two.
TEST(Partition, GivesEachCellOneOwner)
{
  const PartLayout layout = box_of({20, 12, 9}, {1., 1., 1.});
  for (const unsigned int n_ranks : {1U, 2U, 3U, 7U, 16U})
  {
    SCOPED_TRACE(std::to_string(n_ranks) + " ranks");
    const Partition partition(layout, {1.}, n_ranks);
    std::vector<double> cells(n_ranks, 0.);
    for (std::size_t i = 0; i < layout.part.size(); ++i)
    {
      const CellPosition at = layout.position(i);
      unsigned int holders = 0;
      for (unsigned int rank = 0; rank < n_ranks; ++rank)
        if (partition.box(rank).contains(at))
        {
          ++holders;
          EXPECT_EQ(partition.owner(at), rank);
        }
      EXPECT_EQ(holders, 1U);
      ++cells[partition.owner(at)];
    }
    for (const double count : cells)
      EXPECT_NEAR(count * n_ranks / layout.part.size(), 1., 0.25);
  }
}

// Parts that cost more work count more: with weight 3 in the lower half in x, the first
// of two ranks gets a third of the layers.
TEST(Partition, BalancesWeights)
{
  PartLayout layout = box_of({60, 4, 4}, {1., 1., 1.});
  for (std::size_t i = 0; i < layout.part.size(); ++i)
    layout.part[i] = layout.position(i)[0] < 30 ? 0 : 1;
  const Partition partition(layout, {3., 1.}, 2);
  EXPECT_EQ(partition.box(0).end[0], 20);
}

// Void costs nothing, and may be all that a rank gets when there are more ranks than cells.
TEST(Partition, LeavesVoidOut)
{
  PartLayout layout = box_of({40, 2, 2}, {1., 1., 1.});
  for (std::size_t i = 0; i < layout.part.size(); ++i)
    if (layout.position(i)[0] >= 10)
      layout.part[i] = void_part;
  EXPECT_EQ(Partition(layout, {1.}, 2).box(0).end[0], 5);
  const PartLayout single = box_of({1, 1, 1}, {1., 1., 1.});
  const Partition many(single, {1.}, 4);
  unsigned int holders = 0;
  for (unsigned int rank = 0; rank < 4; ++rank)
    holders += many.box(rank).contains({0, 0, 0}) ? 1 : 0;
  EXPECT_EQ(holders, 1U);
}

// A cube of flat cells is not cut along its thin direction: the faces there are strongly
// coupled.
TEST(Partition, SparesStrongCouplings)
{
  const PartLayout layout = box_of({16, 16, 16}, {1., 1., 0.01});
  const Partition partition(layout, {1.}, 4);
  for (unsigned int rank = 0; rank < 4; ++rank)
  {
    EXPECT_EQ(partition.box(rank).begin[2], 0);
    EXPECT_EQ(partition.box(rank).end[2], 16);
  }
}

} // namespace
} // namespace kelvolt

#include "../discretization/small_meshes.h"
#include "reduction/part_nodes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace kelvolt
{
namespace
{

// Vectors that know nothing of their ghosts, as copies do: 7 at every owned node is 7 at
// each node of a rank's cells.
TEST(PartNodes, KnowNodesOfOtherRanks)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  const ScalarField field(grid, {true}, 2);
  const PartNodes nodes(field,
                        0,
                        1,
                        [&field](std::size_t)
                        {
                          Vector seven = field.make_vector();
                          for (std::size_t i = 0; i < seven.locally_owned_size(); ++i)
                            seven.local_element(i) = 7.;
                          return seven;
                        });
  EXPECT_GT(nodes.size(), 0u);
  for (std::size_t node = 0; node < nodes.size(); ++node)
    EXPECT_EQ(nodes.values(node)[0], 7.);
}

// In a cell of degree 2 the function 1 - (x - 0.1)^2 has its peak between the nodes, where
// all that it is made of is to be told.
TEST(PartNodes, FindTheHottestPlaceInsideACell)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  const ScalarField field(grid, {true}, 2);
  const auto square = [](const dealii::Point<dim> &p)
  {
    return 2. * p[0] * p[0];
  };
  const auto line = [](const dealii::Point<dim> &p)
  {
    return p[0];
  };
  const PartNodes nodes(field,
                        0,
                        2,
                        [&](std::size_t k) {
                          return k == 0 ? interpolate(field, square)
                                        : interpolate(field, line);
                        });
  // The first cell of the rank that has it reaches from 0 to 0.3.
  std::optional<std::size_t> cell;
  for (std::size_t c = 0; c < nodes.n_cells(); ++c)
  {
    double least = 1e9, largest = 0.;
    for (std::size_t i = 0; i < nodes.nodes_per_cell(); ++i)
    {
      const double x =
          nodes.values(nodes.nodes_of_cells()[c * nodes.nodes_per_cell() + i])[1];
      least = std::min(least, x);
      largest = std::max(largest, x);
    }
    if (least == 0. && largest < 0.5)
      cell = c;
  }
  const PartNodes::Highest found = nodes.highest_in(cell, {-0.5, 0.2});
  EXPECT_NEAR(found.value, 0.01, 1e-6);
  // The search ends with steps of a thousandth of the cell.
  EXPECT_NEAR(found.modes[0], 2. * 0.1 * 0.1, 4. * 0.1 * 3e-4);
  EXPECT_NEAR(found.modes[1], 0.1, 3e-4);
  EXPECT_LT(nodes.highest({-0.5, 0.2}).value, found.value);
}

} // namespace
} // namespace kelvolt

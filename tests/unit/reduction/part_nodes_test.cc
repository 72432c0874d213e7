#include "../discretization/small_meshes.h"
#include "reduction/part_nodes.h"

#include <gtest/gtest.h>

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

} // namespace
} // namespace kelvolt

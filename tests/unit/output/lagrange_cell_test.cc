#include "output/lagrange_cell.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace
{

using namespace kelvolt;

/// For degree 1 and 2 the order is that of VTK's documented linear and triquadratic
/// hexahedra.
TEST(LagrangeCell, low_degrees_follow_the_documented_hexahedra)
{
  EXPECT_EQ(lagrange_cell_nodes(1), (std::vector<unsigned int>{0, 1, 3, 2, 4, 5, 7, 6}));
  EXPECT_EQ(lagrange_cell_nodes(2),
            (std::vector<unsigned int>{0,  2,  8, 6,  18, 20, 26, 24, 1,  5,  7, 3,  19, 23,
                                       25, 21, 9, 11, 17, 15, 12, 14, 10, 16, 4, 22, 13}));
}

/// Whatever the order, every node of the lattice occurs once.
TEST(LagrangeCell, every_node_occurs_once)
{
  for (unsigned int degree = 1; degree <= 4; ++degree)
  {
    std::vector<unsigned int> nodes = lagrange_cell_nodes(degree);
    std::sort(nodes.begin(), nodes.end());
    ASSERT_EQ(nodes.size(), (degree + 1) * (degree + 1) * (degree + 1));
    for (unsigned int i = 0; i < nodes.size(); ++i)
      EXPECT_EQ(nodes[i], i);
  }
}

/// The only sub-cell of degree 1 is the cell; the last of degree 2 has the middle as its
/// first corner and the cell's last node as the opposite one.
TEST(LagrangeCell, sub_cells_lie_between_neighbouring_nodes)
{
  using Cell = std::array<unsigned int, 8>;
  ASSERT_EQ(linear_sub_cells(1).size(), 1u);
  EXPECT_EQ(linear_sub_cells(1)[0], (Cell{{0, 1, 3, 2, 4, 5, 7, 6}}));
  ASSERT_EQ(linear_sub_cells(2).size(), 8u);
  EXPECT_EQ(linear_sub_cells(2)[7][0], 13u);
  EXPECT_EQ(linear_sub_cells(2)[7][6], 26u);
}

} // namespace

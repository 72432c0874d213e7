#include "linear_algebra/row_order.h"

#include <gtest/gtest.h>

#include <vector>

namespace kelvolt
{
namespace
{

// Rows of one to three entries in turn: the order sorts them by length, longest first,
// keeps equal ones in their order, and position() undoes row(). Numbers beyond the rows are
// ghosts.
TEST(RowOrder, PutsRowsOfEqualLengthSideBySide)
{
  constexpr unsigned int n = 9;
  std::vector<int> start = {0}, column;
  std::vector<double> value;
  for (unsigned int i = 0; i < n; ++i)
  {
    column.insert(column.end(), 1 + i % 3, 0);
    start.push_back(static_cast<int>(column.size()));
  }
  value.resize(column.size(), 1.);
  const LocalRows rows(n, {start.data(), column.data(), value.data(), {}}, {});
  const RowOrder order(rows, dealii::Utilities::MPI::Partitioner(n));
  const std::vector<unsigned int> expected = {2, 5, 8, 1, 4, 7, 0, 3, 6};
  for (unsigned int i = 0; i < n; ++i)
  {
    EXPECT_EQ(order.row(i), expected[i]);
    EXPECT_EQ(order.position(order.row(i)), i);
  }
  EXPECT_EQ(order.position(n + 4), n + 4);
}

TEST(RowOrder, IsTheOrderThereIsByDefault)
{
  EXPECT_EQ(RowOrder().row(7), 7U);
  EXPECT_EQ(RowOrder().position(7), 7U);
}

} // namespace
} // namespace kelvolt

#include "linear_algebra/sparse_rows.h"

#include <deal.II/base/index_set.h>
#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <map>

namespace kelvolt
{
namespace
{

constexpr unsigned int rows_per_rank = 12;

std::shared_ptr<const dealii::Utilities::MPI::Partitioner> even_partitioner()
{
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD);
  dealii::IndexSet owned(rows_per_rank *
                         dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD));
  owned.add_range(rank * rows_per_rank, (rank + 1) * rows_per_rank);
  return std::make_shared<const dealii::Utilities::MPI::Partitioner>(owned, MPI_COMM_WORLD);
}

/// Columns and values of one owned row.
std::map<int, double> row(const SparseRows::CompressedRows &rows, unsigned int local)
{
  std::map<int, double> result;
  for (int e = rows.start[local]; e < rows.start[local + 1]; ++e)
    result[rows.column[e]] = rows.value[e];
  return result;
}

// A row longer than the usual eight entries keeps them all, in rising columns, and sums
// what is given twice; a row without entries becomes a unit row.
TEST(SparseRows, SumsLongRowsAndFillsEmptyOnes)
{
  const auto partitioner = even_partitioner();
  const unsigned int first = partitioner->local_range().first;
  SparseRows sum(partitioner);
  for (unsigned int pass = 0; pass < 2; ++pass)
    for (unsigned int column = 0; column < rows_per_rank; ++column)
      sum.add(first + 3, first + rows_per_rank - 1 - column, column + 1.);
  sum.add(first, first + 1, -2.);
  sum.finish();
  const SparseRows::CompressedRows rows = sum.compressed();
  ASSERT_EQ(rows.start.size(), rows_per_rank + 1);
  EXPECT_EQ(rows.start.back(), static_cast<int>(rows.column.size()));
  EXPECT_EQ(rows.start[4] - rows.start[3], static_cast<int>(rows_per_rank));
  for (int e = rows.start[3]; e < rows.start[4]; ++e)
  {
    EXPECT_EQ(rows.column[e], static_cast<int>(first) + e - rows.start[3]);
    EXPECT_EQ(rows.value[e], 2. * (rows_per_rank - (e - rows.start[3])));
  }
  EXPECT_EQ(row(rows, 0), (std::map<int, double>{{first + 1, -2.}}));
  EXPECT_EQ(row(rows, 1), (std::map<int, double>{{first + 1, 1.}}));
}

TEST(SparseRows, AddsEdges)
{
  const auto partitioner = even_partitioner();
  const int first = static_cast<int>(partitioner->local_range().first);
  SparseRows sum(partitioner);
  sum.add_edge(first, first + 5, 3.);
  sum.add_edge(first + 5, first + 6, 4.);
  sum.finish();
  EXPECT_EQ(row(sum.compressed(), 5),
            (std::map<int, double>{{first, -3.}, {first + 5, 7.}, {first + 6, -4.}}));
}

// Every rank adds to every row of all ranks: each row holds the sum over the ranks.
TEST(SparseRows, SendsEntriesToTheirOwners)
{
  const auto partitioner = even_partitioner();
  const unsigned int n = partitioner->size(), n_ranks = n / rows_per_rank;
  const double mine = 1. + dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD);
  SparseRows sum(partitioner);
  for (unsigned int i = 0; i < n; ++i)
    for (unsigned int j = 0; j < 10; ++j)
      sum.add(i, j, mine);
  sum.finish();
  const SparseRows::CompressedRows rows = sum.compressed();
  for (unsigned int local = 0; local < rows_per_rank; ++local)
  {
    const std::map<int, double> found = row(rows, local);
    EXPECT_EQ(found.size(), 10u);
    for (const auto &[column, value] : found)
      EXPECT_EQ(value, 0.5 * n_ranks * (n_ranks + 1));
  }
}

} // namespace
} // namespace kelvolt

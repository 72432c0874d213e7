#include "linear_algebra/line_level.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace kelvolt
{
namespace
{

constexpr int nx = 9, lines_per_rank = 80;

/// Lines of nine unknowns along x side by side in y, coupled by wx and wy; each rank holds
/// some lines as a whole. `mass` adds to the diagonal.
struct Lines
{
  double wx, wy, mass;

  int n_lines() const
  {
    return lines_per_rank *
           static_cast<int>(dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD));
  }

  LineLevel level() const
  {
    const int rank =
        static_cast<int>(dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD));
    dealii::IndexSet owned(nx * n_lines());
    owned.add_range(nx * lines_per_rank * rank, nx * lines_per_rank * (rank + 1));
    SparseRows::CompressedRows A;
    A.start.push_back(0);
    LinePlaces places;
    for (const auto i : owned)
    {
      const int x = static_cast<int>(i) % nx, y = static_cast<int>(i) / nx;
      double diagonal = mass;
      std::map<int, double> row;
      const auto couple = [&](bool inside, int column, double w)
      {
        if (!inside)
          return;
        row[column] = -w;
        diagonal += w;
      };
      couple(y > 0, static_cast<int>(i) - nx, wy);
      couple(x > 0, static_cast<int>(i) - 1, wx);
      couple(x + 1 < nx, static_cast<int>(i) + 1, wx);
      couple(y + 1 < n_lines(), static_cast<int>(i) + nx, wy);
      row[static_cast<int>(i)] = diagonal;
      for (const auto &[column, value] : row)
      {
        A.column.push_back(column);
        A.value.push_back(value);
      }
      A.start.push_back(static_cast<int>(A.column.size()));
      places.position.push_back({x, y, 0});
      places.strength.push_back({static_cast<float>(wx), static_cast<float>(wy), 0.F});
    }
    return {std::make_shared<dealii::Utilities::MPI::Partitioner>(owned, MPI_COMM_WORLD),
            A,
            places};
  }
};

/// The entry of a row, columns global.
double entry(const SparseRows::CompressedRows &rows, int row, int column)
{
  for (int e = rows.start[row]; e < rows.start[row + 1]; ++e)
    if (rows.column[e] == column)
      return rows.value[e];
  return 0.;
}

// Strong lines keep unknowns 0, 2, 4, 6, 8. By hand: two couplings in series are half of
// one, and across the lines each coarse unknown takes over its own coupling and half of
// each of those beside it; at the ends there is one beside it only. No excess comes up.
TEST(LineLevel, CoarsensStrongLines)
{
  const Lines lines{10., 1., 0.};
  std::optional<LineLevel> coarse = lines.level().coarser();
  ASSERT_TRUE(coarse);
  EXPECT_EQ(static_cast<int>(coarse->unknowns()->size()), 5 * lines.n_lines());
  const int first = static_cast<int>(coarse->unknowns()->local_range().first);
  const SparseRows::CompressedRows rows = std::move(*coarse).compressed();
  for (int row = 5; row < 5 * (lines_per_rank - 1); ++row)
  {
    const int i = first + row, x = row % 5;
    const bool end = x == 0 || x == 4;
    EXPECT_NEAR(entry(rows, row, i + 5), end ? -1.5 : -2., 1e-12);
    EXPECT_NEAR(entry(rows, row, i - 5), end ? -1.5 : -2., 1e-12);
    EXPECT_NEAR(entry(rows, row, i + 1), x < 4 ? -5. : 0., 1e-12);
    EXPECT_NEAR(entry(rows, row, i), end ? 8. : 14., 1e-12);
    EXPECT_EQ(rows.start[row + 1] - rows.start[row], end ? 4 : 5);
  }
}

// An unknown that is left out follows its neighbours on the line, by their couplings; what
// its excess takes is missing in the weights: 10/(10 + 10 + 5) each.
TEST(LineLevel, InterpolatesAlongTheLine)
{
  const std::optional<LineLevel> coarse = Lines{10., 0.1, 5.}.level().coarser();
  ASSERT_TRUE(coarse);
  const LevelRows &P = coarse->interpolation();
  ASSERT_EQ(P.n_rows(), unsigned(nx * lines_per_rank));
  for (unsigned int i = 0; i < P.n_rows(); ++i)
    if (i % nx % 2 == 0)
    {
      ASSERT_EQ(P.start[i + 1] - P.start[i], 1);
      EXPECT_EQ(P.value[P.start[i]], 1.);
    }
    else
    {
      ASSERT_EQ(P.start[i + 1] - P.start[i], 2);
      EXPECT_NEAR(P.value[P.start[i]], 0.4, 1e-12);
      EXPECT_NEAR(P.value[P.start[i] + 1], 0.4, 1e-12);
      EXPECT_EQ(P.column[P.start[i] + 1], P.column[P.start[i]] + 1);
    }
}

// Lumping only stiffens: for any coarse u, u^T A_c u is at least that of the interpolated
// function on the fine level (Jensen), and the same for a constant.
TEST(LineLevel, BoundsTheGalerkinProduct)
{
  const Lines lines{1., 0.4, 0.01};
  const LineLevel fine = lines.level();
  const std::optional<LineLevel> coarse = fine.coarser();
  ASSERT_TRUE(coarse);
  const auto energy = [](const LineLevel &level, Vector u)
  {
    u.update_ghost_values();
    double sum = 0.;
    for (unsigned int i = 0; i < level.rows().n_rows(); ++i)
      level.rows().view().for_each(
          i,
          [&](unsigned int column, double value)
          { sum += u.local_element(i) * value * u.local_element(column); });
    return dealii::Utilities::MPI::sum(sum, MPI_COMM_WORLD);
  };
  for (const bool constant : {true, false})
  {
    Vector u(coarse->unknowns()), v(fine.unknowns());
    for (unsigned int i = 0; i < u.locally_owned_size(); ++i)
      u.local_element(i) = constant ? 1. : std::sin(12.9898 * (i + 1.));
    const LocalRows P = coarse->interpolation().view();
    for (unsigned int i = 0; i < P.n_rows(); ++i)
      P.for_each(i,
                 [&](unsigned int column, double value)
                 { v.local_element(i) += value * u.local_element(column); });
    EXPECT_GE(energy(*coarse, u), (1. - 1e-12) * energy(fine, v));
  }
}

// Without places, with a positive coupling, or with few unknowns there is no coarser level:
// something else has to make it.
TEST(LineLevel, KnowsWhatIsNotForIt)
{
  EXPECT_FALSE((Lines{-1., 5., 3.}.level().coarser()));
  dealii::IndexSet owned(4 * dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD));
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD);
  owned.add_range(4 * rank, 4 * rank + 4);
  SparseRows::CompressedRows unit;
  unit.start = {0, 1, 2, 3, 4};
  for (unsigned int i = 0; i < 4; ++i)
    unit.column.push_back(static_cast<int>(4 * rank + i));
  unit.value = {1., 1., 1., 1.};
  const LineLevel level(
      std::make_shared<dealii::Utilities::MPI::Partitioner>(owned, MPI_COMM_WORLD),
      unit,
      {});
  EXPECT_FALSE(level.coarser());
}

} // namespace
} // namespace kelvolt

#include "linear_algebra/multigrid.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

std::shared_ptr<const dealii::Utilities::MPI::Partitioner> split_evenly(unsigned int n)
{
  const unsigned int ranks = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD),
                     rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD);
  dealii::IndexSet owned(n);
  owned.add_range(n * rank / ranks, n * (rank + 1) / ranks);
  return std::make_shared<dealii::Utilities::MPI::Partitioner>(owned, MPI_COMM_WORLD);
}

/// The five-point Laplacian of an n x n grid, coupled by wx and wy, with `mass` added.
struct Plate
{
  int n;
  double wx, wy, mass;

  SparseRows::CompressedRows rows(const dealii::Utilities::MPI::Partitioner &unknowns) const
  {
    SparseRows::CompressedRows A;
    A.start.push_back(0);
    for (int i = static_cast<int>(unknowns.local_range().first);
         i < static_cast<int>(unknowns.local_range().second);
         ++i)
    {
      const auto add = [&](bool inside, int column, double value)
      {
        if (inside)
        {
          A.column.push_back(column);
          A.value.push_back(value);
        }
      };
      add(i >= n, i - n, -wy);
      add(i % n > 0, i - 1, -wx);
      add(true, i, 2. * (wx + wy) + mass);
      add(i % n < n - 1, i + 1, -wx);
      add(i < n * (n - 1), i + n, -wy);
      A.start.push_back(static_cast<int>(A.column.size()));
    }
    return A;
  }

  Vector random(unsigned int seed) const
  {
    Vector result(split_evenly(n * n));
    for (const auto i : result.locally_owned_elements())
      result[i] = std::sin(12.9898 * (static_cast<double>(i) + 1.) * seed);
    return result;
  }

  /// The factor by which one cycle reduces an error in the end: 20 power iterations with
  /// 1 - P^-1 A.
  double contraction(Multigrid &multigrid) const
  {
    Vector e = random(1), Ae(e), z(e);
    double factor = 0.;
    for (int step = 0; step < 20; ++step)
    {
      e /= e.l2_norm();
      apply(Ae, e);
      multigrid.apply(z.begin(), Ae.begin());
      e -= z;
      factor = e.l2_norm();
    }
    return factor;
  }

  void apply(Vector &dst, const Vector &src) const
  {
    const auto A = rows(*src.get_partitioner());
    dealii::IndexSet all(src.size());
    all.add_range(0, src.size());
    Vector ghosted(src.locally_owned_elements(), all, MPI_COMM_WORLD);
    ghosted.copy_locally_owned_data_from(src);
    ghosted.update_ghost_values();
    for (std::size_t i = 0; i < src.locally_owned_size(); ++i)
    {
      double sum = 0.;
      for (int e = A.start[i]; e < A.start[i + 1]; ++e)
        sum += A.value[e] * ghosted(A.column[e]);
      dst.local_element(i) = sum;
    }
  }
};

Multigrid make_multigrid(const Plate &plate)
{
  const auto unknowns = split_evenly(plate.n * plate.n);
  return {unknowns, plate.rows(*unknowns)};
}

// One cycle leaves at most 0.6 of any error, isotropic or not, and when coarsening stops
// early since the rows are dominated by their diagonals.
TEST(Multigrid, ReducesEveryError)
{
  for (const Plate &plate :
       {Plate{40, 1., 1., 0.}, Plate{40, 1e3, 1., 0.}, Plate{40, 1., 1., 100.}})
  {
    Multigrid multigrid = make_multigrid(plate);
    EXPECT_LT(plate.contraction(multigrid), 0.6) << plate.wx << ", " << plate.mass;
  }
}

// y . P^-1 x = x . P^-1 y to single precision, and the map is linear over a range of sizes
// that single precision does not have.
TEST(Multigrid, IsSymmetricAndHomogeneous)
{
  const Plate plate{40, 1., 1., 0.};
  Multigrid multigrid = make_multigrid(plate);
  const Vector x = plate.random(1), y = plate.random(2);
  Vector zx(x), zy(x), tiny(x), ztiny(x);
  multigrid.apply(zx.begin(), x.begin());
  multigrid.apply(zy.begin(), y.begin());
  EXPECT_NEAR(y * zx, x * zy, 1e-5 * std::sqrt((x * zx) * (y * zy)));
  tiny *= 1e-60;
  multigrid.apply(ztiny.begin(), tiny.begin());
  ztiny *= 1e60;
  ztiny -= zx;
  EXPECT_LT(ztiny.l2_norm(), 1e-5 * zx.l2_norm());
}

// Negative diagonal entries have no root: an error on all ranks, no numbers.
TEST(Multigrid, RefusesIndefiniteMatrices)
{
  EXPECT_THROW(make_multigrid({20, 1., 1., -5.}), std::domain_error);
}

// A problem that is small takes two levels at most; zero gives zero.
TEST(Multigrid, CopesWithSmallProblemsAndZero)
{
  const Plate plate{5, 1., 1., 0.};
  Multigrid multigrid = make_multigrid(plate);
  EXPECT_LE(multigrid.level_sizes().size(), 2U);
  EXPECT_LT(plate.contraction(multigrid), 0.2);
  Vector zero(plate.random(1)), z(zero);
  zero = 0.;
  multigrid.apply(z.begin(), zero.begin());
  EXPECT_EQ(z.linfty_norm(), 0.);
}

} // namespace
} // namespace kelvolt

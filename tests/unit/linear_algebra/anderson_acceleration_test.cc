#include "linear_algebra/anderson_acceleration.h"

#include <deal.II/base/index_set.h>
#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// Six unknowns, spread over the ranks.
Vector six()
{
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD),
                     n_ranks = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD);
  dealii::IndexSet owned(6);
  owned.add_range(6 * rank / n_ranks, 6 * (rank + 1) / n_ranks);
  return Vector(owned, MPI_COMM_WORLD);
}

/// b - A x for A = diag(factor), and its largest entry.
template <typename Factor>
double residual(const Vector &x, const Factor &factor, Vector &f)
{
  const auto [first, end] = x.get_partitioner()->local_range();
  for (std::size_t i = first; i < end; ++i)
    f.local_element(i - first) = 1. - factor(i) * x.local_element(i - first);
  return f.linfty_norm();
}

template <typename Factor>
int iterations(unsigned int depth, const Factor &factor)
{
  AndersonAcceleration acceleration(depth);
  Vector x = six(), f = six();
  for (int i = 0; i < 200; ++i)
  {
    if (residual(x, factor, f) < 1e-9)
      return i;
    acceleration.accelerate(x, f);
    x += f;
  }
  return 200;
}

// On a linear problem it equals GMRES: three distinct eigenvalues take three accelerated
// steps after the first. The plain iteration would need about 200 for the smallest (0.1),
// and diverges for 2.5.
TEST(AndersonAcceleration, SolvesLinearProblemsInAFewSteps)
{
  const auto slow = [](std::size_t i)
  {
    return i < 2 ? 0.1 : i < 4 ? 0.5 : 1.;
  };
  EXPECT_GT(iterations(0, slow), 100);
  EXPECT_LE(iterations(5, slow), 5);
  const auto divergent = [](std::size_t i)
  {
    return i < 2 ? 0.5 : i < 4 ? 1.5 : 2.5;
  };
  EXPECT_EQ(iterations(0, divergent), 200);
  EXPECT_LE(iterations(5, divergent), 5);
}

// Steps that repeat (no new direction) are left as they are, without any NaN.
TEST(AndersonAcceleration, SurvivesRepeatedSteps)
{
  AndersonAcceleration acceleration(5);
  Vector x = six(), f = six();
  for (int i = 0; i < 4; ++i)
  {
    f = 1.;
    acceleration.accelerate(x, f);
    EXPECT_TRUE(std::isfinite(f.l2_norm()));
  }
  EXPECT_EQ(f.linfty_norm(), 1.);
}

} // namespace
} // namespace kelvolt

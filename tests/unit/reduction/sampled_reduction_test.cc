#include "layered_package.h"
#include "reduction/sampled_reduction.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double first = 1e-6, last = 10.;

ReductionGoal goal_of(double within)
{
  ReductionGoal goal;
  goal.first = first;
  goal.last = last;
  goal.within = within;
  for (int i = 0; i <= 56; ++i)
    goal.times.push_back(first * std::pow(last / first, i / 56.));
  return goal;
}

/// The steady solution, and shifts from the slowest rate up.
void fill(KrylovBasis &basis, std::size_t n_shifts, double tolerance)
{
  basis.add(0., 1e-9);
  for (const double s : spread_shifts(shift_range(basis, first, last), n_shifts))
    basis.add(s, tolerance);
}

// Every further sample costs one solve for each load, leaves the model whose error is
// bounded as it is, and only narrows where that lies. The bound, which speaks of the model
// with all samples, holds after each of them, and comes down far faster than that of the
// samples alone could, since that model comes nearer to the truth as well.
TEST(SampledReduction, NarrowsTheBoundOneByOne)
{
  for (const unsigned int seed : {1U, 4U})
  {
    const LayeredPackage package = layered_package(seed);
    const auto solution = at_rest(package);
    ShiftedProblem problem(solution->thermal, solution->materials);
    const std::vector<Vector> loads = loads_of(package, problem);
    KrylovBasis many(problem, loads);
    fill(many, 25, 1e-8);
    const ReducedModel exact = many.model();
    const ReductionGoal goal = goal_of(1e-7); // out of reach: all times are looked at
    KrylovBasis basis(problem, loads);
    fill(basis, 6, inner_tolerance);
    SampledReduction sampled(basis, goal, inner_tolerance);
    sampled.begin();
    const double at_first = sampled.reduction().largest_bound;
    std::vector<ErrorRange> before = sampled.reduction().ranges[0];
    for (int more = 0; more < 5; ++more)
    {
      const int solves = problem.n_solves();
      sampled.take_another();
      EXPECT_EQ(problem.n_solves(), solves + 2) << seed;
      const CertifiedReduction &found = sampled.reduction();
      EXPECT_EQ(found.certified.n_modes(), 14U) << seed;
      for (std::size_t time = 0; time < goal.times.size(); ++time)
      {
        EXPECT_LE(found.ranges[0][time].largest, before[time].largest);
        EXPECT_GE(found.ranges[0][time].least, before[time].least);
        for (std::size_t i = 0; i < 2; ++i)
          for (std::size_t j = 0; j <= i; ++j)
          {
            const double t = goal.times[time],
                         error =
                             std::abs(found.delivered.step(i, j, t) - exact.step(i, j, t));
            EXPECT_GE(found.error(i, j, time), error - 1e-9 * found.scale(i, j, time))
                << "seed " << seed << " time " << t << " pair " << i << j;
          }
      }
      before = found.ranges[0];
    }
    EXPECT_LT(sampled.reduction().largest_bound, 0.4 * at_first) << seed;
  }
}

// A basis goes on as if its samples had been shifts, once its residuals are renewed.
TEST(SampledReduction, LeavesABasisOfAllShifts)
{
  const LayeredPackage package = layered_package(2);
  const auto solution = at_rest(package);
  ShiftedProblem problem(solution->thermal, solution->materials);
  KrylovBasis basis(problem, loads_of(package, problem));
  fill(basis, 5, 1e-10);
  const ReductionGoal goal = goal_of(1e-7);
  SampledReduction sampled(basis, goal, 1e-10);
  sampled.begin();
  sampled.take_another();
  basis.renew_residuals();
  KrylovBasis other(problem, basis.loads());
  for (const double s : basis.shifts())
    other.add(s, 1e-10);
  const ReducedModel one = basis.model(), same = other.model();
  for (const double t : goal.times)
    EXPECT_NEAR(one.step(0, 1, t) / same.step(0, 0, t),
                same.step(0, 1, t) / same.step(0, 0, t),
                1e-8);
  const ResidualSample next = basis.sample(30., 1e-10);
  EXPECT_LT(basis.residual_defect(one, next), 1e-5);
}

// One by one while the gain so far, or the usual one, needs no more than four.
TEST(SampledReduction, BeginsAnewWhereSamplesGainLittle)
{
  EXPECT_FALSE(worth_another({0.9})); // what is left is that of inexact solves
  EXPECT_TRUE(worth_another({1.1}));
  EXPECT_TRUE(worth_another({4.9}));
  EXPECT_FALSE(worth_another({5.3}));
  EXPECT_TRUE(worth_another({8., 4.}));
  EXPECT_TRUE(worth_another({3., 2.4, 1.7}));
  EXPECT_FALSE(worth_another({3., 2.9}));
  EXPECT_FALSE(worth_another({3., 3.}));
  EXPECT_FALSE(worth_another({3., 3.2}));
  EXPECT_FALSE(worth_another({4., 3.5, 3., 2.5, 2.2, 1.9, 1.6, 1.3, 1.1}));
}

} // namespace
} // namespace kelvolt

#include "accuracy/edge_exponent.h"
#include "accuracy/edge_reach.h"
#include "results/corrected_value.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace kelvolt
{
namespace
{

// Without gaps the edge's own exponent, on a cell of any shape; far away none.
TEST(EdgeReach, IsTheEdgeItselfWhereItTouches)
{
  EXPECT_EQ(exponent_beside(0.4, 2, {{0., 0.}, {1., 1.}}), 0.4);
  EXPECT_EQ(exponent_beside(0.4, 2, {{0., 0.}, {1e-3, 5.}}), 0.4);
  for (const unsigned int degree : {1, 2, 3, 4})
    for (const BesideEdge &cell : {BesideEdge{{0.5, 0.}, {1., 1.}},
                                   BesideEdge{{0., 0.5}, {1., 0.5}},
                                   BesideEdge{{3., 4.}, {5., 1.}}})
      EXPECT_EQ(exponent_beside(0.5, degree, cell), regular_exponent);
}

// An eighth of its size away, rho = 2, from (sqrt(9/8) + sqrt(1/8))^2: the error falls by 4
// with the next degree, which leaves 1 / (4 - 1) of the change.
TEST(EdgeReach, LeavesWhatAnAnalyticFieldLeaves)
{
  const double s = exponent_beside(0.3, 1, {{0.125, 0.}, {1., 0.01}});
  EXPECT_NEAR(left_out(1, 1, s), 1. / 3., 1e-12);
}

// The coefficients of sqrt(x + g) by Chebyshev polynomials between 0 and 1 fall by rho from
// one to the next, times (n / (n + 1))^(3/2), for an edge along the axis; here counted.
TEST(EdgeReach, FallsLikeChebyshevCoefficients)
{
  const double gap = 0.05;
  constexpr int n = 4096, degree = 30;
  const auto coefficient = [&](int j)
  {
    double sum = 0.;
    for (int i = 0; i < n; ++i)
    {
      const double angle = std::acos(-1.) * (i + 0.5) / n;
      sum += std::sqrt(0.5 * (1. + std::cos(angle)) + gap) * std::cos(j * angle);
    }
    return 2. * sum / n;
  };
  const double rho = std::abs(coefficient(degree) / coefficient(degree + 1)) *
                     std::pow(double(degree) / (degree + 1), 1.5);
  const double s = exponent_beside(0.1, 3, {{gap, 0.}, {1., 0.01}});
  EXPECT_NEAR(std::exp(2. * s * std::log(4.5 / 3.5)), rho, 0.01 * rho);
}

// A cell above the edge feels it through its width, one beside it through its height: the
// same for the axes exchanged, and more the closer it is.
TEST(EdgeReach, CountsFlatCellsByTheirLongSide)
{
  double before = 0.;
  for (const double gap : {1e-6, 1e-3, 1e-2, 0.1})
  {
    const double above = exponent_beside(0.2, 2, {{0., gap}, {1., 1e-3}});
    EXPECT_EQ(above, exponent_beside(0.2, 2, {{gap, 0.}, {1e-3, 1.}}));
    EXPECT_GE(above, before);
    before = above;
  }
  EXPECT_GT(before, 0.2);
  EXPECT_LT(before, 1.);
}

} // namespace
} // namespace kelvolt

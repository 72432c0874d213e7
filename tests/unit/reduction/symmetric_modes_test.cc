#include "reduction/symmetric_modes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

// The Cholesky factor of a graded matrix is known: K = L L^T with the diagonal of L over
// ten decades. The product of all values is the square of that of the diagonal, and K Q is
// Q diag(value). The smallest value has as many digits as the largest, which a method that
// makes the matrix tridiagonal leaves no digit of.
TEST(SymmetricModes, KeepTheDigitsOfTheSmallestValue)
{
  constexpr int n = 6;
  DenseMatrix L(n, n), K(n, n);
  double product = 1.;
  for (int i = 0; i < n; ++i)
  {
    for (int j = 0; j <= i; ++j)
      L(i, j) = std::pow(10., j) * (i == j ? 1. : 0.3 / (1. + i + j));
    product *= L(i, i) * L(i, i);
  }
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        K(i, j) += L(i, k) * L(j, k);
  const SymmetricModes modes = symmetric_modes(K);
  double found = 1.;
  for (int m = 0; m < n; ++m)
  {
    found *= modes.value[m];
    EXPECT_GE(modes.value[m], m > 0 ? modes.value[m - 1] : 0.);
    for (int i = 0; i < n; ++i)
    {
      double sum = 0.;
      for (int j = 0; j < n; ++j)
        sum += K(i, j) * modes.vector(j, m);
      EXPECT_NEAR(sum, modes.value[m] * modes.vector(i, m), 1e-13 * modes.value[n - 1]);
    }
  }
  EXPECT_NEAR(found / product, 1., 1e-12);
}

// Two values of a graded two by two matrix in closed form: the smaller one is the
// determinant over the larger one.
TEST(SymmetricModes, AgreeWithTheClosedForm)
{
  DenseMatrix K(2, 2);
  K(0, 0) = 1.;
  K(1, 1) = 1e-14;
  K(0, 1) = K(1, 0) = 0.5e-7;
  const SymmetricModes modes = symmetric_modes(K);
  EXPECT_NEAR(modes.value[0], 0.75e-14, 1e-26);
  EXPECT_NEAR(modes.value[1], 1., 1e-12);
}

// A matrix with a negative value is refused.
TEST(SymmetricModes, RefuseAnIndefiniteMatrix)
{
  DenseMatrix K(2, 2);
  K(0, 0) = K(1, 1) = 1.;
  K(0, 1) = K(1, 0) = 2.;
  EXPECT_THROW(symmetric_modes(K), std::domain_error);
}

} // namespace
} // namespace kelvolt

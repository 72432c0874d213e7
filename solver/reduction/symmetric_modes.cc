#include "reduction/symmetric_modes.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr int most_sweeps = 60;
constexpr double orthogonal = 1e-15;

/// Makes two columns orthogonal. @return whether they were not
bool rotate(DenseMatrix &A, std::size_t p, std::size_t q)
{
  double pp = 0., qq = 0., pq = 0.;
  for (std::size_t i = 0; i < A.rows(); ++i)
  {
    pp += A(i, p) * A(i, p);
    qq += A(i, q) * A(i, q);
    pq += A(i, p) * A(i, q);
  }
  if (std::abs(pq) <= orthogonal * std::sqrt(pp * qq))
    return false;
  const double zeta = (qq - pp) / (2. * pq);
  const double t = std::copysign(1., zeta) / (std::abs(zeta) + std::hypot(1., zeta));
  const double c = 1. / std::hypot(1., t), s = c * t;
  for (std::size_t i = 0; i < A.rows(); ++i)
  {
    const double a = A(i, p), b = A(i, q);
    A(i, p) = c * a - s * b;
    A(i, q) = s * a + c * b;
  }
  return true;
}

} // namespace

DenseMatrix cholesky_factor(const DenseMatrix &K)
{
  const std::size_t n = K.rows();
  DenseMatrix L(n, n);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = j; i < n; ++i)
    {
      double rest = K(i, j);
      for (std::size_t k = 0; k < j; ++k)
        rest -= L(i, k) * L(j, k);
      if (i > j)
        L(i, j) = rest / L(j, j);
      else if (rest > 0.)
        L(j, j) = std::sqrt(rest);
      else
        throw std::domain_error("A matrix is not positive definite.");
    }
  return L;
}

SymmetricModes symmetric_modes(const DenseMatrix &K)
{
  const std::size_t n = K.rows();
  DenseMatrix A = cholesky_factor(K);
  bool rotated = true;
  for (int sweep = 0; rotated && sweep < most_sweeps; ++sweep)
  {
    rotated = false;
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q)
        rotated = rotate(A, p, q) || rotated;
  }
  std::vector<double> value(n, 0.);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < n; ++i)
      value[j] += A(i, j) * A(i, j);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::sort(order.begin(),
            order.end(),
            [&](std::size_t a, std::size_t b) { return value[a] < value[b]; });
  SymmetricModes modes;
  modes.vector = DenseMatrix(n, n);
  for (std::size_t j = 0; j < n; ++j)
  {
    modes.value.push_back(value[order[j]]);
    for (std::size_t i = 0; i < n; ++i)
      modes.vector(i, j) = A(i, order[j]) / std::sqrt(value[order[j]]);
  }
  return modes;
}

} // namespace kelvolt

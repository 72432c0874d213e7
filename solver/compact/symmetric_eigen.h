#pragma once

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// A small dense symmetric matrix, all of it stored.
class SymmetricMatrix
{
public:
  explicit SymmetricMatrix(std::size_t n) : n_(n), values_(n * n, 0.L) {}

  std::size_t size() const
  {
    return n_;
  }
  long double &at(std::size_t row, std::size_t column)
  {
    return values_[row * n_ + column];
  }
  long double at(std::size_t row, std::size_t column) const
  {
    return values_[row * n_ + column];
  }

private:
  std::size_t n_;
  std::vector<long double> values_;
};

struct EigenPairs
{
  std::vector<long double> values; ///< rising
  /// Of length 1 and orthogonal; the component of vector v along axis i is [v][i].
  std::vector<std::vector<long double>> vectors;
};

/// All of them, by Jacobi's rotations in extended precision: of a positive definite matrix
/// whose rows differ by many orders of magnitude the small values are right, too, which the
/// reduction to tridiagonal form would drown in round-off.
EigenPairs symmetric_eigen(SymmetricMatrix matrix);

} // namespace kelvolt

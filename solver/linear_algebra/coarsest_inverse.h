#pragma once

#include "linear_algebra/chebyshev.h"
#include "linear_algebra/grid_hierarchy.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// The inverse of a small matrix that is spread over the ranks, scaled to unit diagonal;
/// each rank holds its rows of it, in double precision.
class CoarsestInverse
{
public:
  /// Of no matrix.
  CoarsestInverse() = default;

  /// Collective. @param root 1/sqrt of the diagonal
  /// @throws std::domain_error on all ranks unless A is positive definite to rounding
  CoarsestInverse(const LocalRows &A, const Vector &root);

  bool empty() const
  {
    return b_.empty();
  }

  /// Collective: x = inverse times b, owned unknowns of each.
  void solve(const SingleVector &b, SingleVector &x);

  std::size_t memory_bytes() const
  {
    return rows_.size() * sizeof(double);
  }

private:
  std::vector<double> rows_; ///< this rank's rows
  std::vector<int> count_, offset_;
  std::vector<float> b_; ///< all unknowns
};

} // namespace kelvolt

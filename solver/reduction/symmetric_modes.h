#pragma once

#include "reduction/dense_matrix.h"

#include <vector>

namespace kelvolt
{

/// K = Q diag(value) Q^T with orthonormal columns of Q.
struct SymmetricModes
{
  std::vector<double> value; ///< rising
  DenseMatrix vector;        ///< Q, a mode per column
};

/// L with K = L L^T, lower; zeros above.
/// @throws std::domain_error if the matrix is not positive definite
DenseMatrix cholesky_factor(const DenseMatrix &K);

/// Of a symmetric positive definite matrix whose entries span many decades, as the
/// projected conduction does over ten decades of time: by one-sided Jacobi rotations of its
/// Cholesky factor, which find also the smallest values to many digits, where a tridiagonal
/// method leaves them the round-off of the largest.
/// @throws std::domain_error if the matrix is not positive definite
SymmetricModes symmetric_modes(const DenseMatrix &K);

} // namespace kelvolt

#pragma once

#include "linear_algebra/grid_hierarchy.h"
#include "linear_algebra/row_order.h"
#include "linear_algebra/sliced_rows.h"
#include "linear_algebra/vector.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// @file
/// Chebyshev iteration as smoother and solver of a multigrid level, and the bounds of
/// the spectrum that it needs.

using SingleVector = dealii::LinearAlgebra::distributed::Vector<float>;

/// Largest row sum of |D^-1 A|, a bound of its eigenvalues. Collective.
double gershgorin_bound(const LocalRows &A, MPI_Comm communicator);

/// Largest eigenvalue by Lanczos iteration from a start that does not depend on the
/// partition, and by bisection below `bound`. Collective.
/// @param multiply sets its first argument to the matrix times the second
double
largest_eigenvalue(SingleVector v,
                   const RowOrder &order,
                   const std::function<void(SingleVector &, SingleVector &)> &multiply,
                   double bound);

/// Chebyshev iteration for the spectrum [fraction, 1] times `largest` (Saad, Iterative
/// Methods for Sparse Linear Systems, algorithm 12.1).
std::vector<SlicedRows::Step>
chebyshev_steps(unsigned int degree, double fraction, double largest);

/// Chebyshev iteration that solves a level whose coarsening stopped early: the off-diagonal
/// row sums of the scaled matrix are at most `coupling`, usually a tenth.
std::vector<SlicedRows::Step> solving_steps(double coupling);

} // namespace kelvolt

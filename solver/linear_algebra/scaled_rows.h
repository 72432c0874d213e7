#pragma once

#include "linear_algebra/grid_hierarchy.h"
#include "linear_algebra/row_order.h"
#include "linear_algebra/sliced_rows.h"
#include "linear_algebra/vector.h"

#include <memory>

namespace kelvolt
{

/// @file
/// The matrices of a multigrid level, scaled to unit diagonals.

/// Collective: throws on all ranks unless all are content.
void demand_positive_definite(bool content, MPI_Comm communicator);

/// 1/sqrt of the diagonal; ghosts not up to date. Collective.
Vector inverse_root_of_diagonal(
    const LocalRows &A,
    const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &unknowns);

/// The matrix scaled to unit diagonal, without the diagonal.
SlicedRows
scaled_off_diagonal(const LocalRows &A, const Vector &root, const RowOrder &order);

/// P between the scaled unknowns of two levels.
SlicedRows scaled_interpolation(const LocalRows &P,
                                const Vector &fine_root,
                                const RowOrder &fine_order,
                                const Vector &coarse_root,
                                const RowOrder &coarse_order);

/// Its transpose: a row for each coarse unknown, ghosts included.
SlicedRows scaled_restriction(const LocalRows &P,
                              const Vector &fine_root,
                              const RowOrder &fine_order,
                              const Vector &coarse_root,
                              const RowOrder &coarse_order);

} // namespace kelvolt

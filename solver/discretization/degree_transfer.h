#pragma once

#include "discretization/scalar_field.h"

namespace kelvolt
{

/// The same function in the space of another field of the same grid and parts, whose degree
/// is not lower. Entries that constraints determine are set by interpolation too, so the
/// function is kept exactly. Ghosts of `values` must be up to date, those of the result
/// are. Collective.
Vector raise_degree(const ScalarField &from, const Vector &values, const ScalarField &to);

/// The same with any degree of the other field: interpolated at its nodes. Collective.
Vector
interpolate_degree(const ScalarField &from, const Vector &values, const ScalarField &to);

/// The transpose of raise_degree(): a load on the functions of the higher degree as one on
/// those of the lower, P^T f. Both fields live on the same cells. Collective.
Vector restrict_load(const ScalarField &from, const Vector &load, const ScalarField &to);

} // namespace kelvolt

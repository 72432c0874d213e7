#pragma once

#include "discretization/scalar_field.h"

namespace kelvolt
{

/// The same function in the space of another field of the same grid and parts, whose degree
/// is not lower. Entries that constraints determine are set by interpolation too, so the
/// function is kept exactly. Ghosts of `values` must be up to date, those of the result
/// are. Collective.
Vector raise_degree(const ScalarField &from, const Vector &values, const ScalarField &to);

} // namespace kelvolt

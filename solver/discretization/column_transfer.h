#pragma once

#include "discretization/column_field.h"

namespace kelvolt
{

/// The same function on the same layout in elements of another degree: exact upwards, the
/// interpolant downwards. Ghosts of u must be up to date, those of the result are.
/// Collective.
Vector with_degree_of(const ColumnField &to, const ColumnField &from, const Vector &u);

} // namespace kelvolt

#pragma once

#include "discretization/column_field.h"

namespace kelvolt
{

/// The same function on the same layout in elements of another degree: exact upwards, the
/// interpolant downwards. Ghosts of u must be up to date, those of the result are.
/// Collective.
Vector with_degree_of(const ColumnField &to, const ColumnField &from, const Vector &u);

/// u less its interpolants of a lower degree in the plane alone and along z alone: what its
/// degrees above that add for want of resolution there. Likewise.
struct ColumnSurplus
{
  Vector in_plane, along_z;
};
ColumnSurplus surplus(const ColumnField &field, unsigned int lower_degree, const Vector &u);

} // namespace kelvolt

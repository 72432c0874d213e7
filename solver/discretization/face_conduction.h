#pragma once

#include "discretization/column_field.h"
#include "discretization/scalar_field.h"

#include <array>

namespace kelvolt
{

/// int sum_d k_d n_d du/dx_d dA over a face of one of this rank's cells, n outward: what
/// the cell itself conducts there, whatever its neighbour does. Exact for the field.
/// @param k per axis, of the cell @param u its ghosts must be up to date

/// @param face 0 to 5
double conducted_through(const ScalarField &field,
                         unsigned int cell,
                         unsigned int face,
                         const std::array<double, 3> &k,
                         const Vector &u);

/// On columns; exact where the triangle's sides are straight. @param face as in ColumnFace
double conducted_through(const ColumnField &field,
                         unsigned int cell,
                         unsigned int face,
                         const std::array<double, 3> &k,
                         const Vector &u);

} // namespace kelvolt

#pragma once

#include "discretization/scalar_field.h"

namespace kelvolt
{

struct CellExtremum
{
  double value = 0.;
  dealii::Point<dim> position; ///< [m]
};

/// The largest value (sign = +1) or smallest (sign = -1) of the field on one cell, interior
/// included: a quadratic peaks between its nodes, and the hottest node reads low. Found on
/// nested grids of points; the remaining error is below 1e-5 of the field's range on the
/// cell. Ghosts of the values must be up to date.
CellExtremum
cell_extremum(const ScalarField &field, const Vector &values, unsigned int cell, int sign);

/// The largest amount by which a polynomial of the element's degree can exceed its nodes,
/// as a fraction of its range over them; a safe bound for up to degree 4.
constexpr double largest_overshoot = 0.6;

} // namespace kelvolt

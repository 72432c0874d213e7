#pragma once

#include "discretization/scalar_field.h"

#include <array>
#include <vector>

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

/// Bounds of a field on a cell from its Bernstein coefficients: a polynomial lies between
/// the smallest and the largest of them.
class CellBounds
{
public:
  explicit CellBounds(const ReferenceElement &element);

  /// Of `lanes` cells side by side.
  struct OfBatch
  {
    std::array<double, lanes> lower, upper;
  };

  /// Close unless the field varies wildly within a cell. Ghosts of the values must be up to
  /// date.
  OfBatch
  of_batch(const ScalarField &field, const Vector &values, unsigned int batch) const;

private:
  unsigned int n_;
  std::vector<double> to_bernstein_; ///< [coefficient][node], one direction
};

} // namespace kelvolt

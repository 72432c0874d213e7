#pragma once

#include "discretization/scalar_field.h"

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

struct CellExtremum
{
  double value = 0.;
  dealii::Point<dim> position; ///< [m]
};

struct ElementExtremum
{
  double value = 0.;
  std::array<double, dim> place{}; ///< in the unit cell
};

/// The largest value (sign = +1) or smallest (sign = -1) of a field on one cell, interior
/// included: a quadratic peaks between its nodes, and the hottest node reads low. Found on
/// nested grids of points; the remaining error is below 1e-5 of the field's range on the
/// cell. @param nodes its values there
ElementExtremum
element_extremum(const ReferenceElement &element, std::vector<double> nodes, int sign);

/// The same of a field on the cell. Ghosts of the values must be up to date.
CellExtremum
cell_extremum(const ScalarField &field, const Vector &values, unsigned int cell, int sign);

/// Bounds of a field on each cell from its Bernstein coefficients: a polynomial lies
/// between the smallest and the largest of them. Cells side by side are computed together:
/// ask for them in their order.
class CellBounds
{
public:
  /// Both are kept by reference. Ghosts of the values must be up to date.
  CellBounds(const ScalarField &field, const Vector &values);

  /// An upper bound of sign times the field; close unless the field varies wildly within
  /// the cell.
  double upper(unsigned int cell, int sign);

private:
  void take_batch(unsigned int batch);

  const ScalarField &field_;
  const Vector &values_;
  std::vector<double> to_bernstein_;  ///< [coefficient][node], one direction
  std::optional<unsigned int> batch_; ///< whose bounds are known
  std::array<double, lanes> lower_{}, upper_{};
};

} // namespace kelvolt

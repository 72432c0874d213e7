#pragma once

#include "discretization/column_operator.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// What one cell has at its points.
class CellGradients
{
public:
  /// k times the volume of the point.
  double conductance(unsigned int axis, unsigned int point) const
  {
    return conductance_[place(axis, point)];
  }
  /// Of one of the fields that are visited.
  double gradient(unsigned int field, unsigned int axis, unsigned int point) const
  {
    return gradients_[field * field_size_ + place(axis, point)];
  }

private:
  friend void
  visit_gradients(const ColumnOperator &A,
                  const std::vector<const Vector *> &fields,
                  const std::function<void(unsigned int cell, const CellGradients &at)> &);
  std::size_t place(unsigned int axis, unsigned int point) const
  {
    return (std::size_t(axis) * n_points_ + point) * lanes;
  }

  const double *conductance_ = nullptr, *gradients_ = nullptr; ///< of the cell's lane
  std::size_t field_size_ = 0;
  unsigned int n_points_ = 0;
};

/// Calls take() for each of this rank's cells with the conductance of the operator and the
/// gradients of the fields, whose ghosts must be up to date. Arrays for all points would
/// take some ten times the memory of a field.
void visit_gradients(
    const ColumnOperator &A,
    const std::vector<const Vector *> &fields,
    const std::function<void(unsigned int cell, const CellGradients &at)> &take);

} // namespace kelvolt

#pragma once

#include "discretization/column_field.h"
#include "mesh/column_place.h"

#include <vector>

namespace kelvolt
{

/// The shape functions of a wedge at a place of it, [plane node][z node].
std::vector<double>
wedge_values_at(const WedgeElement &element, double l1, double l2, double height);

/// A field's value at a place. The rank that owns the cell knows it; to the others it is
/// zero.
class ColumnPoint
{
public:
  ColumnPoint(const ColumnField &field, const ColumnPlace &place);

  /// Ghosts must be up to date; to be summed over all ranks.
  double value(const Vector &u) const;
  /// y_i += factor N_i; the caller compresses.
  void add_load(double factor, Vector &y) const;

private:
  std::vector<unsigned int> dof_;
  std::vector<double> weight_;
};

} // namespace kelvolt

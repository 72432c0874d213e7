#pragma once

#include "discretization/column_point.h"

#include <vector>

namespace kelvolt
{

/// The largest values of a field on cells, interiors included: a quadratic peaks between
/// its nodes, and the hottest node reads low. Found on nested grids of points.
class ColumnExtrema
{
public:
  explicit ColumnExtrema(const ColumnField &field);

  struct Found
  {
    double value = 0.; ///< with its sign
    ColumnPlace place;
  };

  /// The largest (sign = 1) or smallest (sign = -1) value on each part as far as this
  /// rank's cells go; without cells there value * sign is -infinity. Ghosts must be up to
  /// date. @param margin of values in different cells that are as good as equal, see
  /// precedes()
  std::vector<Found>
  of_parts(const Vector &u, std::size_t n_parts, int sign, double margin) const;

  /// Whether a counts, not b: the larger value, of values that are within the margin the
  /// first place in x, then y, then z.
  static bool
  precedes(const ColumnLayout &layout, const Found &a, const Found &b, double margin);

private:
  struct Nodes
  {
    unsigned int cell;
    double highest, range; ///< of sign times the field at the nodes
  };
  Found on_lattice(const Vector &u, unsigned int cell, int sign) const;
  Found refined(const Vector &u, unsigned int cell, int sign, Found found) const;
  double value(const Vector &u, unsigned int cell, const std::vector<double> &w) const;

  const ColumnField *field_;
  std::vector<ColumnPlace> lattice_;
  std::vector<std::vector<double>> weights_; ///< at the lattice
  double spacing_;
};

} // namespace kelvolt

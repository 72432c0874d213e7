#pragma once

#include "discretization/scalar_field.h"
#include "discretization/shape_values.h"

#include <optional>

namespace kelvolt
{

/// A field's value at a place in one of its cells.
class PointEvaluation
{
public:
  /// Of the cells that hold the place, one is chosen: the first one of the first rank.
  /// @param part nullopt, or the part that the cell must be of: across a contact the field
  /// jumps. Collective. @throws std::runtime_error if no cell holds the place
  PointEvaluation(const ScalarField &field,
                  const dealii::Point<dim> &place,
                  std::optional<unsigned int> part = std::nullopt);

  /// Ghosts must be up to date. Collective.
  double value(const Vector &values) const;

  /// y_i += factor N_i(place). The caller compresses y.
  void add_load(double factor, Vector &y) const;

private:
  const ScalarField *field_;
  bool here_ = false;     ///< this rank has the chosen cell
  unsigned int cell_ = 0; ///< the chosen one
  std::array<ShapeValues, dim> shape_{};
};

} // namespace kelvolt

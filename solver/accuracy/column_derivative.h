#pragma once

#include "coupling/column_state.h"
#include "results/quantity.h"
#include "thermal/column_temperatures.h"

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

/// Of both fields: an adjoint, or what it is solved for.
struct ColumnPair
{
  Vector temperature;
  std::optional<Vector> potential; ///< with terminals
};
/// All zero, with ghosts.
ColumnPair zero_pair(const ColumnState &state);

/// The derivative of a quantity with respect to the unknowns, and what its adjoint z, which
/// is zero where a field is held, lacks of the weight of heat and current there: that is z
/// plus `lift`. Where the quantity is what flows through a held surface or terminal, the
/// lift is the field of its nodes, which no mesh resolves, nor z alone.
struct ColumnDerivative
{
  ColumnPair load, lift;
};

/// @param state of the degree in which the adjoint is sought @param gradient of its
/// potential, with terminals @param temperatures of it, per part @param hottest_part which
/// has the maximum. Collective.
ColumnDerivative column_derivative(const Quantity &of,
                                   const Case &input,
                                   const ColumnState &state,
                                   const std::array<PointValues, 3> &gradient,
                                   const std::vector<ColumnTemperatures> &temperatures,
                                   std::size_t hottest_part);

/// dsigma/dT grad phi . grad v at the points of the package. @param gradient of phi
/// @param v with its ghosts up to date
PointValues slope_of_current(const ColumnState &state,
                             const std::array<PointValues, 3> &gradient,
                             const Vector &v);

} // namespace kelvolt

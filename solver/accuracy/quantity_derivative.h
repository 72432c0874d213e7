#pragma once

#include "accuracy/enriched_solution.h"
#include "case/case.h"
#include "layout/surface.h"

#include <utility>
#include <vector>

namespace kelvolt
{

/// A quantity J(phi, T, p) of the state and of parameters p to first order:
///
///     dJ = load . (dphi, dT) + reactions . dR|p + sum of the coefficients times the
///          changes of these terms by p at fixed fields
///
/// Extremes of the temperature stand for the temperature at the point where the linearized
/// state has them: to first order, a shift of that point changes nothing.
struct QuantityDerivative
{
  FieldPair load; ///< by both fields, reactions and coefficients included

  /// e: currents of terminals and heat flows of surfaces with a given temperature are sums
  /// e . R of what the equations lack at their unknowns. Ghosts are up to date.
  FieldPair reactions;

  std::vector<double> surface_loss;     ///< per cooling: of the heat that it takes
  std::vector<double> part_heat;        ///< per part: of the heat made in it
  std::vector<double> terminal_voltage; ///< per terminal
  std::vector<double> part_temperature; ///< per part: of its mean temperature
  /// Of the mean temperatures of surfaces.
  std::vector<std::pair<SurfaceId, double>> surface_temperature;

  /// z - e: what tests the terms of the equations for their effect on J. Ghosts are up to
  /// date.
  FieldPair test(const FieldPair &adjoint) const;
};

/// At the state of the adjoint problem, the enriched one's. Reactions are those of the
/// mesh's own degree: with any function e that is 1 on a terminal and 0 on the others, the
/// enriched solution has the same current, but the solution on the mesh has not, and its
/// error is that of the number which the summary states. Collective.
/// @throws std::runtime_error for a ratio whose denominator is zero
QuantityDerivative quantity_derivative(const Quantity &quantity,
                                       const Case &input,
                                       const EnrichedSolution &enriched,
                                       const AdjointProblem &problem);

} // namespace kelvolt

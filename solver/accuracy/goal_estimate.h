#pragma once

#include "accuracy/edge_safety.h"
#include "accuracy/enriched_solution.h"
#include "accuracy/error_estimate.h"
#include "case/case.h"
#include "results/sensitivity.h"

#include <vector>

namespace kelvolt
{

/// What one mesh and one adjoint solution tell of one quantity.
struct GoalEstimate
{
  ErrorContributions error;
  /// What the quantity at the enriched solution lacks for want of iterations there, by the
  /// adjoint: the sum is wrong by the product of both errors only.
  double correction = 0.;
  CellIndicators indicators; ///< of this rank's cells
  LeftOut left_out;          ///< by the edges; not set by the functions below
  FieldPair solution;        ///< of the adjoint problem
  std::vector<Sensitivity> sensitivities;
  AdjointReport coarse_adjoint, adjoint;
};

/// The adjoint solution starts from that of the mesh's own degree: what counts for the
/// estimate is only what one degree more adds to it, since R(u_h) vanishes on the rest.
/// That is a small part of the whole, which iterations from zero would not see in time.
/// @param coarse enriched.make_coarse_adjoint() @param problem enriched.make_adjoint()
/// Collective.
/// @throws std::runtime_error if the adjoint problem does not converge
GoalEstimate estimate_goal(const Quantity &of,
                           const Case &input,
                           const EnrichedSolution &enriched,
                           AdjointProblem &coarse,
                           AdjointProblem &problem,
                           const MaterialTable &materials);

/// The same with more degrees, without sensitivities: the adjoint solution starts from that
/// of fewer degrees, which an earlier estimate found.
/// @param fewer of which that is the estimate. Collective.
GoalEstimate estimate_goal_again(const Quantity &of,
                                 const Case &input,
                                 const EnrichedSolution &enriched,
                                 AdjointProblem &problem,
                                 const EnrichedSolution &fewer,
                                 const GoalEstimate &earlier);

} // namespace kelvolt

#pragma once

#include "accuracy/enriched_solution.h"
#include "accuracy/error_estimate.h"
#include "accuracy/sensitivity.h"
#include "accuracy/slab_marking.h"
#include "case/case.h"

#include <vector>

namespace kelvolt
{

/// What one mesh and one adjoint solution tell of one quantity.
struct GoalEstimate
{
  ErrorContributions error;
  PerSlab<double> indicators; ///< see slab_indicators()
  std::vector<Sensitivity> sensitivities;
  AdjointReport adjoint;
};

/// @param problem enriched.make_adjoint()
/// @param planes [m] those of the mesh. Collective.
/// @throws std::runtime_error if the adjoint problem does not converge
GoalEstimate estimate_goal(const Quantity &of,
                           const Case &input,
                           const EnrichedSolution &enriched,
                           AdjointProblem &problem,
                           const MaterialTable &materials,
                           const PerSlab<double> &planes);

} // namespace kelvolt

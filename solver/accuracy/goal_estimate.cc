#include "accuracy/goal_estimate.h"

#include "accuracy/quantity_derivative.h"
#include "accuracy/sensitivities.h"

namespace kelvolt
{
namespace
{

/// To which the residuals of the adjoint problem of the mesh's own degree fall.
constexpr double coarse_tolerance = 1e-3;
/// To which those that are left for one degree more fall: a share of the estimate.
constexpr double adjoint_tolerance = 0.02;

} // namespace

GoalEstimate estimate_goal(const Quantity &of,
                           const Case &input,
                           const EnrichedSolution &enriched,
                           AdjointProblem &coarse,
                           AdjointProblem &problem,
                           const MaterialTable &materials,
                           const PerSlab<double> &planes)
{
  const QuantityDerivative derivative = quantity_derivative(of, input, enriched, problem);
  const AdjointSolution on_mesh =
      coarse.solve(enriched.restrict_to_coarse(derivative.load), coarse_tolerance);
  const FieldPair start = enriched.raise(on_mesh.z);
  const AdjointSolution adjoint = problem.solve(derivative.load, adjoint_tolerance, &start);
  GoalEstimate result;
  result.error = weigh_residual(enriched.residual(), adjoint.z);
  result.correction = weigh_residual(enriched.remaining_residual(), adjoint.z).sum();
  result.indicators =
      slab_indicators(enriched, problem, derivative.test(adjoint.z), planes);
  result.sensitivities = sensitivities(input, problem, derivative, adjoint.z, materials);
  result.coarse_adjoint = on_mesh.report;
  result.adjoint = adjoint.report;
  return result;
}

} // namespace kelvolt

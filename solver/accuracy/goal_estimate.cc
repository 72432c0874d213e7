#include "accuracy/goal_estimate.h"

#include "accuracy/quantity_derivative.h"
#include "accuracy/sensitivities.h"

namespace kelvolt
{
namespace
{

/// To which the residuals of the adjoint problem fall: a share of the estimate; for
/// sensitivities to one percent.
constexpr double adjoint_tolerance = 0.01;

} // namespace

GoalEstimate estimate_goal(const Quantity &of,
                           const Case &input,
                           const EnrichedSolution &enriched,
                           AdjointProblem &problem,
                           const MaterialTable &materials,
                           const PerSlab<double> &planes)
{
  const QuantityDerivative derivative = quantity_derivative(of, input, enriched, problem);
  const AdjointSolution adjoint = problem.solve(derivative.load, adjoint_tolerance);
  GoalEstimate result;
  result.error = weigh_residual(enriched, adjoint.z);
  result.indicators =
      slab_indicators(enriched, problem, derivative.test(adjoint.z), planes);
  result.sensitivities = sensitivities(input, problem, derivative, adjoint.z, materials);
  result.adjoint = adjoint.report;
  return result;
}

} // namespace kelvolt

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
/// The same where the start is that of fewer degrees: a share of what these lack.
constexpr double second_adjoint_tolerance = 0.1;

GoalEstimate weigh(const EnrichedSolution &enriched,
                   const AdjointProblem &problem,
                   const QuantityDerivative &derivative,
                   AdjointSolution adjoint)
{
  GoalEstimate result;
  result.error = weigh_residual(enriched.residual(), adjoint.z);
  result.correction = weigh_residual(enriched.remaining_residual(), adjoint.z).sum();
  result.indicators = cell_indicators(enriched, problem, derivative.test(adjoint.z));
  result.adjoint = adjoint.report;
  result.solution = std::move(adjoint.z);
  return result;
}

} // namespace

GoalEstimate estimate_goal(const Quantity &of,
                           const Case &input,
                           const EnrichedSolution &enriched,
                           AdjointProblem &coarse,
                           AdjointProblem &problem,
                           const MaterialTable &materials)
{
  const QuantityDerivative derivative = quantity_derivative(of, input, enriched, problem);
  const AdjointSolution on_mesh =
      coarse.solve(enriched.restrict_to_coarse(derivative.load), coarse_tolerance);
  const FieldPair start = enriched.raise(on_mesh.z);
  GoalEstimate result = weigh(enriched,
                              problem,
                              derivative,
                              problem.solve(derivative.load, adjoint_tolerance, &start));
  result.sensitivities =
      sensitivities(input, problem, derivative, result.solution, materials);
  result.coarse_adjoint = on_mesh.report;
  return result;
}

GoalEstimate estimate_goal_again(const Quantity &of,
                                 const Case &input,
                                 const EnrichedSolution &enriched,
                                 AdjointProblem &problem,
                                 const EnrichedSolution &fewer,
                                 const GoalEstimate &earlier)
{
  const QuantityDerivative derivative = quantity_derivative(of, input, enriched, problem);
  const FieldPair start = enriched.raise(earlier.solution, fewer);
  return weigh(enriched,
               problem,
               derivative,
               problem.solve(derivative.load, second_adjoint_tolerance, &start));
}

} // namespace kelvolt

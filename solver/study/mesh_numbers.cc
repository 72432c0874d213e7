#include "study/mesh_numbers.h"

#include "accuracy/bent_laws.h"
#include "accuracy/edge_safety.h"
#include "accuracy/enriched_solution.h"
#include "mesh/blind_slabs.h"
#include "results/number_errors.h"
#include "results/result_schema.h"
#include "study/heat_taken.h"
#include "study/local_bars.h"
#include "study/second_look.h"
#include "study/steady.h"
#include "study/summarize.h"
#include "study/summarize_currents.h"
#include "study/undershoot.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace kelvolt
{
namespace
{

using Use = EnrichedSolution::Use;

/// Of solutions that are found by loose steps, only for error bars.
constexpr double largest_enriched_imbalance = 1e-3;
/// On meshes of more than second_look_unknowns the last one is estimated with two degrees
/// added only where one degree may have overlooked more than this share of the bar.
constexpr double overlooked_share = 0.25;

/// A bound of every temperature from below [K]; minus infinity if there is none.
double coldest_surroundings(const Case &input, const MeshSolution &solution)
{
  return takes_heat_away(input) ? -std::numeric_limits<double>::infinity()
                                : solution.thermal.lowest_reference();
}

/// Of u_+, before its adjoint problem is made.
Summary
numbers_of(const Case &input, EnrichedSolution &enriched, const MeshSolution &solution)
{
  Summary numbers = summarize(input,
                              enriched.electric(),
                              enriched.thermal(),
                              solution.materials,
                              enriched.coupled());
  add_part_currents(input,
                    enriched.electric(),
                    solution.mesh,
                    solution.conductors.conducting(),
                    largest_enriched_imbalance,
                    numbers);
  return numbers;
}

/// What an enriched solution says of the goals.
struct Estimates
{
  std::vector<GoalEstimate> goals;
  /// By how much its change understates errors of all numbers that are no goal.
  double numbers_safety = 0.;
  LeftOut of_fields; ///< likewise, of the fields' energies; of two degrees
};

/// @param parts of the solution, in the order of the case
EdgeSafety edge_safety(const Case &solved,
                       const PartLayout &layout,
                       const MeshSolution &solution,
                       const std::vector<PartSummary> &parts)
{
  std::vector<double> T;
  T.reserve(parts.size());
  for (const PartSummary &part : parts)
    T.push_back(part.max_temperature.value);
  const MaterialTable &materials = solution.materials;
  std::optional<SingularEdges> potential;
  if (solution.electric)
    potential = SingularEdges::of_potential(
        solved, layout, materials, solution.conductors.conducting(), T);
  return {SingularEdges::of_temperature(solved, layout, materials, T),
          std::move(potential),
          solved.mesh.degree};
}

/// @param added degrees
void weigh_edges(const EdgeSafety &edges,
                 const EnrichedSolution &enriched,
                 const AdjointProblem &problem,
                 unsigned int added,
                 Estimates &estimates)
{
  const MPI_Comm communicator = problem.thermal().field().communicator();
  for (GoalEstimate &goal : estimates.goals)
    goal.left_out = edges.left_out_of(communicator, goal.indicators, added);
  CellIndicators energies;
  if (!edges.is_plain() || added > 1)
    energies = cell_indicators(enriched, problem, enriched.solution());
  estimates.numbers_safety = edges.of_fields(communicator, energies, added);
  estimates.of_fields = edges.left_out_of(communicator, energies, added);
}

/// The enriched problems hold u_+ no more from then on.
Estimates estimate_goals(StudyRun &run,
                         const MeshSolution &solution,
                         const EdgeSafety &edges,
                         EnrichedSolution &enriched)
{
  AdjointProblem coarse = enriched.make_coarse_adjoint(), problem = enriched.make_adjoint();
  Estimates estimates;
  for (const Accuracy &goal : run.input.accuracy)
  {
    const Profile::Phase phase(run.profile, goal.of.text());
    estimates.goals.push_back(
        estimate_goal(goal.of, run.input, enriched, coarse, problem, solution.materials));
    const AdjointReport &on_mesh = estimates.goals.back().coarse_adjoint,
                        &adjoint = estimates.goals.back().adjoint;
    run.log.detail(fmt::format("  adjoint of {}: {} steps with CG {} + {}, one degree up "
                               "{} with {} + {}",
                               goal.of.text(),
                               on_mesh.iterations,
                               on_mesh.electric_iterations,
                               on_mesh.thermal_iterations,
                               adjoint.iterations,
                               adjoint.electric_iterations,
                               adjoint.thermal_iterations));
  }
  weigh_edges(edges, enriched, problem, 1, estimates);
  return estimates;
}

void log_goals(RunLog &log,
               const std::vector<AccuracySummary> &goals,
               const std::vector<GoalRecord> &records)
{
  for (std::size_t i = 0; i < goals.size(); ++i)
    log.detail(fmt::format("  {} = {:.8g} +- {:.2g} {}{} (on the mesh {:.8g}; potential "
                           "{:+.2g}, temperature {:+.2g}, both {:+.2g})",
                           goals[i].of,
                           goals[i].value,
                           goals[i].estimated,
                           goals[i].unit,
                           goals[i].reliable ? "" : ", not yet reliable",
                           records[i].asked.value,
                           goals[i].electric,
                           goals[i].thermal,
                           records[i].asked.change));
}

/// Per goal.
std::vector<PerSlab<double>> slabs_of(const std::vector<GoalEstimate> &estimates,
                                      const MeshSolution &solution)
{
  std::vector<PerSlab<double>> slabs;
  slabs.reserve(estimates.size());
  for (const GoalEstimate &estimate : estimates)
    slabs.push_back(slab_indicators(solution.thermal.field().communicator(),
                                    estimate.indicators,
                                    solution.mesh.planes));
  return slabs;
}

/// Per goal, in its unit.
void add_bent_laws(const BentLaws &laws,
                   const MeshSolution &solution,
                   const std::vector<AccuracySummary> &goals,
                   std::vector<PerSlab<double>> &indicators)
{
  const ScalarField &field = solution.thermal.field();
  const PerSlab<double> shares = slab_indicators(
      field.communicator(), indicators_of(laws, field), solution.mesh.planes);
  for (std::size_t i = 0; i < goals.size(); ++i)
    for (std::size_t axis = 0; axis < shares.size(); ++axis)
      for (std::size_t slab = 0; slab < shares[axis].size(); ++slab)
        indicators[i][axis][slab] += goals[i].scale * shares[axis][slab];
}

/// Whether one degree more may have overlooked too much of a bar, by the cells' widths.
bool overlooks(StudyRun &run,
               const MeshSolution &solution,
               const std::vector<PerSlab<double>> &indicators,
               const std::vector<AccuracySummary> &goals)
{
  for (std::size_t i = 0; i < goals.size(); ++i)
  {
    const double blind =
        blind_indicator(solution.mesh.planes, indicators[i], run.input.mesh.degree);
    run.log.detail(
        fmt::format("  {} may overlook {:.2g} {}", goals[i].of, blind, goals[i].unit));
    if (blind > overlooked_share * goals[i].estimated)
      return true;
  }
  return false;
}

/// Before goals count as met; and on a small first mesh, where it is cheap, to see whether
/// one degree may be relied upon.
bool is_worth_a_second_look(StudyRun &run,
                            const MeshSolution &solution,
                            const std::vector<PerSlab<double>> &indicators,
                            const Goals &goals,
                            const MeshNumbers &numbers)
{
  const bool small = solution.n_dofs() <= second_look_unknowns;
  const std::vector<AccuracySummary> &stated = numbers.summary.goals;
  if (!goals.may_be_met(numbers.goals, stated))
    return small && goals.correct() &&
           (goals.have_one_opinion() || goals.doubt_one_degree());
  return small || goals.doubt_one_degree() || overlooks(run, solution, indicators, stated);
}

/// Gives all numbers their bars and corrects them; goals come later.
/// @param safety see EdgeSafety
void state_numbers(const Summary &enriched,
                   double safety,
                   const Goals &goals,
                   Summary &summary)
{
  const double open = goals.iteration_error();
  add_number_errors(enriched, safety, open, summary.rise, summary);
  if (goals.correct())
    correct_numbers(enriched, safety, open, summary.rise, summary);
}

/// What one degree added has shown.
struct FirstLook
{
  const EdgeSafety &edges;
  const EnrichedSolution &enriched;
  const std::vector<GoalEstimate> &estimates;
};

/// Replaces the numbers' errors by those that two degrees added show, where larger.
/// @return the estimates with two degrees added
std::vector<GoalEstimate> look_again(StudyRun &run,
                                     MeshSolution &solution,
                                     const FirstLook &first,
                                     Goals &goals,
                                     MeshNumbers &numbers)
{
  const auto &[edges, enriched, estimates] = first;
  const Profile::Phase phase(run.profile, "two degrees added");
  EnrichedSolution more(solution.grid,
                        run.solved,
                        solution.conductors,
                        solution.problem(),
                        Use::tells_errors,
                        {2, &enriched});
  const Summary better = numbers_of(run.input, more, solution);
  Summary &summary = numbers.summary;
  const double coldest = coldest_surroundings(run.input, solution);
  AdjointProblem problem = more.make_adjoint();
  run.log.detail("  with two degrees added:");
  Estimates second;
  for (std::size_t i = 0; i < estimates.size(); ++i)
    second.goals.push_back(estimate_goal_again(
        run.input.accuracy[i].of, run.input, more, problem, enriched, estimates[i]));
  weigh_edges(edges, more, problem, 2, second);
  add_second_look(better,
                  {second.numbers_safety,
                   std::max(second.of_fields.electric, second.of_fields.thermal),
                   second.of_fields.margin,
                   run.solved.mesh.degree},
                  goals.iteration_error(),
                  summary.rise,
                  summary);
  widen_local_bars(run.input, edges, more, 2, summary);
  cover_undershoot(coldest, summary);
  numbers.goals =
      goals.state_again(second.goals, numbers.on_mesh, better, coldest, summary);
  log_goals(run.log, summary.goals, numbers.goals);
  return std::move(second.goals);
}

} // namespace

Summary numbers_of(const Case &input, const MeshSolution &solution)
{
  Summary numbers = summarize(input,
                              solution.electric.get(),
                              solution.thermal,
                              solution.materials,
                              solution.coupled);
  add_part_currents(input,
                    solution.electric.get(),
                    solution.mesh,
                    solution.conductors.conducting(),
                    largest_imbalance,
                    numbers);
  numbers.rise = solution.thermal.rise();
  return numbers;
}

MeshNumbers estimate_numbers(StudyRun &run, MeshSolution &solution, Goals &goals)
{
  const Profile::Phase phase(run.profile, "error estimate");
  const Stopwatch watch;
  solution.release_matrices();
  const BentLaws laws =
      bent_laws(solution.materials, solution.thermal, solution.conductors.conducting());
  goals.take_bent_laws(laws.share);
  EnrichedSolution enriched = in_phase(
      run.profile,
      "enriched solution",
      [&]
      {
        return EnrichedSolution(solution.grid,
                                run.solved,
                                solution.conductors,
                                solution.problem(),
                                goals.correct() ? Use::states_numbers : Use::tells_errors,
                                {});
      });
  const CouplingReport &correction = enriched.coupled().report;
  run.log.detail(fmt::format("  estimate: {} steps with CG {} + {}",
                             correction.steps.size(),
                             correction.electric_iterations,
                             correction.thermal_iterations));
  const Summary better = numbers_of(run.input, enriched, solution);
  MeshNumbers numbers;
  Summary &summary = numbers.summary = numbers_of(run.input, solution);
  const EdgeSafety edges =
      edge_safety(run.solved, run.layout, solution, numbers.summary.parts);
  const Estimates estimates = estimate_goals(run, solution, edges, enriched);

  const double coldest = coldest_surroundings(run.input, solution);
  numbers.on_mesh = summary;
  state_numbers(better, estimates.numbers_safety, goals, summary);
  widen_local_bars(run.input, edges, enriched, 1, summary);
  cover_undershoot(coldest, summary);
  numbers.goals = goals.state(estimates.goals, numbers.on_mesh, better, coldest, summary);
  log_goals(run.log, summary.goals, numbers.goals);
  std::vector<PerSlab<double>> indicators = slabs_of(estimates.goals, solution);
  if (is_worth_a_second_look(run, solution, indicators, goals, numbers))
    indicators = slabs_of(
        look_again(run, solution, {edges, enriched, estimates.goals}, goals, numbers),
        solution);
  if (!all_met(summary.goals)) // whatever was said before the second look
    summary.status = result_schema::accuracy_not_met;
  add_bent_laws(laws, solution, summary.goals, indicators);
  numbers.indicators = unmet_indicators(indicators, summary.goals);
  run.cost.seconds.estimate += watch.seconds();
  return numbers;
}

} // namespace kelvolt

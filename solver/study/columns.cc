#include "study/columns.h"

#include "checks/check_column_layout.h"
#include "mesh/column_mesh.h"
#include "mesh/merged_edges.h"
#include "results/result_schema.h"
#include "run/collective_error.h"
#include "study/column_numbers.h"
#include "study/conclusion.h"
#include "study/refinement.h"
#include "study/summarize.h"
#include "study/thermal_resistance.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/mpi.templates.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace kelvolt
{

namespace
{

/// The first mesh, made by one rank, and the same on all; judged. Collective.
ColumnMesh first_mesh_on_all_ranks(StudyRun &run)
{
  const Profile::Phase phase(run.profile, "first mesh");
  const Stopwatch watch;
  std::string triangles;
  std::vector<double> numbers; // heights, and what was straightened
  std::string merged;
  const auto make = [&]
  {
    if (dealii::Utilities::MPI::this_mpi_process(run.communicator) != 0)
      return;
    const ColumnMesh mesh = first_columns(run.input);
    std::ostringstream text;
    write(text, mesh.layout.plane);
    triangles = text.str();
    numbers = mesh.layout.z;
    numbers.push_back(mesh.straightened.sides);
    numbers.push_back(mesh.straightened.area);
    merged = merging_warning(run.input, mesh.shift);
  };
  run_on_all_ranks(run.communicator, make);
  triangles = dealii::Utilities::MPI::broadcast(run.communicator, triangles);
  numbers = dealii::Utilities::MPI::broadcast(run.communicator, numbers);
  merged = dealii::Utilities::MPI::broadcast(run.communicator, merged);
  ColumnMesh result;
  result.straightened.area = numbers.back();
  result.straightened.sides = static_cast<unsigned int>(numbers[numbers.size() - 2]);
  numbers.resize(numbers.size() - 2);
  std::istringstream text(triangles);
  result.layout = make_column_layout(
      run.input.parts, read_plane_mesh(text), std::move(numbers), run.input.patches);
  if (auto faults = check_column_layout(run.input, run.library, result.layout);
      !faults.empty())
    throw InputError(std::move(faults));
  if (!merged.empty())
    run.log.warning(merged);
  run.cost.seconds.mesh += watch.seconds();
  return result;
}

/// What the solution on one mesh took.
struct Effort
{
  unsigned int steps = 0, linear_iterations = 0;
};

Effort solve_on_mesh(StudyRun &run, ColumnState &state)
{
  const Profile::Phase phase(run.profile, "temperature");
  const Stopwatch watch;
  Effort effort;
  CouplingTolerance tolerance;
  tolerance.imbalance = 1e-9;
  // The cycle of columns makes that cheap, and balances close.
  tolerance.linear = tolerance.linear_electric = 1e-12;
  tolerance.trusts_linear_solve = true;
  state.solve(tolerance,
              [&](const CouplingStep &step)
              {
                const int iterations = step.electric_iterations + step.thermal_iterations;
                effort.steps += 1;
                effort.linear_iterations += iterations;
                run.log.detail(
                    fmt::format("  step {}: change {:.2g} K, imbalance {:.1e}, CG {}",
                                step.iteration,
                                step.change,
                                step.heat_imbalance,
                                iterations));
              });
  run.cost.seconds.solve += watch.seconds();
  return effort;
}

CycleRecord record(StudyRun &run,
                   const ColumnHeat &heat,
                   const Effort &effort,
                   const ColumnMeshNumbers &numbers)
{
  CycleRecord record;
  record.cells = filled_cells(heat.field().layout());
  record.dofs = heat.field().n_dofs();
  record.max_temperature = numbers.summary.max_temperature.value;
  record.goals = numbers.goals;
  record.nonlinear_iterations = effort.steps;
  record.linear_iterations = effort.linear_iterations + numbers.linear_iterations;
  return counted(run, std::move(record));
}

/// As of boxes, but bars fall little faster than the indicators do: like their power 1.2 to
/// 1.7 where vias leave copper planes.
RefinementGoal step_of_columns(double ratio)
{
  RefinementGoal goal = step_towards_goals(ratio, Goals::Value::corrected);
  goal.share = std::clamp(std::pow(0.8 / ratio, 0.8), 0.1, goal.share);
  return goal;
}

std::optional<ColumnLayout> next_layout(StudyRun &run,
                                        const ColumnLayout &layout,
                                        const ColumnMeshNumbers &numbers,
                                        const std::vector<CycleRecord> &cycles)
{
  if (!may_refine(run, numbers.summary.goals, cycles))
    return std::nullopt;
  const Profile::Phase phase(run.profile, "refinement");
  const double ratio = distance_to_goals(cycles.back().goals, numbers.summary.goals);
  ColumnLayout finer = refined(layout, numbers.indicators, step_of_columns(ratio));
  if (!is_within_budget(run, double(filled_cells(finer)), double(cycles.back().cells)))
    return std::nullopt;
  return finer;
}

/// What was straightened is another package, by an error that no bar counts: then no
/// accuracy is met.
void judge_shape(StudyRun &run, const Straightening &straightened, Summary &summary)
{
  if (straightened.sides == 0)
    return;
  run.log.warning(fmt::format(
      "{} arcs were made straight where they would have folded a triangle over, which "
      "moves "
      "{:.2g} mm2 from one side to the other. The error bars do not count that, so that "
      "the accuracy is not certified; move outlines that nearly touch apart, or let them "
      "meet.",
      straightened.sides,
      straightened.area * 1e6));
  for (AccuracySummary &goal : summary.goals)
    goal.met = goal.reliable = false;
  summary.status = result_schema::accuracy_not_met;
}

void complete_numbers(StudyRun &run, Summary &summary)
{
  audit_or_throw(summary.audit);
  for (const PartSummary &part : summary.parts)
    if (!(part.min_temperature.value >= 0.))
      throw std::runtime_error(fmt::format(
          "The part '{}' would be at {:.4g} K, below absolute zero: check the sign and the "
          "size of heat fluxes and losses.",
          part.name,
          part.min_temperature.value));
  warn_of_melting(run, summary);
  judge_limits(run.input, summary);
  summary.thermal_resistance = thermal_resistance(run.input, summary);
}

} // namespace

ColumnSolution::ColumnSolution(const StudyRun &run, ColumnLayout on)
    : materials(run.solved, run.library), layout(std::move(on)),
      state(layout, run.communicator, run.solved, materials, run.input.mesh.degree)
{
  state.heat.set_profile(run.profile);
}

SteadyResult solve_columns(StudyRun &run)
{
  SteadyResult result;
  Goals goals(run.input);
  ColumnMesh first = first_mesh_on_all_ranks(run);
  std::optional<ColumnLayout> next = std::move(first.layout);
  while (next)
  {
    const std::size_t number = result.cycles.size() + 1;
    const Profile::Phase cycle(run.profile, fmt::format("cycle {}", number));
    result.columns = nullptr; // one mesh at a time: memory
    const auto solution = std::make_shared<ColumnSolution>(run, std::move(*next));
    result.columns = solution;
    ColumnState &state = solution->state;
    const ColumnHeat &heat = state.heat;
    const ColumnLayout &layout = solution->layout;
    run.log.progress().start_mesh(static_cast<double>(heat.field().n_dofs()));
    run.log.detail(fmt::format("Mesh {}: {} columns in {} slabs, {} unknowns",
                               number,
                               layout.n_columns(),
                               layout.n_slabs(),
                               heat.field().n_dofs()));
    const Effort effort = solve_on_mesh(run, state);
    ColumnMeshNumbers numbers = estimate_columns(run, state, solution->materials, goals);
    result.cycles.push_back(record(run, heat, effort, numbers));
    result.summary = std::move(numbers.summary);
    report_progress(run, result.cycles, result.summary.goals);
    numbers.summary.goals = result.summary.goals;
    next = next_layout(run, layout, numbers, result.cycles);
  }
  judge_shape(run, first.straightened, result.summary);
  complete_numbers(run, result.summary);
  state_origin(run, result.summary);
  return result;
}

} // namespace kelvolt

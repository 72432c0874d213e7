#include "study/steady.h"

#include "case/nearest_name.h"
#include "case/part_extent.h"
#include "console/console_units.h"
#include "results/result_schema.h"
#include "run/memory.h"
#include "study/columns.h"
#include "study/conclusion.h"
#include "study/facing_plates.h"
#include "study/kept_mesh.h"
#include "study/kept_records.h"
#include "study/mesh_numbers.h"
#include "study/refinement.h"
#include "study/runaway_search.h"
#include "study/steady_solver.h"
#include "study/summarize.h"
#include "study/summarize_matrices.h"
#include "study/thermal_resistance.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

/// Problems on a mesh that start from the solution on the coarser one, if there is one.
std::unique_ptr<MeshSolution> start_on_mesh(StudyRun &run,
                                            PartLayout mesh,
                                            std::size_t number,
                                            const std::optional<SolutionSnapshot> &coarser)
{
  std::unique_ptr<MeshSolution> solution = set_up_mesh(run, std::move(mesh));
  run.log.detail(
      fmt::format("Mesh {}: {} cells, {} unknowns of temperature, {} of potential",
                  number,
                  solution->n_cells(),
                  solution->thermal.field().n_dofs(),
                  solution->electric ? solution->electric->field().n_dofs() : 0));
  if (coarser)
    coarser->start(*solution);
  return solution;
}

CycleRecord
record_cycle(StudyRun &run, const MeshSolution &solution, const MeshNumbers &numbers)
{
  const CouplingReport &report = solution.coupled.report;
  CycleRecord record;
  record.cells = solution.n_cells();
  record.dofs = solution.n_dofs();
  record.max_temperature = numbers.summary.max_temperature.value;
  record.goals = numbers.goals;
  record.nonlinear_iterations = report.steps.size();
  record.linear_iterations = report.electric_iterations + report.thermal_iterations;
  return counted(run, std::move(record));
}

void add_floating_conductors(RunLog &log,
                             const Case &input,
                             const DrivenConductors &conductors,
                             Summary &summary)
{
  for (const std::vector<int> &island : conductors.floating())
  {
    std::vector<std::string> names, quoted;
    for (const int part : island)
    {
      names.push_back(input.parts[part].name);
      quoted.push_back("'" + names.back() + "'");
    }
    log.warning(
        fmt::format("The conductor of {} touches no terminal: it floats at one potential, "
                    "which nothing determines (0 V is stated), and carries no current.",
                    list_of_names(quoted)));
    summary.floating_conductors.push_back({std::move(names), Number::exact(0.)});
  }
}

/// What is computed once, on the last mesh.
void complete_numbers(StudyRun &run, MeshSolution &solution, Summary &summary)
{
  audit_or_throw(summary.audit);
  if (solution.electric)
    add_floating_conductors(run.log, run.input, solution.conductors, summary);
  warn_of_melting(run, summary);
  if (run.input.output.matrices)
    add_matrices(run.input,
                 solution.electric.get(),
                 solution.thermal,
                 solution.conductors,
                 solution.coupled,
                 summary);
  judge_limits(run.input, summary);
  summary.thermal_resistance = thermal_resistance(run.input, summary);
}

/// See state_origin(); first says what else to mind.
void conclude(StudyRun &run, std::optional<double> loop_gain, Summary &summary)
{
  summary.loop_gain = loop_gain;
  for (std::string &warning : facing_plate_warnings(run.input, run.layout, summary))
    summary.warnings.push_back(std::move(warning));
  state_origin(run, summary);
}

Summary without_steady_state(StudyRun &run, Runaway runaway, bool on_first_mesh)
{
  Summary summary;
  summary.title = run.input.title;
  summary.temperature_unit = ConsoleUnits(run.input).temperature_unit();
  summary.status = result_schema::no_steady_state;
  summary.runaway =
      on_first_mesh ? bracket_on_default_mesh(run, std::move(runaway)) : std::move(runaway);
  return summary;
}

/// The mesh to compute on, and the solution on the one before, if there is one.
struct NextMesh
{
  PartLayout layout;
  std::optional<SolutionSnapshot> coarser;
};

/// The first one, or the one that a run was stopped before.
NextMesh
begin(StudyRun &run, SteadySolver &solver, Goals &goals, std::vector<CycleRecord> &cycles)
{
  const std::optional<Checkpoint> found =
      run.checkpoints ? run.checkpoints->take_found() : std::nullopt;
  if (!found)
    return {first_mesh(run), {}};
  go_on_from(*found, run);
  goals.go_on_from(lists_from(found->numbers.at("bars")));
  for (const double gain : found->numbers.at("loop_gain"))
    solver.know_loop_gain(gain);
  SolutionSnapshot coarser{found->fields.at("temperature"), {}};
  if (const auto potential = found->fields.find("potential");
      potential != found->fields.end())
    coarser.potential = potential->second;
  cycles = cycles_from(found->numbers.at("cycles"));
  run.log.info(fmt::format("The run goes on with mesh {}.", cycles.size() + 1));
  return {kept_next(run, *found), std::move(coarser)};
}

/// If the meshes so far took long enough.
void keep(StudyRun &run,
          const SteadySolver &solver,
          const Goals &goals,
          const std::vector<CycleRecord> &cycles,
          const NextMesh &next)
{
  if (!run.checkpoints || !run.checkpoints->due(worth_keeping))
    return;
  Checkpoint state;
  state.texts["phase"] = "meshes";
  keep_run(run, state);
  keep_next(next.layout, state);
  state.numbers["cycles"] = kept(cycles);
  state.numbers["bars"] = kept(goals.memory());
  state.numbers["loop_gain"] = {};
  if (solver.loop_gain())
    state.numbers["loop_gain"].push_back(*solver.loop_gain());
  state.fields.emplace("temperature", next.coarser->temperature);
  if (next.coarser->potential)
    state.fields.emplace("potential", *next.coarser->potential);
  run.checkpoints->keep(std::move(state));
}

} // namespace

SteadyResult solve_steady(StudyRun &run)
{
  if (is_on_columns(run.input))
    return solve_columns(run);
  SteadyResult result;
  SteadySolver solver(run);
  Goals goals(run.input);
  std::optional<NextMesh> next = begin(run, solver, goals, result.cycles);
  while (next)
  {
    const std::size_t number = result.cycles.size() + 1;
    const Profile::Phase cycle(run.profile, fmt::format("cycle {}", number));
    result.solution = nullptr; // one mesh at a time: memory
    give_back_freed_memory();
    auto problems = start_on_mesh(run, std::move(next->layout), number, next->coarser);
    next.reset();
    SteadyOutcome outcome = solver.solve(std::move(problems));
    if (Runaway *runaway = lost_state(outcome))
    {
      result.summary = without_steady_state(run, std::move(*runaway), number == 1);
      conclude(run, solver.loop_gain(), result.summary);
      return result;
    }
    result.solution = std::get<std::unique_ptr<MeshSolution>>(std::move(outcome));
    goals.take_loop_gain(solver.loop_gain());
    MeshNumbers numbers = estimate_numbers(run, *result.solution, goals);
    result.cycles.push_back(record_cycle(run, *result.solution, numbers));
    result.summary = std::move(numbers.summary);
    report_progress(run, result.cycles, result.summary.goals);
    std::optional<PartLayout> finer = refine(run,
                                             result.solution->mesh,
                                             numbers.indicators,
                                             result.summary.goals,
                                             result.cycles,
                                             Goals::Value::corrected);
    if (!finer)
      break;
    next = NextMesh{std::move(*finer), SolutionSnapshot(*result.solution)};
    keep(run, solver, goals, result.cycles, *next);
  }
  complete_numbers(run, *result.solution, result.summary);
  conclude(run, solver.loop_gain(), result.summary);
  return result;
}

} // namespace kelvolt

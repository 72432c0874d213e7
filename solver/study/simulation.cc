#include "simulation.h"

#include "accuracy/blind_slabs.h"
#include "case/law_out_of_range.h"
#include "case/nearest_name.h"
#include "case/quantity_name.h"
#include "checks/check_duty.h"
#include "console/summary_text.h"
#include "input/resolved_case.h"
#include "layout/conductor_islands.h"
#include "materials/joint_limits.h"
#include "mesh/block_mesh.h"
#include "output/result_fields.h"
#include "results/number_errors.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"
#include "run/collective_error.h"
#include "run/memory.h"
#include "study/facing_plates.h"
#include "study/heat_taken.h"
#include "study/origin.h"
#include "study/summarize.h"
#include "study/summarize_currents.h"
#include "study/summarize_matrices.h"
#include "study/thermal_resistance.h"
#include "study/undershoot.h"
#include "thermal/part_temperatures.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// A run whose balances close worse than this has no answer.
constexpr double largest_imbalance = 1e-6;
/// The solution of one degree more is found by loose steps, and only for error bars.
constexpr double largest_enriched_imbalance = 1e-3;
/// Accuracy of a case that names none, as a fraction of the largest temperature rise.
constexpr double default_accuracy = 5e-3;
/// Rise that counts in a package without heat [K].
constexpr double least_rise = 1e-3;
/// Part of a rise or a current that the iteration may leave open: ten times its tolerance.
constexpr double iteration_error = 1e-7;
/// Cells up to which a case is refined for the accuracy that it names, and for the default
/// one.
constexpr double refinement_budget = 6e5;
constexpr double default_refinement_budget = 1.5e5;
/// Unknowns up to which the last mesh is always estimated with two degrees added: there it
/// takes a second at most. Beyond, only where one degree may have overlooked more than this
/// share of the bar.
constexpr unsigned long long second_look_unknowns = 30000;
constexpr double overlooked_share = 0.25;
/// Cells up to which the drive where the steady state ends is sought on the default mesh,
/// too, and not on the coarse one alone: it takes some ten nonlinear solutions.
constexpr double bracket_budget = 1e4;

/// Wall time after which the drive where the steady state ends is stated as well as it is
/// known by then [s].
constexpr double search_seconds = 120.;

/// No solid stands more [K]: carbon, the last, sublimates at about 3900 K.
constexpr double no_solid = 3900.;

void write_text(const std::string &file, const std::string &text)
{
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream)
    throw std::runtime_error("The file " + file +
                             " could not be written in full; is the disk full?");
}

void audit_or_throw(const Audit &audit)
{
  if (!(audit.relative_imbalance <= largest_imbalance))
    throw std::runtime_error(fmt::format(
        "The heat balance does not close: {:.6g} W of Joule heat and {:.6g} W of other "
        "heat "
        "in, {:.6g} W out (relative imbalance {:.1e}, allowed {:.0e}). The result is not "
        "trustworthy and is not written.",
        audit.joule_heat,
        audit.other_heat,
        audit.heat_out,
        audit.relative_imbalance,
        largest_imbalance));
  if (!(audit.current_imbalance <= largest_imbalance))
    throw std::runtime_error(fmt::format("The currents do not add up to zero (relative "
                                         "imbalance {:.1e}, allowed {:.0e}). The "
                                         "result is not trustworthy and is not written.",
                                         audit.current_imbalance,
                                         largest_imbalance));
}

} // namespace

Simulation::Simulation(MPI_Comm communicator,
                       Case input,
                       MaterialMap library,
                       RunLog &log,
                       Profile *profile)
    : communicator_(communicator), input_(std::move(input)), library_(std::move(library)),
      log_(&log), profile_(profile), layout_(make_part_layout(input_.parts)),
      error_bars_(input_.accuracy.size(), ErrorBar(input_.mesh.degree))
{
  for (const std::string &warning : limit_joints(input_, library_))
    log_->warning(warning);
  const DutyShares shares = duty_shares(input_, library_, layout_);
  for (const std::string &warning : shares.warnings)
    log_->warning(warning);
  solved_ = with_mean_losses(input_, library_, shares);
}

void Simulation::run()
{
  std::optional<PartLayout> mesh = first_mesh();
  while (mesh)
  {
    const Profile::Phase cycle(profile_, fmt::format("cycle {}", cycles_.size() + 1));
    solution_ = nullptr; // one mesh at a time: memory
    solution_ = solve_on_mesh(*mesh);
    if (!solution_)
      return finish(); // no steady state
    const PerSlab<double> indicators = estimate_errors(*solution_);
    mesh = refine(*mesh, indicators);
    if (mesh)
      last_.emplace(*solution_);
  }
  audit_or_throw(summary_.audit);
  add_floating_conductors();
  if (summary_.max_temperature.value > no_solid)
    log_->warning(
        fmt::format("{:.4g} K in '{}': no solid survives that. The numbers follow "
                    "from the case as it stands; check load, units and cooling.",
                    summary_.max_temperature.value,
                    summary_.hottest_part));
  if (input_.output.matrices)
    add_matrices(input_,
                 solution_->electric.get(),
                 solution_->thermal,
                 solution_->conductors,
                 solution_->coupled,
                 summary_);
  judge_limits(input_, summary_);
  summary_.thermal_resistance = thermal_resistance(input_, summary_);
  finish();
}

void Simulation::add_floating_conductors()
{
  if (!solution_->electric)
    return;
  for (const std::vector<int> &island : solution_->conductors.floating())
  {
    std::vector<std::string> names, quoted;
    for (const int part : island)
    {
      names.push_back(input_.parts[part].name);
      quoted.push_back("'" + names.back() + "'");
    }
    log_->warning(
        fmt::format("The conductor of {} touches no terminal: it floats at one potential, "
                    "which nothing determines (0 V is stated), and carries no current.",
                    list_of_names(quoted)));
    summary_.floating_conductors.push_back({std::move(names), 0.});
  }
}

void Simulation::finish()
{
  summary_.loop_gain = loop_gain_;
  summary_.origin = make_origin(input_, library_);
  for (std::string &warning : facing_plate_warnings(input_, layout_, summary_))
    summary_.warnings.push_back(std::move(warning));
  for (const std::string &warning : summary_.warnings)
    log_->warning(warning);
  summary_.warnings = log_->warnings();
  log_->info(summary_text(summary_, ConsoleUnits(input_)));
}

PartLayout Simulation::first_mesh() const
{
  const Profile::Phase phase(profile_, "first mesh");
  return make_block_mesh(sized_for_first_mesh(input_), library_, layout_);
}

std::unique_ptr<MeshSolution> Simulation::set_up_mesh(PartLayout mesh)
{
  Stopwatch watch;
  auto solution = in_phase(profile_,
                           "mesh",
                           [&]
                           {
                             return std::make_unique<MeshSolution>(
                                 communicator_, solved_, library_, std::move(mesh));
                           });
  summary_.cost.seconds.mesh += watch.restart();
  solution->set_profile(profile_);
  if (profile_)
    profile_->set_unknowns(solution->n_dofs());
  log_->progress().start_mesh(solution->n_dofs());
  return solution;
}

void Simulation::solve_or_throw(MeshSolution &solution)
{
  const auto progress = [&](const CouplingStep &step)
  {
    log_->detail(fmt::format(
        "  iteration {:2d}: change {:9.3e} K, imbalance of heat {:.1e}, power {:.1e}, "
        "current {:.1e}; CG {} + {}",
        step.iteration,
        step.change,
        step.heat_imbalance,
        step.power_imbalance,
        step.current_imbalance,
        step.electric_iterations,
        step.thermal_iterations));
    log_->progress().set_change(step.change);
  };
  solution.coupled = solve_coupled(solution.electric.get(),
                                   solution.thermal,
                                   solution.materials,
                                   CouplingTolerance(),
                                   progress);
  log_->progress().set_change({});
  summary_.cost.seconds.assembly += solution.coupled.report.assembly_seconds;
  summary_.cost.seconds.solve += solution.coupled.report.solve_seconds;
  if (loop_gain_ || !has_feedback(solution))
    return;
  // On the first, coarse mesh: the finer ones would pay as much again as for the solution.
  const Profile::Phase phase(profile_, "loop gain");
  Stopwatch watch;
  loop_gain_ =
      loop_gain(*solution.electric, solution.thermal, solution.materials, solution.coupled)
          .gain;
  summary_.cost.seconds.estimate += watch.seconds();
  if (*loop_gain_ >= 1.)
    throw NotConverged(NotConverged::Reason::unstable,
                       fmt::format("The state that the iteration found is not stable: "
                                   "its loop gain is {:.3g}.",
                                   *loop_gain_),
                       solution.coupled.report);
}

std::unique_ptr<MeshSolution> Simulation::solve_on_mesh(PartLayout mesh)
{
  std::unique_ptr<MeshSolution> solution = set_up_mesh(std::move(mesh));
  log_->detail(fmt::format("Mesh {}: {} cells, {} unknowns of temperature, {} of potential",
                           cycles_.size() + 1,
                           solution->n_cells(),
                           solution->thermal.field().n_dofs(),
                           solution->electric ? solution->electric->field().n_dofs() : 0));
  if (last_)
  {
    last_->start(*solution);
    last_.reset();
  }
  if (!has_feedback(*solution))
  {
    solve_above_absolute_zero(*solution);
    return solution;
  }
  const CoupledFields start = present_fields(*solution->electric, solution->thermal);
  std::string failure;
  try
  {
    solve_above_absolute_zero(*solution);
    return solution;
  }
  catch (const NotConverged &error)
  {
    if (error.reason == NotConverged::Reason::not_finite)
      throw;
    failure = error.what();
  }
  catch (const LawOutOfRange &error)
  {
    failure = error.what();
  }
  log_->info(failure);
  const std::vector<PartTemperatures> parts =
      part_temperatures(solution->thermal, input_.parts.size());
  const auto hottest =
      std::max_element(parts.begin(),
                       parts.end(),
                       [](const auto &a, const auto &b) { return a.highest < b.highest; });
  log_->info("The part that was hottest by then: '" +
             input_.parts[hottest - parts.begin()].name + "'.");
  loop_gain_.reset();
  if (follow_drive(*solution, start, {}, failure))
  {
    solve_above_absolute_zero(*solution);
    return solution;
  }
  if (cycles_.empty())
    bracket_on_default_mesh();
  return nullptr;
}

void Simulation::solve_above_absolute_zero(MeshSolution &solution)
{
  const ThermalProblem &thermal = solution.thermal;
  // An undershoot between cold nodes is a matter of the mesh, and of the error bar.
  constexpr double undershoot = 1e-3;
  constexpr double nearly_zero = 1.; // [K]
  std::string reason;
  try
  {
    solve_or_throw(solution);
    if (thermal.lowest_temperature() >= -undershoot * thermal.rise())
      return;
    reason = too_much_heat_taken(input_, thermal);
  }
  catch (const NotConverged &)
  {
    // A law that holds above absolute zero only never lets the iteration pass it.
    if (thermal.lowest_temperature() < nearly_zero)
      reason = too_much_heat_taken(input_, thermal);
    if (reason.empty())
      throw;
  }
  catch (const LawOutOfRange &)
  {
    if (thermal.lowest_temperature() < nearly_zero)
      reason = too_much_heat_taken(input_, thermal);
    if (reason.empty())
      throw;
  }
  throw std::runtime_error(
      "The temperature would fall below absolute zero, so that there is no such steady "
      "state" +
      (reason.empty() ? "." : ": " + reason));
}

bool Simulation::has_feedback(const MeshSolution &solution) const
{
  return solution.electric && conduction_depends_on_temperature(solution.materials);
}

bool Simulation::follow_drive(MeshSolution &solution,
                              const CoupledFields &start,
                              const std::vector<double> &guesses,
                              const std::string &failure)
{
  const Profile::Phase phase(profile_, "largest drive");
  Stopwatch watch;
  log_->info("Following the steady state from small drives upwards:");
  const auto progress = [&](const DriveProbe &probe)
  {
    log_->info(
        fmt::format("  {:.5f} of the drive: {} ({} iterations, imbalance of heat {:.1e})",
                    probe.scale,
                    probe.steady ? "steady" : "no steady state",
                    probe.iterations,
                    probe.least_imbalance));
  };
  ElectricProblem &electric = *solution.electric;
  const std::optional<CriticalDrive> found = find_critical_drive(electric,
                                                                 solution.thermal,
                                                                 solution.materials,
                                                                 start,
                                                                 guesses,
                                                                 search_seconds,
                                                                 progress);
  summary_.cost.seconds.solve += watch.restart();
  if (!found)
    throw std::runtime_error(
        failure + "\nEven a billionth of the drive has no solution: the cause is not the "
                  "feedback between temperature and loss.");
  if (found->reaches_one)
    return true;
  const LoopGain gain =
      loop_gain(electric, solution.thermal, solution.materials, found->state);
  // Short of the end by the width of the bracket the gain is close to 1.
  constexpr double least_gain = 0.5;
  if (gain.gain < least_gain && found->lost_by_rise)
    throw std::runtime_error(fmt::format("Above {:.4g} of the drive the temperature passes "
                                         "{:.0e} K, though the loop gain is "
                                         "only {:.2g} there: no thermal runaway, but a "
                                         "load that is absurd for this package. "
                                         "Check load, units and cooling.",
                                         found->steady,
                                         CouplingTolerance().highest_rise,
                                         gain.gain));
  if (gain.gain < least_gain)
    throw std::runtime_error(fmt::format(
        "{}\nNo solution was found above {:.4g} of the drive either, yet the loop gain is "
        "only {:.2g} there: the cause is not the feedback between temperature and loss.",
        failure,
        found->steady,
        gain.gain));
  const Summary last =
      summarize(input_, &electric, solution.thermal, solution.materials, found->state);
  summary_.status = result_schema::no_steady_state;
  summary_.title = input_.title;
  summary_.version = KELVOLT_VERSION;
  summary_.runaway = summarize_runaway(input_, *found, gain, solution.materials, last);
  Cost &cost = summary_.cost;
  cost.ranks = dealii::Utilities::MPI::n_mpi_processes(communicator_);
  cost.cells = summary_.runaway->cells = solution.n_cells();
  cost.dofs = solution.n_dofs();
  cost.seconds.estimate += watch.seconds();
  return false;
}

void Simulation::bracket_on_default_mesh()
{
  if (block_mesh_cells(input_, library_, layout_) >
      std::min(bracket_budget, input_.mesh.max_cells))
    return;
  const Runaway coarse = *summary_.runaway;
  std::unique_ptr<MeshSolution> solution =
      set_up_mesh(make_block_mesh(input_, library_, layout_));
  log_->info(fmt::format("The same on a mesh of {} cells.", solution->n_cells()));
  const CoupledFields start = present_fields(*solution->electric, solution->thermal);
  if (follow_drive(*solution,
                   start,
                   {0.8 * coarse.steady_scale,
                    coarse.steady_scale * (1. - critical_drive_width),
                    coarse.lost_scale * (1. + critical_drive_width)},
                   "The coupled iteration did not converge."))
    throw std::runtime_error(
        "The drive is so close to the largest one with a steady state that a coarse and a "
        "finer mesh disagree on whether there is one. The result is not trustworthy and is "
        "not written.");
}

PerSlab<double> Simulation::estimate_errors(MeshSolution &solution)
{
  const Profile::Phase phase(profile_, "error estimate");
  Stopwatch watch;
  EnrichedSolution enriched = in_phase(profile_,
                                       "enriched solution",
                                       [&]
                                       {
                                         return EnrichedSolution(solution.grid,
                                                                 solved_,
                                                                 solution.conductors,
                                                                 solution.materials,
                                                                 solution.electric.get(),
                                                                 solution.thermal);
                                       });
  Summary better = summarize(input_,
                             enriched.electric(),
                             enriched.thermal(),
                             solution.materials,
                             enriched.coupled());
  add_part_currents(input_,
                    enriched.electric(),
                    solution.mesh,
                    solution.conductors.conducting(),
                    largest_enriched_imbalance,
                    better);
  const CouplingReport &correction = enriched.coupled().report;
  log_->detail(fmt::format("  estimate: {} steps with CG {} + {}",
                           correction.steps.size(),
                           correction.electric_iterations,
                           correction.thermal_iterations));
  AdjointProblem coarse = enriched.make_coarse_adjoint(), problem = enriched.make_adjoint();
  std::vector<GoalEstimate> estimates;
  for (const Accuracy &goal : input_.accuracy)
  {
    const Profile::Phase goal_phase(profile_, goal.of.text());
    estimates.push_back(estimate_goal(goal.of,
                                      input_,
                                      enriched,
                                      coarse,
                                      problem,
                                      solution.materials,
                                      solution.mesh.planes));
    const AdjointReport &on_mesh = estimates.back().coarse_adjoint,
                        &adjoint = estimates.back().adjoint;
    log_->detail(fmt::format("  adjoint of {}: {} steps with CG {} + {}, one degree up {} "
                             "with {} + {}",
                             goal.of.text(),
                             on_mesh.iterations,
                             on_mesh.electric_iterations,
                             on_mesh.thermal_iterations,
                             adjoint.iterations,
                             adjoint.electric_iterations,
                             adjoint.thermal_iterations));
  }
  record_cycle(solution, better, estimates);
  if (goals_met() && is_worth_a_second_look(solution, estimates))
    estimates = look_again(solution, enriched, estimates);
  report_progress();
  summary_.cost.seconds.estimate += watch.seconds();
  return unmet_indicators(estimates);
}

bool Simulation::is_worth_a_second_look(const MeshSolution &solution,
                                        const std::vector<GoalEstimate> &estimates) const
{
  if (solution.n_dofs() <= second_look_unknowns)
    return true;
  for (std::size_t i = 0; i < estimates.size(); ++i)
  {
    const double blind =
        blind_indicator(solution.mesh.planes, estimates[i].indicators, input_.mesh.degree);
    log_->detail(fmt::format("  {} may overlook {:.2g} {}",
                             summary_.goals[i].of,
                             blind,
                             summary_.goals[i].unit));
    if (blind > overlooked_share * summary_.goals[i].estimated)
      return true;
  }
  return false;
}

std::vector<GoalEstimate> Simulation::look_again(MeshSolution &solution,
                                                 const EnrichedSolution &enriched,
                                                 const std::vector<GoalEstimate> &estimates)
{
  const Profile::Phase phase(profile_, "two degrees added");
  EnrichedSolution more(solution.grid,
                        input_,
                        solution.conductors,
                        solution.materials,
                        solution.electric.get(),
                        solution.thermal,
                        2,
                        &enriched);
  Summary better = summarize(
      input_, more.electric(), more.thermal(), solution.materials, more.coupled());
  add_part_currents(input_,
                    more.electric(),
                    solution.mesh,
                    solution.conductors.conducting(),
                    largest_enriched_imbalance,
                    better);
  const double rise = solution.thermal.rise();
  const double coldest = coldest_surroundings(solution);
  add_number_errors(
      better, enrichment_safety(input_.mesh.degree, 2), iteration_error, rise, summary_);
  cover_undershoot(coldest, summary_);
  AdjointProblem problem = more.make_adjoint();
  log_->detail("  with two degrees added:");
  std::vector<GoalEstimate> second;
  std::vector<AccuracySummary> stated;
  stated.swap(summary_.goals);
  for (std::size_t i = 0; i < estimates.size(); ++i)
  {
    const Accuracy &goal = input_.accuracy[i];
    second.push_back(estimate_goal_again(
        goal.of, input_, more, problem, solution.mesh.planes, enriched, estimates[i]));
    GoalRecord &record = cycles_.back().goals[i];
    record.asked = mesh_estimate(i, second.back(), better, summary_, rise);
    error_bars_[i].add_second(record.asked);
    record.error = stated_error(i, record.asked.value, coldest);
    record.reliable = error_bars_[i].reliable();
    state_goal(goal, record, rise, summary_);
    summary_.goals.back().sensitivities = std::move(stated[i].sensitivities);
  }
  return second;
}

MeshEstimate Simulation::mesh_estimate(std::size_t goal,
                                       const GoalEstimate &estimate,
                                       const Summary &enriched,
                                       const Summary &summary,
                                       double rise) const
{
  const Quantity &of = input_.accuracy[goal].of;
  const double value = value_of(of, summary);
  return {value,
          value_of(of, enriched) + estimate.correction - value,
          estimate.error.electric,
          estimate.error.thermal,
          iteration_error * scale_of(of, summary, rise)};
}

double Simulation::coldest_surroundings(const MeshSolution &solution) const
{
  return takes_heat_away(input_) ? -std::numeric_limits<double>::infinity()
                                 : solution.thermal.lowest_reference();
}

double Simulation::stated_error(std::size_t goal, double value, double coldest) const
{
  const double error = error_bars_[goal].error();
  return is_temperature(input_.accuracy[goal].of) ? std::max(error, coldest - value)
                                                  : error;
}

bool Simulation::goals_met() const
{
  return std::all_of(summary_.goals.begin(),
                     summary_.goals.end(),
                     [](const AccuracySummary &goal) { return goal.met; });
}

void Simulation::record_cycle(const MeshSolution &solution,
                              const Summary &enriched,
                              const std::vector<GoalEstimate> &estimates)
{
  Summary summary = summarize(input_,
                              solution.electric.get(),
                              solution.thermal,
                              solution.materials,
                              solution.coupled);
  add_part_currents(input_,
                    solution.electric.get(),
                    solution.mesh,
                    solution.conductors.conducting(),
                    largest_imbalance,
                    summary);
  const double rise = summary.rise = solution.thermal.rise();
  const double coldest = coldest_surroundings(solution);
  add_number_errors(
      enriched, enrichment_safety(input_.mesh.degree), iteration_error, rise, summary);
  cover_undershoot(coldest, summary);
  summary.cost = summary_.cost;
  summary.version = KELVOLT_VERSION;

  const CouplingReport &report = solution.coupled.report;
  CycleRecord record;
  record.cells = solution.n_cells();
  record.dofs = solution.n_dofs();
  record.max_temperature = summary.max_temperature.value;
  for (std::size_t i = 0; i < estimates.size(); ++i)
  {
    GoalRecord goal;
    goal.asked = mesh_estimate(i, estimates[i], enriched, summary, rise);
    error_bars_[i].add(goal.asked);
    goal.error = stated_error(i, goal.asked.value, coldest);
    goal.reliable = error_bars_[i].reliable();
    state_goal(input_.accuracy[i], goal, rise, summary);
    summary.goals.back().sensitivities = estimates[i].sensitivities;
    record.goals.push_back(goal);
  }
  record.nonlinear_iterations = report.steps.size();
  record.linear_iterations = report.electric_iterations + report.thermal_iterations;
  record.seconds = total_.seconds();
  cycles_.push_back(record);

  Cost &cost = summary.cost;
  cost.ranks = dealii::Utilities::MPI::n_mpi_processes(communicator_);
  cost.cells = record.cells;
  cost.dofs = record.dofs;
  cost.cycles = cycles_.size();
  cost.nonlinear_iterations += record.nonlinear_iterations;
  cost.linear_iterations += record.linear_iterations;
  summary_ = std::move(summary);
}

void Simulation::state_goal(const Accuracy &asked,
                            const GoalRecord &record,
                            double rise,
                            Summary &summary) const
{
  AccuracySummary goal;
  goal.of = asked.of.text();
  goal.unit = difference_dimension(asked.of).unit;
  goal.value = record.asked.value;
  goal.requested = asked.within.value_or(
      default_accuracy *
      (is_temperature(asked.of) ? std::max(rise, least_rise) : size_of(asked.of, summary)));
  goal.estimated = record.error;
  goal.electric = record.asked.electric;
  goal.thermal = record.asked.thermal;
  goal.reliable = record.reliable;
  goal.scale = scale_of(asked.of, summary, rise);
  goal.met = record.reliable && record.error <= goal.requested;
  if (!goal.met)
    summary.status = result_schema::accuracy_not_met;
  state_error(asked.of, record.error, summary);
  log_->detail(fmt::format("  {} = {:.8g} +- {:.2g} {}{} (potential {:+.2g}, temperature "
                           "{:+.2g}, both {:+.2g})",
                           goal.of,
                           goal.value,
                           goal.estimated,
                           goal.unit,
                           goal.reliable ? "" : ", not yet reliable",
                           goal.electric,
                           goal.thermal,
                           record.asked.change));
  summary.goals.push_back(std::move(goal));
}

PerSlab<double>
Simulation::unmet_indicators(const std::vector<GoalEstimate> &estimates) const
{
  PerSlab<double> sum;
  for (std::size_t axis = 0; axis < sum.size(); ++axis)
  {
    sum[axis].resize(estimates.front().indicators[axis].size(), 0.);
    for (std::size_t goal = 0; goal < estimates.size(); ++goal)
      if (!summary_.goals[goal].met)
        for (std::size_t i = 0; i < sum[axis].size(); ++i)
          sum[axis][i] +=
              estimates[goal].indicators[axis][i] / summary_.goals[goal].requested;
  }
  return sum;
}

double Simulation::distance_to_goals(const std::vector<GoalRecord> &records) const
{
  double distance = 0.;
  for (std::size_t i = 0; i < records.size(); ++i)
    distance = std::max(distance, records[i].error / summary_.goals[i].requested);
  return distance;
}

double Simulation::cell_budget() const
{
  const bool named =
      std::any_of(input_.accuracy.begin(),
                  input_.accuracy.end(),
                  [](const Accuracy &one) { return one.within.has_value(); });
  return std::min(named ? refinement_budget : default_refinement_budget,
                  input_.mesh.max_cells);
}

void Simulation::report_progress()
{
  const CycleRecord &last = cycles_.back();
  const AccuracySummary &farthest =
      *std::max_element(summary_.goals.begin(),
                        summary_.goals.end(),
                        [](const AccuracySummary &a, const AccuracySummary &b)
                        { return a.estimated / a.requested < b.estimated / b.requested; });
  log_->info(fmt::format("Mesh {}: {} cells, {} unknowns: {}{}",
                         cycles_.size(),
                         last.cells,
                         last.dofs,
                         goal_text(farthest, ConsoleUnits(input_)),
                         farthest.reliable ? "" : " (not yet reliable)"));
  log_->progress().end_cycle(
      {double(last.dofs), last.seconds, distance_to_goals(last.goals)},
      fmt::format("{} +- {:.2g} {}, wanted {:.2g}",
                  farthest.of,
                  farthest.estimated,
                  farthest.unit,
                  farthest.requested),
      cell_budget() * last.dofs / last.cells);
}

bool Simulation::stagnates() const
{
  constexpr std::size_t cycles = 3;
  const std::size_t n = cycles_.size();
  return n > cycles && distance_to_goals(cycles_[n - 1].goals) >
                           0.8 * distance_to_goals(cycles_[n - 1 - cycles].goals);
}

std::optional<PartLayout> Simulation::refine(const PartLayout &mesh,
                                             const PerSlab<double> &indicators) const
{
  if (goals_met() || !input_.mesh.adapt || stagnates())
    return std::nullopt;
  const Profile::Phase phase(profile_, "refinement");
  // Aim a little below what is wanted: errors fall like the number of cells to the power of
  // -0.8 or better. A mesh for the second opinion alone need not be much finer.
  const double ratio = distance_to_goals(cycles_.back().goals);
  // A halving at a corner leaves a quarter of its error: where the goal is far, as many as
  // lead there.
  const RefinementGoal goal{std::clamp(0.85 / ratio, 0.1, 0.6),
                            std::clamp(1.25 * std::pow(ratio, 1.25), 1.5, 5.),
                            std::clamp(int(0.5 * std::log2(ratio)), 2, 8)};
  PartLayout finer = refine_layout(layout_, halve_slabs(mesh, indicators, goal));
  const double cells =
      finer.part.size() - std::count(finer.part.begin(), finer.part.end(), void_part);
  if (cells > cell_budget() || cells == cycles_.back().cells)
    return std::nullopt;
  if (!has_room_for(communicator_, cells / cycles_.back().cells))
  {
    log_->warning(
        fmt::format("The memory of this machine ends the refinement: {} cells would "
                    "need about {:.1f} times what {} cells took. Ask for less "
                    "accuracy, or use a machine or several with more memory.",
                    cells,
                    cells / cycles_.back().cells,
                    cycles_.back().cells));
    return std::nullopt;
  }
  return finer;
}

void Simulation::add_profile()
{
  if (!profile_ || !profile_->measures())
    return;
  profile_->set_unknowns(summary_.cost.dofs);
  summary_.profile = report_profile(*profile_, communicator_);
  log_->info(profile_text(*summary_.profile));
}

void Simulation::write_results(const std::string &directory)
{
  Stopwatch watch;
  if (solution_)
  {
    const Profile::Phase phase(profile_, "output");
    write_result_fields(input_,
                        solution_->electric.get(),
                        solution_->thermal,
                        solution_->coupled,
                        directory + "/" + result_schema::fields_file);
  }
  summary_.cost.seconds.output += watch.seconds();
  summary_.cost.seconds.total = total_.seconds();
  summary_.cost.peak_memory_bytes =
      dealii::Utilities::MPI::sum(peak_memory(), communicator_);
  add_profile();
  const auto write_small_files = [&]
  {
    if (dealii::Utilities::MPI::this_mpi_process(communicator_) != 0)
      return;
    write_text(directory + "/" + result_schema::history_file,
               history_csv(input_.accuracy, cycles_));
    write_text(directory + "/" + result_schema::resolved_case_file,
               resolved_case(input_, library_));
    log_->write(directory + "/" + result_schema::log_file);
    write_text(directory + "/" + result_schema::summary_file, summary_json(summary_));
  };
  run_on_all_ranks(communicator_, write_small_files);
}

} // namespace kelvolt

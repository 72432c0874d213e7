#include "simulation.h"

#include "case/check_case.h"
#include "case/resolved_case.h"
#include "electric/check_terminals.h"
#include "geometry/block_mesh.h"
#include "geometry/check_layout.h"
#include "geometry/conductor_islands.h"
#include "linear_algebra/collective_error.h"
#include "output/result_fields.h"
#include "output/result_schema.h"
#include "output/summarize.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>
#include <sys/resource.h>

#include <cmath>
#include <fstream>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// A run whose balances close worse than this has no answer.
constexpr double largest_imbalance = 1e-6;
/// Accuracy of a case that names none, as a fraction of the largest temperature rise.
constexpr double default_accuracy = 5e-3;
/// Part of a rise or a current that the iteration may leave open: ten times its tolerance.
constexpr double iteration_error = 1e-7;
/// Cells up to which a case is refined for the accuracy that it names, and for the default
/// one.
constexpr double refinement_budget = 6e5;
constexpr double default_refinement_budget = 1.5e5;

void write_text(const std::string &file, const std::string &text)
{
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream)
    throw std::runtime_error("The file " + file +
                             " could not be written in full; is the disk full?");
}

unsigned long long peak_memory(MPI_Comm communicator)
{
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return dealii::Utilities::MPI::sum(1024ULL * usage.ru_maxrss, communicator);
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

bool is_electric(const Quantity &quantity)
{
  return quantity.name == "current" || quantity.name == "voltage";
}

} // namespace

std::vector<CaseProblem> judge_case(const Case &input, const MaterialMap &library)
{
  std::vector<CaseProblem> problems = check_case(input, library);
  // Without sound names and boxes there is nothing to lay out.
  if (!problems.empty())
    return problems;
  const PartLayout layout = make_part_layout(input.parts);
  problems = check_layout(input, library, layout);
  const std::vector<CaseProblem> terminals = check_terminals(input, library, layout);
  problems.insert(problems.end(), terminals.begin(), terminals.end());
  return problems;
}

MeshSolution::MeshSolution(MPI_Comm communicator,
                           const Case &input,
                           const MaterialMap &library,
                           const PartLayout &mesh)
    : grid(communicator, mesh, contact_pairs(input)), materials(input, library),
      electric(input.terminals.empty()
                   ? nullptr
                   : std::make_unique<ElectricProblem>(grid,
                                                       input,
                                                       conducting_parts(input, library))),
      thermal(grid, input, materials)
{
}

Simulation::Simulation(MPI_Comm communicator, Case input, MaterialMap library, RunLog &log)
    : communicator_(communicator), input_(std::move(input)), library_(std::move(library)),
      log_(&log), layout_(make_part_layout(input_.parts))
{
}

void Simulation::run()
{
  MeshSequence sequence;
  do
  {
    solution_ = nullptr; // one mesh at a time: memory
    solution_ = solve_on_mesh(sequence.next_factor());
    record_cycle(*solution_, sequence);
  } while (!sequence.done(wanted_error()) && within_budget(sequence.next_factor()));

  audit_or_throw(summary_.audit);
  judge_limits(input_, summary_);
  for (const std::string &warning : summary_.warnings)
    log_->warning(warning);
  summary_.warnings = log_->warnings();
  log_->info(summary_text(summary_));
}

std::unique_ptr<MeshSolution> Simulation::solve_on_mesh(double size_factor)
{
  Stopwatch watch;
  Case sized = input_;
  sized.mesh.size_factor *= size_factor;
  const PartLayout mesh = make_block_mesh(sized, library_, layout_);
  auto solution = std::make_unique<MeshSolution>(communicator_, input_, library_, mesh);
  log_->info(fmt::format("Mesh {}: {} cells, {} unknowns of temperature, {} of potential",
                         cycles_.size() + 1,
                         solution->grid.triangulation().n_global_active_cells(),
                         solution->thermal.field().n_dofs(),
                         solution->electric ? solution->electric->field().n_dofs() : 0));
  summary_.cost.seconds.mesh += watch.restart();
  const auto progress = [&](const CouplingStep &step)
  {
    log_->info(fmt::format(
        "  iteration {:2d}: change {:9.3e} K, imbalance of heat {:.1e}, power {:.1e}, "
        "current {:.1e}; CG {} + {}",
        step.iteration,
        step.change,
        step.heat_imbalance,
        step.power_imbalance,
        step.current_imbalance,
        step.electric_iterations,
        step.thermal_iterations));
  };
  solution->coupled = solve_coupled(solution->electric.get(),
                                    solution->thermal,
                                    solution->materials,
                                    CouplingTolerance(),
                                    progress);
  summary_.cost.seconds.assembly += solution->coupled.report.assembly_seconds;
  summary_.cost.seconds.solve += solution->coupled.report.solve_seconds;
  return solution;
}

void Simulation::record_cycle(const MeshSolution &solution, MeshSequence &sequence)
{
  Stopwatch watch;
  Summary summary = summarize(input_,
                              solution.electric.get(),
                              solution.thermal,
                              solution.materials,
                              solution.coupled);
  summary.cost = summary_.cost;
  summary.version = KELVOLT_VERSION;

  const CouplingReport &report = solution.coupled.report;
  CycleRecord record;
  record.cells = solution.grid.triangulation().n_global_active_cells();
  record.dofs = solution.thermal.field().n_dofs() +
                (solution.electric ? solution.electric->field().n_dofs() : 0);
  const double heat = summary.audit.joule_heat + summary.audit.other_heat;
  const double reference = solution.thermal.lowest_reference();
  const double rise = summary.max_temperature.value - reference;
  record.hottest = {summary.max_temperature.value, rise, heat, iteration_error * rise};
  const double asked = value_of(input_.accuracy.of, summary);
  if (is_electric(input_.accuracy.of))
    record.asked = {asked, 0., heat, iteration_error * std::abs(asked)};
  else
    record.asked = {asked, asked - reference, heat, iteration_error * rise};
  sequence.add(record.asked);
  record.error = sequence.estimated_error();
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
  cost.seconds.estimate += watch.seconds();
  summary_ = std::move(summary);
  if (cycles_.size() < 2)
    return;

  summary_.accuracy.of = input_.accuracy.of.text();
  summary_.accuracy.requested = wanted_error();
  summary_.accuracy.estimated = record.error;
  summary_.accuracy.met = record.error <= wanted_error();
  summary_.max_temperature.error =
      sequence.error_from(cycles_[cycles_.size() - 2].hottest, record.hottest);
  log_->info(fmt::format("  {} = {:.6g}, estimated error {:.2g}",
                         summary_.accuracy.of,
                         record.asked.value,
                         record.error));
}

double Simulation::wanted_error() const
{
  if (input_.accuracy.within)
    return *input_.accuracy.within;
  return default_accuracy * (is_electric(input_.accuracy.of)
                                 ? std::abs(cycles_.back().asked.value)
                                 : solution_->thermal.rise());
}

bool Simulation::within_budget(double size_factor) const
{
  if (cycles_.size() < 2)
    return true;
  Case sized = input_;
  sized.mesh.size_factor *= size_factor;
  return block_mesh_cells(sized, library_, layout_) <=
         std::min(input_.accuracy.within ? refinement_budget : default_refinement_budget,
                  input_.mesh.max_cells);
}

std::string Simulation::history() const
{
  const Quantity &of = input_.accuracy.of;
  // The largest temperature has its column in any case.
  const bool own_column = of.text() != "max_temperature";
  std::string text = "cycle,cells,unknowns,max_temperature [K],";
  if (own_column)
    text += fmt::format("{} [{}],",
                        of.text(),
                        of.name == "current"   ? "A"
                        : of.name == "voltage" ? "V"
                                               : "K");
  text += fmt::format(
      "estimated_error of {},nonlinear_iterations,linear_iterations,elapsed [s]\n",
      of.text());
  for (std::size_t i = 0; i < cycles_.size(); ++i)
  {
    const CycleRecord &cycle = cycles_[i];
    text += fmt::format(
        "{},{},{},{:.12g},", i + 1, cycle.cells, cycle.dofs, cycle.hottest.value);
    if (own_column)
      text += fmt::format("{:.12g},", cycle.asked.value);
    if (std::isfinite(cycle.error))
      text += fmt::format("{:.3g}", cycle.error);
    text += fmt::format(",{},{},{:.3f}\n",
                        cycle.nonlinear_iterations,
                        cycle.linear_iterations,
                        cycle.seconds);
  }
  return text;
}

void Simulation::write_results(const std::string &directory)
{
  Stopwatch watch;
  write_result_fields(input_,
                      solution_->electric.get(),
                      solution_->thermal,
                      solution_->coupled,
                      directory + "/" + result_schema::fields_file);
  summary_.cost.seconds.output += watch.seconds();
  summary_.cost.seconds.total = total_.seconds();
  summary_.cost.peak_memory_bytes = peak_memory(communicator_);
  const auto write_small_files = [&]
  {
    if (dealii::Utilities::MPI::this_mpi_process(communicator_) != 0)
      return;
    write_text(directory + "/" + result_schema::history_file, history());
    write_text(directory + "/" + result_schema::resolved_case_file,
               resolved_case(input_, library_));
    log_->write(directory + "/" + result_schema::log_file);
    write_text(directory + "/" + result_schema::summary_file, summary_json(summary_));
  };
  run_on_all_ranks(communicator_, write_small_files);
}

} // namespace kelvolt

#include "study/runaway_search.h"

#include "coupling/loop_gain.h"
#include "mesh/block_mesh.h"
#include "study/summarize.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// Cells up to which the drive where the steady state ends is sought on the default mesh,
/// too, and not on the coarse one alone: it takes some ten nonlinear solutions.
constexpr double bracket_budget = 1e4;

/// Wall time after which the drive where the steady state ends is stated as well as it is
/// known by then [s].
constexpr double search_seconds = 120.;

/// Short of the end by the width of the bracket the gain is close to 1.
constexpr double least_gain = 0.5;

std::string probe_line(const DriveProbe &probe)
{
  return fmt::format("  {:.5f} of the drive: {} ({} iterations, imbalance of heat {:.1e})",
                     probe.scale,
                     probe.steady ? "steady" : "no steady state",
                     probe.iterations,
                     probe.least_imbalance);
}

/// Throws if it is not the feedback that ends the steady state.
void judge_cause(const CriticalDrive &found,
                 double gain,
                 const std::string &failure,
                 bool has_wires)
{
  if (gain >= least_gain)
    return;
  if (found.lost_by_rise)
    throw std::runtime_error(fmt::format(
        "Above {:.4g} of the drive the temperature passes "
        "{:.0e} K{}, though the loop gain is "
        "only {:.2g} there: no thermal runaway, but a "
        "load that is absurd for this package. "
        "Check load, units and cooling.",
        found.steady,
        CouplingTolerance().highest_rise,
        has_wires
            ? fmt::format(", or that of a wire {:.0e} K", WireConduction::hottest_for_laws)
            : "",
        gain));
  throw std::runtime_error(fmt::format(
      "{}\nNo solution was found above {:.4g} of the drive either, yet the loop gain is "
      "only {:.2g} there: the cause is not the feedback between temperature and loss.",
      failure,
      found.steady,
      gain));
}

} // namespace

std::optional<Runaway> follow_drive(StudyRun &run,
                                    MeshSolution &solution,
                                    const CoupledFields &start,
                                    const std::vector<double> &guesses,
                                    const std::string &failure)
{
  const Profile::Phase phase(run.profile, "largest drive");
  Stopwatch watch;
  run.log.info("Following the steady state from small drives upwards:");
  const std::optional<CriticalDrive> found = find_critical_drive(
      solution.problem(),
      start,
      guesses,
      search_seconds,
      [&](const DriveProbe &probe) { run.log.info(probe_line(probe)); });
  run.cost.seconds.solve += watch.restart();
  if (!found)
    throw std::runtime_error(
        failure + "\nEven a billionth of the drive has no solution: the cause is not the "
                  "feedback between temperature and loss.");
  if (found->reaches_one)
    return std::nullopt;
  const LoopGain gain = loop_gain(solution.problem(), found->state);
  judge_cause(*found, gain.gain, failure, !run.input.wires.empty());
  const Summary last = summarize(run.input,
                                 solution.electric.get(),
                                 solution.thermal,
                                 solution.materials,
                                 found->state);
  Runaway runaway = summarize_runaway(run.input, *found, gain, solution.materials, last);
  run.cost.cells = runaway.cells = solution.n_cells();
  run.cost.dofs = solution.n_dofs();
  run.cost.seconds.estimate += watch.seconds();
  return runaway;
}

Runaway bracket_on_default_mesh(StudyRun &run, Runaway coarse)
{
  if (block_mesh_cells(run.input, run.library, run.layout) >
      std::min(bracket_budget, run.input.mesh.max_cells))
    return coarse;
  const std::unique_ptr<MeshSolution> solution =
      set_up_mesh(run, make_block_mesh(run.input, run.library, run.layout));
  run.log.info(fmt::format("The same on a mesh of {} cells.", solution->n_cells()));
  const std::optional<Runaway> finer =
      follow_drive(run,
                   *solution,
                   present_fields(solution->problem()),
                   {0.8 * coarse.steady_scale,
                    coarse.steady_scale * (1. - critical_drive_width),
                    coarse.lost_scale * (1. + critical_drive_width)},
                   "The coupled iteration did not converge.");
  if (!finer)
    throw std::runtime_error(
        "The drive is so close to the largest one with a steady state that a coarse and a "
        "finer mesh disagree on whether there is one. The result is not trustworthy and is "
        "not written.");
  return *finer;
}

} // namespace kelvolt

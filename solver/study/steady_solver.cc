#include "study/steady_solver.h"

#include "coupling/loop_gain.h"
#include "study/heat_taken.h"
#include "study/runaway_search.h"
#include "thermal/part_temperatures.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace kelvolt
{
namespace
{

/// Share of the rise by which a temperature may undershoot 0 K between cold nodes: that is
/// a matter of the mesh, and of the error bar.
constexpr double undershoot = 1e-3;
/// Where a law that holds above absolute zero only keeps the iteration from passing it [K].
constexpr double nearly_zero = 1.;

bool has_feedback(const MeshSolution &solution)
{
  return solution.electric && conduction_depends_on_temperature(solution.materials);
}

[[noreturn]] void throw_below_absolute_zero(const std::string &reason)
{
  throw std::runtime_error(
      "The temperature would fall below absolute zero, so that there is no such steady "
      "state" +
      (reason.empty() ? "." : ": " + reason));
}

/// Throws if the iteration failed because a given flux takes too much heat out.
void throw_if_cooled_too_far(const Case &input, const ThermalProblem &thermal)
{
  if (thermal.lowest_temperature() >= nearly_zero)
    return;
  const std::string reason = too_much_heat_taken(input, thermal);
  if (!reason.empty())
    throw_below_absolute_zero(reason);
}

std::string iteration_line(const CouplingStep &step)
{
  return fmt::format(
      "  iteration {:2d}: change {:9.3e} K, imbalance of heat {:.1e}, power {:.1e}, "
      "current {:.1e}; CG {} + {}",
      step.iteration,
      step.change,
      step.heat_imbalance,
      step.power_imbalance,
      step.current_imbalance,
      step.electric_iterations,
      step.thermal_iterations);
}

} // namespace

SteadyOutcome SteadySolver::solve(std::unique_ptr<MeshSolution> solution)
{
  if (!has_feedback(*solution))
  {
    iterate_above_absolute_zero(*solution);
    return solution;
  }
  const CoupledFields start = present_fields(solution->problem());
  const std::optional<std::string> failure = failure_of(*solution);
  if (!failure)
    return solution;
  run_.log.info(*failure);
  name_hottest_part(*solution);
  loop_gain_.reset();
  if (std::optional<Runaway> runaway = follow_drive(run_, *solution, start, {}, *failure))
    return std::move(*runaway);
  iterate_above_absolute_zero(*solution);
  return solution;
}

std::optional<std::string> SteadySolver::failure_of(MeshSolution &solution)
{
  try
  {
    iterate_above_absolute_zero(solution);
    return std::nullopt;
  }
  catch (const NotConverged &error)
  {
    if (error.reason == NotConverged::Reason::not_finite)
      throw;
    return error.what();
  }
  catch (const LawOutOfRange &error)
  {
    return error.what();
  }
}

void SteadySolver::name_hottest_part(const MeshSolution &solution)
{
  const std::vector<PartTemperatures> parts =
      part_temperatures(solution.thermal, run_.input.parts.size());
  const auto hottest =
      std::max_element(parts.begin(),
                       parts.end(),
                       [](const auto &a, const auto &b) { return a.highest < b.highest; });
  run_.log.info("The part that was hottest by then: '" +
                run_.input.parts[hottest - parts.begin()].name + "'.");
}

void SteadySolver::iterate_above_absolute_zero(MeshSolution &solution)
{
  const ThermalProblem &thermal = solution.thermal;
  try
  {
    iterate(solution);
  }
  catch (const NotConverged &)
  {
    throw_if_cooled_too_far(run_.input, thermal);
    throw;
  }
  catch (const LawOutOfRange &)
  {
    throw_if_cooled_too_far(run_.input, thermal);
    throw;
  }
  if (thermal.lowest_temperature() < -undershoot * thermal.rise())
    throw_below_absolute_zero(too_much_heat_taken(run_.input, thermal));
}

void SteadySolver::iterate(MeshSolution &solution)
{
  const auto progress = [&](const CouplingStep &step)
  {
    run_.log.detail(iteration_line(step));
    run_.log.progress().set_change(step.change);
  };
  solution.coupled = solve_coupled(solution.problem(), CouplingTolerance(), progress);
  run_.log.progress().set_change({});
  run_.cost.seconds.assembly += solution.coupled.report.assembly_seconds;
  run_.cost.seconds.solve += solution.coupled.report.solve_seconds;
  // On the first, coarse mesh: the finer ones would pay as much again as for the solution.
  if (!loop_gain_ && has_feedback(solution))
    judge_feedback(solution);
}

void SteadySolver::judge_feedback(MeshSolution &solution)
{
  const Profile::Phase phase(run_.profile, "loop gain");
  const Stopwatch watch;
  loop_gain_ = kelvolt::loop_gain(solution.problem(), solution.coupled).gain;
  run_.cost.seconds.estimate += watch.seconds();
  if (*loop_gain_ >= 1.)
    throw NotConverged(NotConverged::Reason::unstable,
                       fmt::format("The state that the iteration found is not stable: "
                                   "its loop gain is {:.3g}.",
                                   *loop_gain_),
                       solution.coupled.report);
}

} // namespace kelvolt

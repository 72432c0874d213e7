#include "study/instant_numbers.h"

#include "case/overloaded.h"
#include "results/number_errors.h"
#include "results/quantity_kind.h"
#include "study/mesh_numbers.h"
#include "study/summarize.h"

#include <limits>

namespace kelvolt
{
namespace
{

/// On what the steps did: the estimate is of leading order only.
constexpr double time_safety = 2.;
/// Of the largest error in recent steps, which every temperature may have.
constexpr double recent_share = 0.5;
/// What the stages leave open of a rise or a flow, as a share of it.
constexpr double iteration_share = 1e-6;

/// Those of another temperature, and of the potential that belongs to it. The problems hold
/// their state again afterwards.
Summary numbers_at(const Vector &T, StudyRun &run, MeshSolution &solution)
{
  const Vector present = solution.thermal.temperature();
  std::optional<Vector> potential, remainder;
  if (solution.electric)
  {
    potential = solution.electric->potential();
    remainder = solution.electric->remainder();
  }
  solution.thermal.set_temperature(T);
  solution.coupled = solve_potential(solution.problem());
  Summary numbers = numbers_of(run.input, solution);
  solution.thermal.set_temperature(present);
  if (solution.electric)
    solution.electric->set_potential(*potential, *remainder);
  return numbers;
}

/// What voltages, currents and losses become where all temperatures are higher by `shift`
/// [K]; nothing where that changes none. Flows of heat stay those of `now`: a shift that
/// ends at a held surface drives one that no step makes.
std::optional<Summary>
currents_of_shifted(double shift, const Summary &now, StudyRun &run, MeshSolution &solution)
{
  if (!solution.electric || !conduction_depends_on_temperature(solution.materials))
    return std::nullopt;
  Vector T = solution.thermal.temperature();
  T.add(shift);
  T.update_ghost_values();
  Summary shifted = numbers_at(T, run, solution);
  shifted.surfaces = now.surfaces;
  shifted.contacts = now.contacts;
  shifted.audit = now.audit;
  return shifted;
}

} // namespace

Summary numbers_at_instant(StudyRun &run,
                           const TimeIntegrator &integrator,
                           const SpaceErrorsAt &space,
                           double recent_error,
                           MeshSolution &solution)
{
  solution.coupled = integrator.solution();
  Summary now = numbers_of(run.input, solution);
  now.warnings.clear();

  const double anywhere = recent_share * recent_error;
  const Summary corrected = numbers_at(
      difference(solution.thermal.temperature(), integrator.error()), run, solution);
  const std::optional<Summary> shifted = currents_of_shifted(anywhere, now, run, solution);
  solution.coupled = integrator.solution();

  Summary of_mesh = now;
  space.errors.state(space.time, of_mesh);
  add_number_errors(corrected, time_safety, iteration_share, now.rise, now);
  widen_temperatures(anywhere, now);
  if (shifted)
    add_number_errors(*shifted, 1., iteration_share, now.rise, now);
  add_errors(of_mesh, now);
  space.bounds.cover(now);
  judge_limits(run.input, now);
  now.warnings.clear();
  return now;
}

Summary numbers_at_start(StudyRun &run, const SpaceErrors &space, MeshSolution &solution)
{
  solution.coupled = solve_potential(solution.problem());
  Summary start = numbers_of(run.input, solution);
  const auto &study = std::get<TransientStudy>(run.input.study);
  std::visit(Overloaded{[&start](double T) { set_temperatures(T, start); },
                        [&](const SteadyStart &)
                        {
                          space.state(std::numeric_limits<double>::infinity(), start);
                        }},
             study.initial);
  judge_limits(run.input, start);
  start.warnings.clear();
  for (std::size_t i = 0; i < start.limits.size(); ++i)
    if (!is_temperature(run.input.limits[i].of))
    {
      start.limits[i].met = true;
      start.limits[i].beyond = -std::numeric_limits<double>::infinity();
    }
  return start;
}

} // namespace kelvolt

#include "coupling/solve_coupled.h"

#include "coupling/audit.h"
#include "coupling/newton_increment.h"
#include "coupling/trusted_step.h"
#include "coupling/wire_states.h"
#include "electric/column_current.h"
#include "linear_algebra/anderson_acceleration.h"
#include "results/number.h"
#include "run/stopwatch.h"
#include "thermal/column_heat.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// The potential is solved for to this share of the inner tolerance: it lives on few cells,
/// and what it lacks would cost another step of both.
constexpr double electric_share = 0.1;
/// Earlier steps that the acceleration combines; more bring nothing here.
constexpr unsigned int acceleration_depth = 5;
/// Plain steps after which they are taken to go in circles: laws that are steep within a
/// cell. With feedback of the current they may rightly have no end.
constexpr int patience = 50;
/// What the balances of an exhausted iteration may miss: as much as the audit of a run.
constexpr double round_off_imbalance = 1e-6;

/// @param least below it both are round-off
double relative_difference(double a, double b, double least)
{
  const double scale = std::max({std::abs(a), std::abs(b), least});
  return scale > 0. ? std::abs(a - b) / scale : 0.;
}

std::string history(const CouplingReport &report)
{
  std::string text;
  const std::size_t first = report.steps.size() > 8 ? report.steps.size() - 8 : 0;
  for (std::size_t i = first; i < report.steps.size(); ++i)
    text += fmt::format("\n  iteration {}: largest change {:.3g} K, heat imbalance {:.3g}",
                        report.steps[i].iteration,
                        report.steps[i].change,
                        report.steps[i].heat_imbalance);
  return text;
}

double largest_imbalance(const CouplingStep &step)
{
  return std::max({step.heat_imbalance, step.current_imbalance, step.power_imbalance});
}

template <typename Thermal>
bool is_small(double change, const Thermal &thermal, const CouplingTolerance &tolerance)
{
  // Of cases with hardly any heat the round-off of the temperature is all that is left.
  return change <= std::max({tolerance.change * thermal.rise(),
                             tolerance.least_change,
                             round_off_of_value(thermal.highest_temperature())});
}

/// Whether two steps in a row changed no digit of the temperature: then what is left of
/// the balances is round-off, if it is small.
template <typename Thermal>
bool exhausted(const CouplingReport &before, const Thermal &thermal)
{
  constexpr double digit = 2. * std::numeric_limits<double>::epsilon();
  const std::size_t n = before.steps.size();
  const double least = digit * thermal.highest_temperature();
  return n > 2 && before.steps[n - 1].change <= least &&
         before.steps[n - 2].change <= least;
}

/// Whether every balance closes and the last step was small.
template <typename Thermal>
bool converged(const CouplingReport &before,
               const CouplingStep &step,
               const Thermal &thermal,
               const CouplingTolerance &tolerance)
{
  if (before.steps.empty())
    return false;
  const double last_change = before.steps.back().change;
  if (step.iteration > 2 &&
      last_change <= tolerance.share_of_first_change * before.steps.front().change)
    return true;
  return (largest_imbalance(step) <= tolerance.imbalance &&
          is_small(last_change, thermal, tolerance)) ||
         (exhausted(before, thermal) && largest_imbalance(step) <= round_off_imbalance);
}

/// Stops where the iteration has left every range. Collective.
template <typename Thermal>
void throw_if_lost(const Thermal &thermal,
                   double highest_rise,
                   const CouplingReport &report)
{
  if (!std::isfinite(report.steps.back().change))
    throw NotConverged(
        NotConverged::Reason::not_finite,
        "The iteration arrived at a value that is no number: the solver failed, and "
        "nothing "
        "follows for the package. Check for extreme values of materials and sizes." +
            history(report),
        report);
  if (thermal.rise() >= highest_rise)
    throw NotConverged(
        NotConverged::Reason::grew_without_bound,
        "The temperature grows without bound: the package finds no steady state with "
        "this drive and cooling (thermal runaway), or a law is used far outside its "
        "range." +
            history(report),
        report);
}

/// A wire so hot that its laws were held has no steady state that they know of.
void throw_if_wires_are_lost(const CoupledSolution &state)
{
  for (const WireState &wire : state.conductivity.wires)
    if (wire.highest_temperature >= WireConduction::hottest_for_laws)
      throw NotConverged(
          NotConverged::Reason::grew_without_bound,
          fmt::format("A wire gets hotter than {:.0f} K: it finds no steady state with "
                      "this current (thermal runaway), or its laws are used far outside "
                      "their range.",
                      WireConduction::hottest_for_laws),
          state.report);
}

/// sigma at the temperature of the state, and the wires.
template <typename Problem>
void set_conductivity(const Problem &problem, CoupledSolution &state)
{
  const Profile::Phase phase(problem.thermal.profile(), "coefficients");
  state.conductivity = conductivity_at_points(
      *problem.electric, problem.thermal, problem.materials, state.temperature);
}

/// k, the surface losses and the wires at the temperature of the state, and what is missing
/// there.
template <typename Problem>
void linearize(const Problem &problem, CoupledSolution &state, CouplingStep &step)
{
  auto &thermal = problem.thermal;
  const Profile::Phase phase(thermal.profile(), "coefficients");
  if (!problem.electric)
    state.heat.wires = wire_heat(wire_states(problem.electric, thermal, problem.materials));
  thermal.take_wires(state.heat.wires);
  thermal.linearize(state.temperature, state.heat.density, state.heat.contact_density);
  step.heat_imbalance = thermal.relative_imbalance(state.heat.density);
}

/// The Joule heat of the present potential, and how the currents and powers balance.
template <typename Problem>
void take_joule_heat(const Problem &problem, CoupledSolution &state, CouplingStep &step)
{
  const Profile::Phase phase(problem.thermal.profile(), "coefficients");
  state.heat = joule_heat(*problem.electric, problem.thermal.field(), state.conductivity);
  const TerminalFlows flows = terminal_flows(*problem.electric);
  step.current_imbalance = flows.current_imbalance;
  step.power_imbalance = relative_difference(flows.power,
                                             total_joule_heat(problem.thermal, state.heat),
                                             problem.thermal.least_heat());
}

/// One step of phi at frozen T, and the Joule heat that follows.
template <typename Problem>
void correct_potential(const Problem &problem,
                       double inner_tolerance,
                       CoupledSolution &state,
                       CouplingStep &step)
{
  Stopwatch watch;
  set_conductivity(problem, state);
  state.report.assembly_seconds += watch.restart();
  set_wires(state.conductivity.wires, problem.electric);
  step.electric_iterations =
      problem.electric->correct(state.conductivity.sigma, inner_tolerance).iterations;
  state.report.solve_seconds += watch.restart();
  take_joule_heat(problem, state, step);
  state.report.assembly_seconds += watch.restart();
}

/// Whether the state that the last step left needs no further one, as its residuals show
/// without a solve. If so, the balances of that step become those after it.
template <typename Problem>
bool closes(const Problem &problem,
            const CouplingTolerance &tolerance,
            bool linear,
            CoupledSolution &state)
{
  CouplingReport &report = state.report;
  if (report.steps.empty())
    return false;
  if (!(linear && tolerance.trusts_linear_solve) &&
      !is_small(report.steps.back().change, problem.thermal, tolerance))
    return false;
  Stopwatch watch;
  CouplingStep step = report.steps.back();
  if (problem.electric)
  {
    set_conductivity(problem, state);
    problem.electric->set_conductivity(state.conductivity.sigma);
    set_wires(state.conductivity.wires, problem.electric);
    take_joule_heat(problem, state, step);
  }
  linearize(problem, state, step);
  report.assembly_seconds += watch.seconds();
  if (largest_imbalance(step) > tolerance.imbalance)
    return false;
  report.steps.back() = step;
  return true;
}

/// Accelerates the step, unless it or what comes of it leads out of the trusted or the
/// physical range: far from the solution the linear model of the earlier steps says
/// nothing.
template <typename Thermal>
void accelerate(const Thermal &thermal, AndersonAcceleration &acceleration, Vector &dT)
{
  if (limit_step(thermal.temperature(), dT))
    return;
  const Vector plain = dT;
  acceleration.accelerate(thermal.temperature(), dT);
  if (!thermal.stays_physical(dT))
    dT = plain;
  limit_step(thermal.temperature(), dT);
}

/// dT of the equation linearized last. @return iterations of linear solvers
template <typename Problem>
int find_increment(const Problem &problem,
                   double inner,
                   bool in_circles,
                   AndersonAcceleration &acceleration,
                   CoupledSolution &state,
                   Vector &dT)
{
  auto &thermal = problem.thermal;
  if (in_circles)
    return newton_increment(
        thermal,
        [&]
        {
          state.temperature = thermal.temperature_at_points();
          CouplingStep balances;
          linearize(problem, state, balances);
        },
        state.heat.joule_slope,
        limit_step,
        dT);
  const int iterations =
      thermal.solve_increment(state.heat.joule_slope, inner, dT).iterations;
  accelerate(thermal, acceleration, dT);
  return iterations;
}

} // namespace

bool conduction_depends_on_temperature(const MaterialTable &materials)
{
  for (std::size_t part = 0; part < materials.size(); ++part)
    if (materials.of_part(part).is_conductor() &&
        depends_on_temperature(materials.of_part(part)))
      return true;
  const std::vector<WireConduction> &wires = materials.wires();
  return std::any_of(wires.begin(),
                     wires.end(),
                     [](const WireConduction &wire)
                     { return wire.carries_current() && wire.varies(); });
}

namespace
{

/// See solve_coupled().
template <typename Problem>
CoupledSolution iterate(const Problem &problem,
                        const CouplingTolerance &tolerance,
                        const std::function<void(const CouplingStep &)> &progress)
{
  auto &thermal = problem.thermal;
  const Profile::Phase solution(thermal.profile(), "coupled solution");
  const bool feedback =
      problem.electric && conduction_depends_on_temperature(problem.materials);
  const bool nonlinear = thermal.is_nonlinear() || feedback;
  double highest_rise = std::numeric_limits<double>::infinity();
  if (feedback)
    highest_rise = tolerance.highest_rise;
  const bool loose =
      nonlinear || (tolerance.share_of_first_change > 0. && !tolerance.trusts_linear_solve);
  const double inner = loose ? tolerance.inner : tolerance.linear,
               inner_electric = loose ? electric_share * inner : tolerance.linear_electric;
  AndersonAcceleration acceleration(acceleration_depth);
  CoupledSolution state;
  CouplingReport &report = state.report;
  for (int iteration = 1; iteration <= tolerance.max_iterations; ++iteration)
  {
    CouplingStep step;
    step.iteration = iteration;
    const Profile::Phase pass(thermal.profile(), "iteration", iteration);
    state.temperature = thermal.temperature_at_points();
    if (closes(problem, tolerance, !loose, state))
      return state;
    if (problem.electric)
      correct_potential(problem, inner_electric, state, step);
    Stopwatch watch;
    linearize(problem, state, step);
    report.assembly_seconds += watch.restart();
    const bool done = converged(report, step, thermal, tolerance);
    if (!done)
    {
      state.temperature.clear(); // its memory is for the solver
      Vector dT = thermal.field().make_vector();
      const bool in_circles = nonlinear && !feedback && iteration > patience;
      step.thermal_iterations =
          nonlinear ? find_increment(problem, inner, in_circles, acceleration, state, dT)
                    : thermal.solve_increment({}, inner, dT).iterations;
      step.change = thermal.apply_increment(dT);
    }
    report.solve_seconds += watch.restart();
    report.electric_iterations += step.electric_iterations;
    report.thermal_iterations += step.thermal_iterations;
    report.steps.push_back(step);
    progress(step);
    if (done)
      return state;
    throw_if_lost(thermal, highest_rise, report);
  }
  throw NotConverged(NotConverged::Reason::too_many_iterations,
                     fmt::format("The coupled iteration did not converge in {} iterations.",
                                 tolerance.max_iterations) +
                         history(report),
                     report);
}

template <typename Problem>
CoupledSolution solve(const Problem &problem,
                      const CouplingTolerance &tolerance,
                      const std::function<void(const CouplingStep &)> &progress)
{
  // On the way out of every physical range the laws make the operators ill-conditioned.
  constexpr double beyond_solids = 1e4; // [K]
  try
  {
    CoupledSolution state = iterate(problem, tolerance, progress);
    throw_if_wires_are_lost(state);
    return state;
  }
  catch (const LinearSolveFailed &failure)
  {
    if (!problem.electric || !conduction_depends_on_temperature(problem.materials) ||
        problem.thermal.rise() < beyond_solids)
      throw;
    throw NotConverged(NotConverged::Reason::grew_without_bound, failure.what(), {});
  }
}

} // namespace

CoupledSolution solve_potential(const CoupledProblem &problem)
{
  CoupledSolution state;
  state.temperature = problem.thermal.temperature_at_points();
  CouplingStep step;
  if (problem.electric)
    correct_potential(problem, CouplingTolerance().linear_electric, state, step);
  linearize(problem, state, step);
  return state;
}

CoupledSolution solve_coupled(const CoupledProblem &problem,
                              const CouplingTolerance &tolerance,
                              const std::function<void(const CouplingStep &)> &progress)
{
  return solve(problem, tolerance, progress);
}

CoupledSolution solve_coupled(const CoupledColumns &problem,
                              const CouplingTolerance &tolerance,
                              const std::function<void(const CouplingStep &)> &progress)
{
  return solve(problem, tolerance, progress);
}

} // namespace kelvolt

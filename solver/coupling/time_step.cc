#include "coupling/time_step.h"

#include "case/given.h"
#include "coupling/audit.h"
#include "run/stopwatch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of the balances of a stage: those of the whole run close to 1e-8.
constexpr double stage_imbalance = 1e-10;
/// A stage that needs more passes than these is better tried with a shorter step.
constexpr int most_passes = 30;
/// Of the solves that only tell errors: so tight that what follows from them, the length of
/// the next step, is the same on any number of ranks.
constexpr double error_tolerance = 1e-4;

/// Whether no current is given and all given voltages are the same.
bool drives_nothing(const Case &input, const Loads &loads)
{
  std::optional<double> common;
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const double drive = loads.drive[i];
    if (given_current(input.terminals[i]) ? drive != 0. : common.value_or(drive) != drive)
      return false;
    if (given_voltage(input.terminals[i]))
      common = drive;
  }
  return true;
}

CouplingTolerance stage_tolerance(double accuracy)
{
  CouplingTolerance result;
  result.change = 0.;
  result.least_change = accuracy;
  result.imbalance = stage_imbalance;
  result.max_iterations = most_passes;
  result.trusts_linear_solve = true;
  return result;
}

} // namespace

HeatOverTime &HeatOverTime::operator+=(const HeatOverTime &other)
{
  electrical += other.electrical;
  joule += other.joule;
  put_in += other.put_in;
  out += other.out;
  stored += other.stored;
  turned_over += other.turned_over;
  round_off += other.round_off;
  charge += other.charge;
  charge_through += other.charge_through;
  return *this;
}

double HeatOverTime::imbalance() const
{
  const double missing = std::max(std::abs(joule + put_in - out - stored) - round_off,
                                  std::abs(electrical - joule));
  return missing > 0. ? missing / turned_over : 0.;
}

double HeatOverTime::charge_imbalance() const
{
  return charge > 0. ? charge / charge_through : 0.;
}

TimeIntegrator::TimeIntegrator(const CoupledProblem &problem,
                               const Case &input,
                               Tableau tableau,
                               LoadsAt loads_at,
                               double t)
    : problem_(problem), input_(&input), tableau_(std::move(tableau)),
      loads_at_(std::move(loads_at)), time_(t), start_(problem.thermal.temperature()),
      rate_(problem.thermal.field().make_vector()), error_(rate_)
{
  if (problem_.electric)
  {
    start_potential_ = problem_.electric->potential();
    start_remainder_ = problem_.electric->remainder();
  }
}

void TimeIntegrator::take_loads(double t, Approach side)
{
  const Loads loads = loads_at_(t, side);
  problem_.thermal.take(loads);
  if (!problem_.electric)
    return;
  problem_.electric->take(loads);
  // Without any drive nothing flows: what a solve left of the currents of before would be
  // judged as if it were a load.
  if (drives_nothing(*input_, loads))
    problem_.electric->set_potential(problem_.electric->field().make_vector());
}

void TimeIntegrator::turn_corner()
{
  at_corner_ = true;
  rate_known_ = false;
}

TimeIntegrator::Flows TimeIntegrator::flows() const
{
  const ThermalProblem &thermal = problem_.thermal;
  const HeatBalance balance = thermal.balance(*input_);
  Flows result;
  result.put_in = balance.put_in;
  result.out = balance.heat_out;
  result.stored = balance.stored;
  result.round_off = thermal.round_off();
  result.gross = std::abs(balance.put_in) + balance.moved;
  for (const SurfaceHeat &surface : balance.cooling)
    result.gross += 0.5 * std::abs(surface.heat_flow);
  if (problem_.electric)
  {
    for (const TerminalState &terminal : problem_.electric->terminals())
    {
      result.current += terminal.current;
      result.current_through += 0.5 * std::abs(terminal.current);
      result.electrical += terminal.above_reference * terminal.current;
    }
    result.joule = total_joule_heat(thermal, state_.heat);
    result.gross += result.joule;
  }
  result.gross = std::max(result.gross, thermal.least_heat());
  return result;
}

/// The heat rates that the loads behind a corner make of T_n: what the steady equation
/// lacks there. Where a temperature is held, the rate of before stays.
void TimeIntegrator::begin_at_corner()
{
  take_loads(time_, Approach::from_right);
  problem_.thermal.set_storage({});
  state_ = solve_potential(problem_);
  Vector rate = problem_.thermal.heat_residual();
  rate *= -1.;
  for (std::size_t i = 0; i < input_->cooling.size(); ++i)
    for (const unsigned int held : problem_.thermal.fixed_unknowns(i))
      rate.local_element(held) = rate_.local_element(held);
  rate_ = rate;
  find_start_flows();
}

/// Of the state at T_n with its heat rates.
void TimeIntegrator::find_start_flows()
{
  Vector taken = rate_;
  taken *= -1.;
  problem_.thermal.set_storage({0., {}, std::move(taken)});
  problem_.thermal.linearize(
      state_.temperature, state_.heat.density, state_.heat.contact_density);
  start_flows_ = flows();
  rate_known_ = true;
}

Vector TimeIntegrator::sum_of_rates(const std::vector<double> &weights) const
{
  Vector sum = problem_.thermal.field().make_vector();
  for (std::size_t j = 0; j < weights.size() && j < rates_.size(); ++j)
    sum.add(weights[j] / tableau_.gamma, rates_[j]);
  return sum;
}

std::vector<double> TimeIntegrator::embedded_weights() const
{
  std::vector<double> difference = tableau_.b();
  for (std::size_t j = 0; j < difference.size(); ++j)
    difference[j] -= tableau_.b_embedded[j];
  return difference;
}

void TimeIntegrator::solve_stage(std::size_t stage, const CouplingTolerance &tolerance)
{
  const double dt = end_ - time_;
  const bool last = stage + 1 == tableau_.n_stages();
  take_loads(last ? end_ : time_ + tableau_.c[stage] * dt, Approach::from_left);
  Storage storage{1. / (tableau_.gamma * dt), start_};
  if (stage > 0)
  {
    std::vector<double> earlier = tableau_.a[stage];
    earlier.pop_back(); // of the stage itself
    storage.earlier = sum_of_rates(earlier);
  }
  problem_.thermal.set_storage(std::move(storage));
  state_ = solve_coupled(problem_, tolerance, [](const CouplingStep &) {});
  rates_.push_back(problem_.thermal.stored_heat());
  flows_.push_back(flows());
  const int passes = static_cast<int>(state_.report.steps.size());
  report_.passes += passes;
  report_.solves += passes;
  report_.electric_iterations += state_.report.electric_iterations;
  report_.thermal_iterations += state_.report.thermal_iterations;
}

TimeStepReport TimeIntegrator::advance(double t_end, double accuracy)
{
  const Stopwatch watch;
  end_ = t_end;
  rates_.clear();
  flows_.clear();
  report_ = {};
  if (tableau_.starts_explicit)
  {
    if (at_corner_ && !rate_known_)
      begin_at_corner();
    rates_.push_back(rate_);
    flows_.push_back(start_flows_);
  }
  const CouplingTolerance tolerance = stage_tolerance(accuracy);
  while (rates_.size() < tableau_.n_stages())
    solve_stage(rates_.size(), tolerance);

  const double dt = end_ - time_;
  const std::vector<double> &b = tableau_.b();
  for (std::size_t j = 0; j < b.size(); ++j)
  {
    const Flows &f = flows_[j];
    HeatOverTime &heat = report_.heat;
    heat.electrical += dt * b[j] * f.electrical;
    heat.joule += dt * b[j] * f.joule;
    heat.put_in += dt * b[j] * f.put_in;
    heat.out += dt * b[j] * f.out;
    heat.charge += dt * b[j] * f.current;
    heat.charge_through += dt * std::abs(b[j]) * f.current_through;
    heat.turned_over += dt * std::abs(b[j]) * f.gross;
    heat.round_off += dt * std::abs(b[j]) * f.round_off;
  }
  report_.heat.stored = problem_.thermal.stored_since_start() * tableau_.gamma * dt;
  report_.heat.charge = std::abs(report_.heat.charge);

  Vector d = problem_.thermal.field().make_vector();
  const SolveReport solve =
      problem_.thermal.solve(d, sum_of_rates(embedded_weights()), {}, error_tolerance);
  report_.thermal_iterations += solve.iterations;
  report_.solves += 1;
  report_.error = d.linfty_norm();
  report_.seconds = watch.seconds();
  return report_;
}

void TimeIntegrator::accept()
{
  Vector load = problem_.thermal.capacity_times(error_);
  load += sum_of_rates(embedded_weights());
  Vector carried = problem_.thermal.field().make_vector();
  problem_.thermal.solve(carried, std::move(load), {}, error_tolerance);
  problem_.thermal.field().distribute_homogeneous(carried);
  carried.update_ghost_values();
  error_ = carried;
  time_ = end_;
  at_corner_ = false;
  rate_known_ = true;
  start_ = problem_.thermal.temperature();
  rate_ = rates_.back();
  start_flows_ = flows_.back();
  if (problem_.electric)
  {
    start_potential_ = problem_.electric->potential();
    start_remainder_ = problem_.electric->remainder();
  }
}

void TimeIntegrator::reject()
{
  take_loads(time_, Approach::from_left);
  problem_.thermal.set_temperature(start_);
  if (problem_.electric)
    problem_.electric->set_potential(*start_potential_, *start_remainder_);
}

void TimeIntegrator::show(double t, const Vector &T)
{
  take_loads(t, Approach::from_left);
  problem_.thermal.set_storage({});
  problem_.thermal.set_temperature(T);
  state_ = solve_potential(problem_);
}

void TimeIntegrator::restore(double t, const Memory &memory)
{
  time_ = t;
  rate_ = memory.rate;
  error_ = memory.error;
  error_.update_ghost_values();
  start_ = problem_.thermal.temperature();
  at_corner_ = false;
  take_loads(time_, Approach::from_left);
  problem_.thermal.set_storage({});
  state_ = solve_potential(problem_);
  find_start_flows();
}

} // namespace kelvolt

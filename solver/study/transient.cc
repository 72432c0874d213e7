#include "study/transient.h"

#include "coupling/time_step.h"
#include "results/instants.h"
#include "results/quantity_kind.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"
#include "study/goals.h"
#include "study/instant_numbers.h"
#include "study/origin.h"
#include "study/steady.h"
#include "study/transient_mesh.h"
#include "time/schedule.h"
#include "time/step_control.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of what the steps may take of the tolerance, what one step may: their errors die away
/// with the scales of time that they belong to.
constexpr double step_share = 0.2;
/// To what share of a step's accepted error its stages are solved.
constexpr double stage_share = 0.03;
/// The first step after a corner, as a share of the time to the next instant.
constexpr double first_share = 1e-3;
/// Below this share of the time that has passed a step is given up.
constexpr double least_step = 1e-10;
/// Only above it is a temperature that no step can follow taken for one that grows without
/// bound [K].
constexpr double far_gone = 1000.;
/// Tolerances up to this share of the rise are met by the method of fourth order.
constexpr double tight_tolerance = 1e-3;

/// The instant that a step of about dt leads to: never past the next one of the schedule,
/// and not so close to it that a sliver would be left.
double landing(const Schedule &schedule, double t, double dt)
{
  const double next = schedule.next(t), left = next - t;
  constexpr double unresolved = 1e-9; // of the time: the digits of t + dt would not do
  if (dt >= 0.99 * left || left <= unresolved * t)
    return next;
  return 2. * dt > left ? t + 0.5 * left : t + dt;
}

/// A run on its way through time.
class Transient
{
public:
  Transient(StudyRun &run, TransientMesh mesh, const SaveFields &save_fields)
      : run_(run), mesh_(std::move(mesh)), save_fields_(save_fields), schedule_(run.input),
        integrator_(
            mesh_.solution->problem(),
            run.solved,
            mesh_.tolerance <= tight_tolerance * mesh_.largest_rise ? sdirk4() : tr_bdf2(),
            [this](double t, Approach side) { return loads_at(run_.solved, t, side); },
            0.),
        control_(
            std::min(integrator_.tableau().order, integrator_.tableau().embedded_order)),
        initial_(mesh_.solution->thermal.temperature()), rise_(0.),
        worst_bars_(run.input.accuracy.size(), 0.)
  {
    restart();
  }

  bool finished() const
  {
    return lost_ || integrator_.time() >= schedule_.end();
  }

  /// One accepted step, after as many attempts as it takes.
  void step()
  {
    TransientStepRecord record;
    const double t = integrator_.time();
    for (;;)
    {
      const double end = landing(schedule_, t, control_.dt()), dt = end - t;
      const std::optional<TimeStepReport> report = attempt(end);
      const double rise = report ? std::max(rise_, rise_from_start()) : 0.;
      const double ratio = report ? report->error / accepted_error(rise) : 0.;
      if (report && ratio <= 1.)
      {
        control_.accept(dt, ratio);
        take(*report, rise, record);
        return;
      }
      record.rejected += 1;
      summary_time().rejected += 1;
      integrator_.reject();
      control_.reject(dt, report ? std::optional<double>(ratio) : std::nullopt);
      if (control_.dt() < least_step * std::max(t, schedule_.next(t) - t))
        return give_up();
    }
  }

  TransientResult result()
  {
    complete();
    return {std::move(summary_), std::move(steps_), std::move(mesh_.solution)};
  }

private:
  TimeSteps &summary_time()
  {
    if (!summary_.transient)
      summary_.transient.emplace();
    return summary_.transient->time;
  }

  double rise_from_start() const
  {
    return difference(mesh_.solution->thermal.temperature(), initial_).linfty_norm();
  }

  /// Of one step [K].
  double accepted_error(double rise) const
  {
    return step_share * time_share * mesh_.tolerance *
           std::clamp(rise / mesh_.largest_rise, least_share_of_rise, 1.);
  }

  void restart()
  {
    const double t = integrator_.time();
    integrator_.turn_corner();
    control_.restart(first_share * (schedule_.next(t) - t));
  }

  /// Nothing where the stages find no state: a shorter step may.
  std::optional<TimeStepReport> attempt(double end)
  {
    try
    {
      return integrator_.advance(end, stage_share * accepted_error(rise_));
    }
    catch (const NotConverged &failure)
    {
      failure_ = failure.what();
    }
    catch (const LawOutOfRange &failure)
    {
      failure_ = failure.what();
    }
    catch (const LinearSolveFailed &failure)
    {
      failure_ = failure.what();
    }
    return std::nullopt;
  }

  void take(const TimeStepReport &report, double rise, TransientStepRecord record)
  {
    integrator_.accept();
    rise_ = rise;
    heat_ += report.heat;
    audit(report.heat, "a step");
    const double t = integrator_.time();
    errors_in_time_.emplace_back(t, integrator_.error().linfty_norm());
    const Summary now = numbers_at_instant(
        run_, integrator_, mesh_.errors, recent_error(), *mesh_.solution);
    summary_time().steps += 1;
    summary_time().stage_solves +=
        integrator_.tableau().n_stages() - (integrator_.tableau().starts_explicit ? 1 : 0);
    summary_time().reached = t;
    summary_time().time_error =
        std::max(summary_time().time_error, errors_in_time_.back().second);
    note(report, now, record);
    if (has_feedback() && now.max_temperature.value > no_solid)
      lose(now.hottest_part);
    if (schedule_.is_saved(t) || lost_)
      save(now);
    else
      follow_instant(summary_, now, t);
    last_ = now;
    if (!lost_ && schedule_.is_corner(t))
      restart();
  }

  void save(const Summary &now)
  {
    append_instant(summary_, now, integrator_.time());
    for (std::size_t i = 0; i < worst_bars_.size(); ++i)
      worst_bars_[i] = std::max(worst_bars_[i], error_of(run_.input.accuracy[i].of, now));
    save_fields_(integrator_.time(), *mesh_.solution);
  }

  /// The largest error of any temperature in the later half of the time [K]. What steps of
  /// different signs cancel at this instant was there a moment ago.
  double recent_error() const
  {
    const double since = 0.5 * integrator_.time();
    double largest = 0.;
    for (auto one = errors_in_time_.rbegin();
         one != errors_in_time_.rend() && one->first >= since;
         ++one)
      largest = std::max(largest, one->second);
    return largest;
  }

  void note(const TimeStepReport &report, const Summary &now, TransientStepRecord &record)
  {
    record.time = integrator_.time();
    record.step = record.time - (steps_.empty() ? 0. : steps_.back().time);
    record.max_temperature = now.max_temperature.value;
    for (const PartSummary &part : now.parts)
      record.mean_temperatures.push_back(part.mean_temperature.value);
    record.heat_in = (report.heat.joule + report.heat.put_in) / record.step;
    record.heat_out = report.heat.out / record.step;
    record.heat_stored = report.heat.stored / record.step;
    record.time_error = errors_in_time_.back().second;
    record.nonlinear_iterations = report.passes;
    record.linear_iterations = report.electric_iterations + report.thermal_iterations;
    record.seconds = run_.watch.seconds();
    run_.cost.nonlinear_iterations += record.nonlinear_iterations;
    run_.cost.linear_iterations += record.linear_iterations;
    run_.cost.seconds.solve += report.seconds;
    run_.log.detail(
        fmt::format("  step {:4d} to {:.6g} s: {:.6g} K, error {:.1e} K, {} passes, CG {}",
                    steps_.size() + 1,
                    record.time,
                    record.max_temperature,
                    report.error,
                    report.passes,
                    record.linear_iterations));
    steps_.push_back(std::move(record));
  }

  void audit(const HeatOverTime &heat, const std::string &of) const
  {
    if (!(heat.imbalance() <= largest_imbalance))
      throw std::runtime_error(fmt::format(
          "The heat balance of {} up to {:.6g} s does not close: {:.6g} J made, {:.6g} J "
          "put in, {:.6g} J out, {:.6g} J stored (relative imbalance {:.1e}, allowed "
          "{:.0e}). The result is not trustworthy and is not written.",
          of,
          integrator_.time(),
          heat.joule,
          heat.put_in,
          heat.out,
          heat.stored,
          heat.imbalance(),
          largest_imbalance));
    if (!(heat.charge_imbalance() <= largest_imbalance))
      throw std::runtime_error(
          fmt::format("The currents of {} up to {:.6g} s do not add up to zero (relative "
                      "imbalance {:.1e}, allowed {:.0e}). The result is not trustworthy "
                      "and is not written.",
                      of,
                      integrator_.time(),
                      heat.charge_imbalance(),
                      largest_imbalance));
  }

  bool has_feedback() const
  {
    return mesh_.solution->electric &&
           conduction_depends_on_temperature(mesh_.solution->materials);
  }

  void lose(const std::string &part)
  {
    lost_ = true;
    summary_.status = result_schema::runaway;
    run_.log.warning(fmt::format(
        "The temperature of '{}' grows without bound (thermal runaway): the run ends at "
        "{:.6g} s with what was computed until then.",
        part,
        integrator_.time()));
  }

  /// No step, however short, finds a state.
  void give_up()
  {
    if (steps_.empty() || !has_feedback() ||
        mesh_.solution->thermal.highest_temperature() < far_gone)
      throw std::runtime_error(
          fmt::format("No step in time from {:.6g} s on finds a state, however short. {}",
                      integrator_.time(),
                      failure_));
    lose(summary_.transient->worst.part);
    if (!schedule_.is_saved(integrator_.time()))
      save(last_); // its numbers and fields are what the run ends with
  }

  void complete()
  {
    audit(heat_, "the run");
    Audit &last = summary_.audit;
    last.relative_imbalance = std::max(last.relative_imbalance, heat_.imbalance());
    last.current_imbalance = std::max(last.current_imbalance, heat_.charge_imbalance());
    summary_.title = run_.input.title;
    summary_time().scheme = integrator_.tableau().name;
    state_goals();
    summary_.version = KELVOLT_VERSION;
    summary_.cost = run_.cost;
    summary_.origin = make_origin(run_.input, run_.library);
    summary_.warnings = run_.log.warnings();
  }

  /// The goals of the case at the end, with their worst bar of all saved times.
  void state_goals()
  {
    double space = 0.;
    for (const AccuracySummary &goal : mesh_.goals)
      space = std::max(space, goal.estimated / goal.requested);
    summary_time().space_error = space * space_share * mesh_.tolerance;
    for (std::size_t i = 0; i < run_.input.accuracy.size(); ++i)
    {
      AccuracySummary goal = mesh_.goals[i]; // of the shortest length, in the case's order
      goal.value = value_of(run_.input.accuracy[i].of, summary_);
      goal.estimated = worst_bars_[i];
      goal.requested = is_temperature(run_.input.accuracy[i].of)
                           ? mesh_.tolerance
                           : run_.input.accuracy[i].within.value_or(default_accuracy *
                                                                    std::abs(goal.value));
      goal.reliable = std::all_of(mesh_.goals.begin(),
                                  mesh_.goals.end(),
                                  [](const AccuracySummary &one) { return one.reliable; });
      goal.sensitivities.clear(); // those of one length of time say nothing of the run
      goal.reliable = goal.reliable && mesh_.judged_throughout;
      goal.met = goal.reliable && goal.estimated <= goal.requested;
      if (!goal.met && summary_.status == result_schema::ok)
        summary_.status = result_schema::accuracy_not_met;
      summary_.goals.push_back(std::move(goal));
    }
  }

  StudyRun &run_;
  TransientMesh mesh_;
  const SaveFields &save_fields_;
  Schedule schedule_;
  TimeIntegrator integrator_;
  StepControl control_;
  Vector initial_; ///< [K]
  double rise_;    ///< largest so far [K]
  HeatOverTime heat_;
  std::vector<std::pair<double, double>> errors_in_time_; ///< at accepted steps [s, K]
  Summary summary_;
  Summary last_; ///< at the last accepted step
  std::vector<TransientStepRecord> steps_;
  std::vector<double> worst_bars_; ///< per goal, over the saved times
  std::string failure_;
  bool lost_ = false;
};

} // namespace

TransientResult solve_transient(StudyRun &run, const SaveFields &save_fields)
{
  Transient transient(run, adapt_to_times(run), save_fields);
  while (!transient.finished())
    transient.step();
  return transient.result();
}

} // namespace kelvolt

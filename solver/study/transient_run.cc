#include "study/transient_run.h"

#include "console/summary_text.h"
#include "results/instants.h"
#include "results/quantity_value.h"
#include "results/result_schema.h"
#include "study/initial_state.h"
#include "study/instant_numbers.h"
#include "study/kept_mesh.h"
#include "study/origin.h"
#include "study/steady.h"
#include "study/steps_cost.h"
#include "study/transient_goals.h"
#include "time/scheme_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of what the steps may take of the tolerance, what one step may: their errors die away
/// with the scales of time that they belong to. More of the method of fourth order, whose
/// estimate is the error of its companion of third order, far above its own.
constexpr double step_share = 0.1, step_share_of_fourth_order = 0.2;
/// To what share of a step's accepted error its stages are solved.
constexpr double stage_share = 0.03;
/// Of the temperature: below it round-off decides the error of a step, however short.
constexpr double least_error = 300. * std::numeric_limits<double>::epsilon();
/// The first step after a corner, as a share of the time to the next instant.
constexpr double first_share = 1e-3;
/// Below this share of the time that has passed a step is given up.
constexpr double least_step = 1e-10;
/// Only above it is a temperature that no step can follow taken for one that grows without
/// bound [K].
constexpr double far_gone = 1000.;

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

/// What makes the scheme and the loads of a run.
TimeIntegrator
make_integrator(StudyRun &run, const Schedule &schedule, const TransientMesh &mesh)
{
  return {mesh.solution->problem(),
          run.solved,
          scheme_for(schedule, mesh.tolerance / mesh.largest_rise),
          [&run](double t, Approach side) { return loads_at(run.solved, t, side); },
          0.};
}

TemperatureBounds bounds_of(const Summary &start)
{
  double lowest = start.max_temperature.value;
  for (const PartSummary &part : start.parts)
    lowest = std::min(lowest, part.min_temperature.value);
  return {lowest, start.max_temperature.value};
}

} // namespace

TransientRun::TransientRun(StudyRun &run, TransientMesh mesh, const SaveFields &save_fields)
    : run_(run), mesh_(std::move(mesh)), save_fields_(save_fields), schedule_(run.input),
      integrator_(make_integrator(run, schedule_, mesh_)),
      control_(std::min(integrator_.tableau().order, integrator_.tableau().embedded_order)),
      initial_(mesh_.solution->thermal.temperature()), window_(period_window(run.input))
{
  record_.worst_bars.assign(run.input.accuracy.size(), 0.);
  restart();
  if (window_)
    return;
  const Summary start = numbers_at_start(run_, mesh_.errors, *mesh_.solution);
  follow_instant(record_.summary, start, 0.);
  bounds_ = bounds_of(start);
  bounds_.add(mesh_.solution->thermal.loads());
  turn_corner(record_.summary);
}

void TransientRun::begin_period(const Vector &T,
                                const Vector &error,
                                bool recorded,
                                double open)
{
  recorded_ = recorded;
  open_ = open;
  period_ = {};
  const TimeSteps before = record_.time();
  record_ = {};
  record_.worst_bars.assign(run_.input.accuracy.size(), 0.);
  record_.time().steps = before.steps;
  record_.time().rejected = before.rejected;
  record_.time().stage_solves = before.stage_solves;
  mesh_.solution->thermal.set_temperature(T);
  integrator_.restore(window_->start,
                      {mesh_.solution->thermal.field().make_vector(), error});
  restart();
}

std::vector<PeriodicSummary::Part> TransientRun::period_parts() const
{
  return period_.parts(0.);
}

/// Of sums of the times of a case: what is that close to the end of a period is there.
double TransientRun::rounding() const
{
  constexpr double share = 1e-12;
  return window_ ? share * window_->end : 0.;
}

/// In a period from its beginning on [s].
double TransientRun::stated_time() const
{
  return integrator_.time() - (window_ ? window_->start : 0.);
}

void TransientRun::step()
{
  TransientStepRecord record;
  const Stopwatch watch;
  const double t = integrator_.time();
  for (;;)
  {
    const double end = landing(schedule_, t, control_.dt()), dt = end - t;
    const std::optional<TimeStepReport> report = attempt(end);
    const double rise = report ? std::max(record_.rise, rise_from_start()) : 0.;
    const double ratio = report ? report->error / accepted_error(rise) : 0.;
    if (report && ratio <= 1.)
    {
      control_.accept(dt, ratio);
      take(*report, rise, record);
      stepping_ += watch.seconds();
      return;
    }
    record.rejected += 1;
    record_.time().rejected += 1;
    integrator_.reject();
    control_.reject(dt, report ? std::optional<double>(ratio) : std::nullopt);
    if (control_.dt() < least_step * std::max(t, schedule_.next(t) - t))
      return give_up();
  }
}

TransientResult TransientRun::interrupted()
{
  record_.summary.status = result_schema::interrupted;
  return {std::move(record_.summary), std::move(record_.steps), std::move(mesh_.solution)};
}

TransientResult TransientRun::result()
{
  complete();
  return {std::move(record_.summary), std::move(record_.steps), std::move(mesh_.solution)};
}

TransientResult TransientRun::result(PeriodicSummary periodic, bool is_close)
{
  mesh_.judged_throughout = mesh_.judged_throughout && is_close;
  if (record_.last.max_temperature.value > no_solid)
    run_.log.warning(fmt::format("{:.4g} K in '{}': no solid survives that. The numbers "
                                 "follow from the case as it stands; check load, units and "
                                 "cooling.",
                                 record_.last.max_temperature.value,
                                 record_.last.hottest_part));
  record_.summary.transient->periodic = std::move(periodic);
  return result();
}

double TransientRun::rise_from_start() const
{
  return difference(mesh_.solution->thermal.temperature(), initial_).linfty_norm();
}

/// Of one step [K].
double TransientRun::accepted_error(double rise) const
{
  if (window_) // there is no beginning, from which a rise would count
    rise = mesh_.largest_rise;
  // What the first steps leave dies away, or is small by the first instant.
  rise = std::max(rise, mesh_.first_rise);
  const double share =
      integrator_.tableau().order > 2 ? step_share_of_fourth_order : step_share;
  return std::max(share * time_share * mesh_.tolerance *
                      std::clamp(rise / mesh_.largest_rise, least_share_of_rise, 1.),
                  least_error * initial_.linfty_norm());
}

void TransientRun::restart()
{
  const double t = integrator_.time();
  integrator_.turn_corner();
  control_.restart(first_share * (schedule_.next(t) - t));
  last_corner_ = t;
  bounds_.add(mesh_.solution->thermal.loads());
  turn_corner(record_.summary);
}

/// Nothing where the stages find no state: a shorter step may.
std::optional<TimeStepReport> TransientRun::attempt(double end)
{
  try
  {
    return integrator_.advance(end, stage_share * accepted_error(record_.rise));
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

void TransientRun::take(const TimeStepReport &report,
                        double rise,
                        TransientStepRecord record)
{
  integrator_.accept();
  bounds_.add(mesh_.solution->thermal.loads());
  record_.rise = rise;
  record_.heat += report.heat;
  const double t = stated_time();
  record_.audit(report.heat, "a step", t);
  record_.errors_in_time.emplace_back(t, integrator_.error().linfty_norm());
  count(report);
  if (recorded_)
    keep_numbers(report, record);
  if (!lost_ && schedule_.is_corner(integrator_.time()))
    restart();
}

void TransientRun::count(const TimeStepReport &report)
{
  TimeSteps &time = record_.time();
  time.steps += 1;
  time.stage_solves +=
      integrator_.tableau().n_stages() - (integrator_.tableau().starts_explicit ? 1 : 0);
  time.reached = stated_time();
  time.time_error = std::max(time.time_error, record_.errors_in_time.back().second);
  run_.cost.nonlinear_iterations += report.passes;
  run_.cost.linear_iterations += report.electric_iterations + report.thermal_iterations;
  run_.cost.seconds.solve += report.seconds;
}

void TransientRun::keep_numbers(const TimeStepReport &report, TransientStepRecord &record)
{
  const double t = stated_time();
  // A periodic state has been there for ever: all lengths of time count.
  const double since_start = window_ ? std::numeric_limits<double>::infinity() : t,
               recent = window_ ? record_.recent_error(0.) + 2. * open_
                                : record_.recent_error(t);
  const double since_corner = integrator_.time() - last_corner_;
  const Summary now = numbers_at_instant(
      run_, integrator_, {mesh_.errors, since_start, bounds_}, recent, *mesh_.solution);
  note(report, now, record);
  if (window_)
    period_.add(t, now, schedule_.is_corner(integrator_.time()));
  // A period begins with the state in which it ends: nothing grows from one to the next.
  if (!window_ && has_feedback() && now.max_temperature.value > no_solid)
    lose(now.hottest_part);
  if (schedule_.is_saved(integrator_.time()) || lost_)
    save(now);
  else if (mesh_.errors.reach(since_corner))
    follow_instant(record_.summary, now, t);
  else
    pass_instant(record_.summary, now, t, t + mesh_.errors.shortest() - since_corner);
  record_.last = now;
}

void TransientRun::save(const Summary &now)
{
  append_instant(record_.summary, now, stated_time());
  for (std::size_t i = 0; i < record_.worst_bars.size(); ++i)
    record_.worst_bars[i] = std::max(
        record_.worst_bars[i], stated(run_.input.accuracy[i].of, now).error_or_zero());
  save_fields_(stated_time(), *mesh_.solution);
  if (!run_.checkpoints || window_)
    return;
  const ThermalProblem &thermal = mesh_.solution->thermal;
  run_.checkpoints->keep_instant(
      record_.summary.transient->times.size() - 1,
      integrator_.time(),
      {thermal.field(), thermal.temperature(), mesh_.solution->mesh.planes});
}

void TransientRun::note(const TimeStepReport &report,
                        const Summary &now,
                        TransientStepRecord &record)
{
  record.time = stated_time();
  record.step = record.time - (record_.steps.empty() ? 0. : record_.steps.back().time);
  record.max_temperature = now.max_temperature.value;
  for (const PartSummary &part : now.parts)
    record.mean_temperatures.push_back(part.mean_temperature.value);
  record.heat_in = (report.heat.joule + report.heat.put_in) / record.step;
  record.heat_out = report.heat.out / record.step;
  record.heat_stored = report.heat.stored / record.step;
  record.time_error = record_.errors_in_time.back().second;
  record.nonlinear_iterations = report.passes;
  record.linear_iterations = report.electric_iterations + report.thermal_iterations;
  record.seconds = run_.watch.seconds();
  run_.log.detail(
      fmt::format("  step {:4d} to {:.6g} s: {:.6g} K, error {:.1e} K, {} passes, CG {}",
                  record_.steps.size() + 1,
                  record.time,
                  record.max_temperature,
                  report.error,
                  report.passes,
                  record.linear_iterations));
  run_.log.progress().end_step({record.time,
                                window_ ? window_->length() : schedule_.end(),
                                record.step,
                                record.time_error,
                                time_share * mesh_.tolerance},
                               record.seconds);
  record_.steps.push_back(std::move(record));
}

bool TransientRun::has_feedback() const
{
  return mesh_.solution->electric &&
         conduction_depends_on_temperature(mesh_.solution->materials);
}

void TransientRun::lose(const std::string &part)
{
  lost_ = true;
  record_.summary.status = result_schema::runaway;
  run_.log.warning(fmt::format(
      "The temperature of '{}' grows without bound (thermal runaway): the run ends at "
      "{:.6g} s with what was computed until then.",
      part,
      integrator_.time()));
}

/// No step, however short, finds a state.
void TransientRun::give_up()
{
  if (window_)
    throw NoStateInTime(fmt::format(
        "No periodic state is found: in a period that begins close to the steady state of "
        "the mean loads no step from {:.6g} s on finds a state, however short. {}",
        integrator_.time(),
        failure_));
  if (record_.steps.empty() || !has_feedback() ||
      mesh_.solution->thermal.highest_temperature() < far_gone)
    throw NoStateInTime(
        fmt::format("No step in time from {:.6g} s on finds a state, however short. {}",
                    integrator_.time(),
                    failure_));
  lose(record_.summary.transient->worst.part);
  if (!schedule_.is_saved(integrator_.time()))
    save(record_.last); // its numbers and fields are what the run ends with
}

void TransientRun::complete()
{
  record_.audit(record_.heat, "the run", integrator_.time());
  Audit &last = record_.summary.audit;
  last.relative_imbalance = std::max(last.relative_imbalance, record_.heat.imbalance());
  last.current_imbalance =
      std::max(last.current_imbalance, record_.heat.charge_imbalance());
  record_.summary.title = run_.input.title;
  record_.time().scheme = integrator_.tableau().name;
  state_transient_goals(run_, mesh_, record_);
  record_.summary.version = KELVOLT_VERSION;
  record_.summary.cost = run_.cost;
  record_.summary.origin = make_origin(run_.input, run_.library);
  record_.summary.temperature_unit = ConsoleUnits(run_.input).temperature_unit();
  record_.summary.warnings = run_.log.warnings();
  run_.log.info(summary_text(record_.summary, ConsoleUnits(run_.input)));
  if (!window_ && mesh_.steady_seconds > 0.) // otherwise not all steps were made here
    run_.log.info(
        text_of_cost(mesh_, record_.steps, record_.time().stage_solves, stepping_));
}

} // namespace kelvolt

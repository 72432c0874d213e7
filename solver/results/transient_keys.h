#pragma once

#include "results/summary_keys.h"
#include "results/transient.h"

/// @file
/// The keys of summary.json that a transient run has besides, see summary_keys.h.

namespace kelvolt
{

template <typename Form>
void describe(Form &form, Access<Form, WorstMoment> &worst)
{
  auto &[time, temperature, part, position, course] = worst;
  form.value("time", time);
  form.value("value", temperature.value);
  form.value("error", temperature.error);
  form.value("part", part);
  form.value("position", position);
}

template <typename Form>
void describe(Form &form, Access<Form, PeriodicSummary::Part> &part)
{
  auto &[name, peak, valley, mean, ripple, max_peak] = part;
  form.number("peak", peak, Bar::derived);
  form.number("valley", valley, Bar::derived);
  form.number("mean", mean, Bar::derived);
  form.number("ripple", ripple, Bar::derived);
  form.number("max_peak", max_peak, Bar::derived);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, PeriodicSummary> &periodic)
{
  auto &[period, simulated, replaced, residual, parts] = periodic;
  form.value("period", period);
  form.value("simulated_periods", simulated);
  form.value("replaced_periods", replaced);
  form.value("residual", residual);
  form.named("parts", parts);
}

template <typename Form>
void describe(Form &form, Access<Form, TimeSteps> &time)
{
  auto &[scheme, reached, steps, rejected, stage_solves, time_error, space_error] = time;
  form.value("scheme", scheme);
  form.value("reached", reached);
  form.value("steps", steps);
  form.value("rejected", rejected);
  form.value("stage_solves", stage_solves);
  form.value("time_error", time_error);
  form.value("space_error", space_error);
}

/// Its keys stand beside those of the package; what has `times` is a transient run.
template <typename Form>
void describe_transient(Form &form, Access<Form, std::optional<TransientSummary>> &run)
{
  std::string key = run ? "times" : "";
  form.key_among({"times"}, key, false);
  if constexpr (Form::reads)
  {
    run.reset();
    if (!key.empty())
      run.emplace();
  }
  if (!run)
    return;
  auto &[times, worst, periodic, time] = *run;
  form.value("times", times);
  form.object("worst", worst);
  form.object("periodic", periodic);
  form.object("time", time);
}

} // namespace kelvolt

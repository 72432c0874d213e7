#pragma once

#include "results/summary_keys.h"
#include "results/transient_keys.h"

#include <fmt/format.h>

/// @file
/// The keys of summary.json besides the numbers of the package, see summary_keys.h.

namespace kelvolt
{

template <typename Form>
void describe(Form &form, Access<Form, Origin> &origin)
{
  auto &[date, host, case_hash] = origin;
  form.value("date", date);
  form.value("host", host);
  form.value("case_fnv1a_64", case_hash);
}

template <typename Form>
void describe(Form &form, Access<Form, FloatingConductor> &conductor)
{
  auto &[parts, potential] = conductor;
  form.value("parts", parts);
  form.number("potential", potential, Bar::exact);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, LimitSummary> &limit)
{
  auto &[text, value, met, certain, beyond, worst_time, first_violation, way] = limit;
  form.value("text", text);
  form.number("value", value, Bar::derived);
  form.value("met", met);
  form.added("certain", certain);
  form.value("worst_time", worst_time);
  form.number("first_violation", first_violation, Bar::derived);
  form.errors();
}

template <typename Form>
void describe(Form &form, Access<Form, AccuracySummary> &goal)
{
  auto &[of,
         unit,
         value,
         requested,
         estimated,
         electric,
         thermal,
         reliable,
         met,
         sensitivities, // stand in a section of their own
         scale,
         space,
         time,
         on_mesh] = goal;
  form.value("of", of);
  form.value("value", value);
  form.value("on_mesh", on_mesh);
  form.value("unit", unit);
  form.value("requested", requested);
  form.value("estimated", estimated);
  form.value("electric", electric);
  form.value("thermal", thermal);
  form.value("space", space);
  form.value("time", time);
  form.value("reliable", reliable);
  form.value("met", met);
}

/// What is advised to a designer stays with the run.
template <typename Form>
void describe(Form &form, Access<Form, Sensitivity> &sensitivity)
{
  auto &[parameter, kind, value, per_percent, advice] = sensitivity;
  std::string per = kind == Sensitivity::Kind::temperature ? "per_kelvin" : "per_percent";
  form.value("parameter", parameter);
  form.value("value", value);
  form.key_among({"per_kelvin", "per_percent"}, per);
  form.value(per, per_percent);
  if constexpr (Form::reads)
    kind = per == "per_kelvin" ? Sensitivity::Kind::temperature : Sensitivity::Kind::design;
}

template <typename Form>
void describe(Form &form, Access<Form, Runaway::Drive> &drive)
{
  auto &[name, is_current, steady, lost] = drive;
  std::string what = is_current ? "current" : "voltage";
  form.key_among({"current", "voltage"}, what);
  form.pair(what, steady, lost);
  if constexpr (Form::reads)
    is_current = what == "current";
}

template <typename Form>
void describe(Form &form, Access<Form, Runaway> &runaway)
{
  auto &[steady,
         lost,
         drives,
         temperature,
         hottest_part,
         loop_gain,
         part,
         share,
         law,
         cells] = runaway;
  form.pair("critical_scale", steady, lost);
  form.named("critical_drive", drives);
  form.value("temperature", temperature);
  form.value("hottest_part", hottest_part);
  form.value("loop_gain", loop_gain);
  form.value("part", part);
  form.value("share", share);
  form.value("law", law);
  form.value("cells", cells);
}

template <typename Form>
void describe(Form &form, Access<Form, Seconds> &seconds)
{
  auto &[total, mesh, assembly, solve, estimate, output] = seconds;
  form.value("total", total);
  form.value("mesh", mesh);
  form.value("assembly", assembly);
  form.value("solve", solve);
  form.value("estimate", estimate);
  form.value("output", output);
}

template <typename Form>
void describe(Form &form, Access<Form, Cost> &cost)
{
  auto &[ranks, cells, dofs, cycles, nonlinear, linear, seconds, memory] = cost;
  form.value("ranks", ranks);
  form.value("cells", cells);
  form.value("dofs", dofs);
  form.value("cycles", cycles);
  form.value("nonlinear_iterations", nonlinear);
  form.value("linear_iterations", linear);
  form.object("seconds", seconds);
  form.value("peak_memory_bytes", memory);
}

template <typename Form>
void describe(Form &form, Access<Form, ProfileReport::Solve> &solve)
{
  auto &[phase,
         unknown,
         unknowns,
         iterations,
         first_residual,
         last_residual,
         double_precision,
         set_up_seconds,
         solve_seconds] = solve;
  form.value("phase", phase);
  form.value("unknown", unknown);
  form.value("unknowns", unknowns);
  form.value("iterations", iterations);
  form.value("first_residual", first_residual);
  form.value("last_residual", last_residual);
  form.value("double_precision", double_precision);
  form.value("set_up_seconds", set_up_seconds);
  form.value("solve_seconds", solve_seconds);
  form.derived("unknowns_per_second", unknowns_per_second(solve));
}

template <typename Form>
void describe_phase(Form &form, Access<Form, ProfileReport> &report, std::size_t index)
{
  {
    auto &[name,
           parent,
           calls,
           seconds,
           imbalance,
           own_seconds,
           unknowns,
           resident_bytes,
           peak_bytes] = report.phases[index];
    if (index > 0)
    {
      form.value("name", name);
      form.value("calls", calls);
    }
    form.value("seconds", seconds);
    form.value("own_seconds", own_seconds);
    form.value("imbalance", imbalance);
    form.value("resident_bytes", resident_bytes);
    form.value("peak_bytes", peak_bytes);
    form.value("unknowns", unknowns);
    if (unknowns)
      form.derived("peak_bytes_per_unknown", bytes_per_unknown(report.phases[index]));
  }
  const std::vector<std::size_t> within = phases_within(report, index);
  form.entries("phases",
               within.size(),
               [&](Form &below, std::size_t i)
               {
                 if constexpr (Form::reads)
                 {
                   report.phases.emplace_back().parent = index;
                   describe_phase(below, report, report.phases.size() - 1);
                 }
                 else
                   describe_phase(below, report, within[i]);
               });
}

template <typename Form>
void describe(Form &form, Access<Form, ProfileReport> &report)
{
  auto &[ranks, phases, solves] = report; // the ranks stand in the cost
  if constexpr (Form::reads)
  {
    phases.resize(1);
    phases.front().name = "run";
  }
  describe_phase(form, report, 0);
  form.list("solves", solves);
}

/// @param names_key of the names of the rows
template <typename Form>
void describe_matrix(Form &form,
                     const std::string &key,
                     const std::string &names_key,
                     Access<Form, std::optional<NamedMatrix>> &matrix)
{
  form.nested(key,
              matrix.has_value(),
              [&](Form &below)
              {
                if constexpr (Form::reads)
                  matrix.emplace();
                auto &[names, values] = *matrix;
                below.value(names_key, names);
                below.value("values", values);
              });
}

/// The first goal; those asked for besides under `others`.
/// @param f says of the form what there is of one goal
template <typename Form, typename Function>
void describe_goals(Form &form,
                    const std::string &key,
                    Access<Form, std::vector<AccuracySummary>> &goals,
                    const Function &f)
{
  const auto at = [&](std::size_t index) -> auto &
  {
    if constexpr (Form::reads)
      if (index >= goals.size())
        goals.resize(index + 1);
    return goals[index];
  };
  form.nested(key,
              !goals.empty(),
              [&](Form &first)
              {
                f(first, at(0));
                first.entries("others",
                              goals.size() - 1,
                              [&](Form &other, std::size_t i) { f(other, at(i + 1)); });
              });
}

/// The iteration for the loop gain stops at a change of one in a thousand: further digits
/// mean nothing.
inline double known_digits(double loop_gain)
{
  return std::stod(fmt::format("{:.3g}", loop_gain));
}

template <typename Form>
void describe_record(Form &form, Access<Form, RunRecord> &record)
{
  const auto accuracy = [](Form &below, Access<Form, AccuracySummary> &goal)
  {
    describe(below, goal);
  };
  const auto sensitivities = [](Form &below, Access<Form, AccuracySummary> &goal)
  {
    below.same("of", goal.of);
    below.list("list", goal.sensitivities);
  };
  form.nested("matrices",
              record.conductance || record.resistance_matrix,
              [&record](Form &below)
              {
                describe_matrix(below, "conductance", "terminals", record.conductance);
                describe_matrix(
                    below, "thermal_resistance", "parts", record.resistance_matrix);
              });
  describe_goals(form, "accuracy", record.goals, accuracy);
  describe_goals(form, "sensitivities", record.goals, sensitivities);
  form.nested("stability",
              record.loop_gain.has_value(),
              [&record](Form &below)
              {
                double gain = known_digits(record.loop_gain.value_or(0.));
                below.value("loop_gain", gain);
                if constexpr (Form::reads)
                  record.loop_gain = gain;
              });
  form.list_if_any("floating_conductors", record.floating_conductors);
}

template <typename Form>
void describe(Form &form, Access<Form, Summary> &summary)
{
  Access<Form, Numbers> &numbers = summary;
  Access<Form, RunRecord> &record = summary;
  auto &[version,
         title,
         temperature_unit,
         origin,
         status,
         rise,
         conductance,
         resistance_matrix,
         goals,
         limits,
         floating_conductors,
         warnings,
         loop_gain,
         runaway,
         transient,
         cost,
         profile] = record;
  form.format();
  form.value("kelvolt", version);
  form.value("case", title);
  form.added("temperature_unit", temperature_unit);
  form.value("status", status);
  form.object("origin", origin);
  form.object("runaway", runaway);
  if (summary.has_answers())
  {
    describe_transient(form, transient);
    describe(form, numbers);
    describe_record(form, record);
  }
  else
    form.without_answers();
  form.list("limits", limits);
  form.value("warnings", warnings);
  form.object("cost", cost);
  form.object("profile", profile);
  if constexpr (Form::reads)
    if (profile)
      profile->ranks = cost.ranks;
}

} // namespace kelvolt

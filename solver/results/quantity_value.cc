#include "results/quantity_value.h"

#include "case/quantity_name.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

using Kind = Quantity::Kind;

/// Currents and heats below this share of the largest one are round-off.
constexpr double round_off = 1e-9;

template <typename Entries>
auto &find(Entries &entries, const std::string &name)
{
  const auto found = std::find_if(
      entries.begin(), entries.end(), [&](const auto &e) { return e.name == name; });
  if (found == entries.end())
    throw std::out_of_range("The result has no entry '" + name + "'.");
  return *found;
}

double heat_made(const PartSummary &part)
{
  return part.joule_heat + part.heat;
}

/// The heat that a thermal resistance refers to.
double heat_of(const Quantity &quantity, const Summary &summary)
{
  double largest = 0.;
  for (const PartSummary &part : summary.parts)
    largest = std::max(largest, std::abs(heat_made(part)));
  const double heat = heat_made(find(summary.parts, quantity.subject));
  if (!(std::abs(heat) > round_off * largest))
    throw std::runtime_error(quantity.text() + " has no value: no heat is made in '" +
                             quantity.subject +
                             "'. Name a part first that makes heat, or ask for the "
                             "temperatures themselves.");
  return heat;
}

double resistance(const Quantity &quantity, const Summary &summary)
{
  double largest = 0.;
  for (const TerminalSummary &terminal : summary.terminals)
    largest = std::max(largest, std::abs(terminal.current));
  const TerminalSummary &a = find(summary.terminals, quantity.subject),
                        &b = find(summary.terminals, quantity.other);
  if (!(std::abs(a.current) > round_off * largest))
    throw std::runtime_error(quantity.text() + " has no value: no current flows through '" +
                             quantity.subject +
                             "'. Name a terminal first that carries one.");
  return (a.above_reference - b.above_reference) / a.current;
}

/// Zero before there are any.
PartSummary::Errors part_errors(const Summary &summary, const std::string &name)
{
  return find(summary.parts, name).errors.value_or(PartSummary::Errors());
}

SurfaceSummary::Errors surface_errors(const Summary &summary, const std::string &name)
{
  return find(summary.surfaces, name).errors.value_or(SurfaceSummary::Errors());
}

TerminalSummary::Errors terminal_errors(const Summary &summary, const std::string &name)
{
  return find(summary.terminals, name).errors.value_or(TerminalSummary::Errors());
}

} // namespace

double value_of(const Quantity &quantity, const Summary &summary)
{
  const std::string &subject = quantity.subject;
  switch (quantity.kind)
  {
  case Kind::max_temperature:
    return subject.empty() ? summary.max_temperature.value
                           : find(summary.parts, subject).max_temperature;
  case Kind::mean_temperature:
    return find(summary.parts, subject).mean_temperature;
  case Kind::min_temperature:
    return find(summary.parts, subject).min_temperature;
  case Kind::surface_mean_temperature:
    return find(summary.surfaces, subject).mean_temperature;
  case Kind::point_temperature:
    return find(summary.points, subject).temperature.value;
  case Kind::heat_flow:
    return find(summary.surfaces, subject).heat_flow;
  case Kind::current:
    return find(summary.terminals, subject).current;
  case Kind::voltage:
    return find(summary.terminals, subject).voltage;
  case Kind::resistance:
    return resistance(quantity, summary);
  case Kind::thermal_resistance:
    return (find(summary.parts, subject).mean_temperature -
            find(summary.parts, quantity.other).mean_temperature) /
           heat_of(quantity, summary);
  }
  throw std::out_of_range("The result has no quantity '" + quantity.text() + "'.");
}

double size_of(const Quantity &quantity, const Summary &summary)
{
  // What a common potential of all terminals adds is no part of the answer.
  if (quantity.kind == Kind::voltage)
    return std::abs(find(summary.terminals, quantity.subject).above_reference);
  return std::abs(value_of(quantity, summary));
}

double error_of(const Quantity &quantity, const Summary &summary)
{
  for (const AccuracySummary &goal : summary.goals)
    if (goal.of == quantity.text())
      return goal.estimated;
  const std::string &subject = quantity.subject;
  switch (quantity.kind)
  {
  case Kind::max_temperature:
    return subject.empty() ? summary.max_temperature.error
                           : part_errors(summary, subject).max_temperature;
  case Kind::mean_temperature:
    return part_errors(summary, subject).mean_temperature;
  case Kind::min_temperature:
    return part_errors(summary, subject).min_temperature;
  case Kind::surface_mean_temperature:
    return surface_errors(summary, subject).mean_temperature;
  case Kind::point_temperature:
    return find(summary.points, subject).temperature.error;
  case Kind::heat_flow:
    return surface_errors(summary, subject).heat_flow;
  case Kind::current:
    return terminal_errors(summary, subject).current;
  case Kind::voltage:
    return terminal_errors(summary, subject).voltage;
  case Kind::resistance:
  {
    const TerminalSummary::Errors first = terminal_errors(summary, subject),
                                  second = terminal_errors(summary, quantity.other);
    return (first.voltage + second.voltage +
            std::abs(value_of(quantity, summary)) * first.current) /
           std::abs(find(summary.terminals, subject).current);
  }
  case Kind::thermal_resistance:
  {
    const PartSummary::Errors first = part_errors(summary, subject),
                              second = part_errors(summary, quantity.other);
    return (first.mean_temperature + second.mean_temperature +
            std::abs(value_of(quantity, summary)) * first.joule_heat) /
           std::abs(heat_of(quantity, summary));
  }
  }
  throw std::out_of_range("The result has no quantity '" + quantity.text() + "'.");
}

double scale_of(const Quantity &quantity, const Summary &summary, double rise)
{
  if (is_temperature(quantity))
    return rise;
  if (quantity.kind == Kind::thermal_resistance)
    return rise / std::abs(heat_of(quantity, summary));
  return size_of(quantity, summary);
}

void state_error(const Quantity &quantity, double error, Summary &summary)
{
  const std::string &subject = quantity.subject;
  switch (quantity.kind)
  {
  case Kind::max_temperature:
    if (subject.empty())
      summary.max_temperature.error = error;
    else
      find(summary.parts, subject).errors.value().max_temperature = error;
    // The same number twice: neither place claims more than the other.
    if (subject == summary.hottest_part)
      summary.max_temperature.error = std::max(summary.max_temperature.error, error);
    return;
  case Kind::mean_temperature:
    find(summary.parts, subject).errors.value().mean_temperature = error;
    for (DeviceSummary &device : summary.devices)
      if (device.name == subject && device.errors)
        device.errors->mean_temperature = error;
    return;
  case Kind::min_temperature:
    find(summary.parts, subject).errors.value().min_temperature = error;
    return;
  case Kind::surface_mean_temperature:
    find(summary.surfaces, subject).errors.value().mean_temperature = error;
    return;
  case Kind::point_temperature:
    find(summary.points, subject).temperature.error = error;
    return;
  case Kind::heat_flow:
    find(summary.surfaces, subject).errors.value().heat_flow = error;
    return;
  case Kind::current:
    find(summary.terminals, subject).errors.value().current = error;
    return;
  case Kind::voltage:
    find(summary.terminals, subject).errors.value().voltage = error;
    return;
  case Kind::resistance:
  case Kind::thermal_resistance:
    return; // stand among the goals only
  }
}

} // namespace kelvolt

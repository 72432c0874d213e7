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
  return part.joule_heat.value + part.heat.value;
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

Number resistance(const Quantity &quantity, const Summary &summary)
{
  double largest = 0.;
  for (const TerminalSummary &terminal : summary.terminals)
    largest = std::max(largest, std::abs(terminal.current.value));
  const TerminalSummary &a = find(summary.terminals, quantity.subject),
                        &b = find(summary.terminals, quantity.other);
  if (!(std::abs(a.current.value) > round_off * largest))
    throw std::runtime_error(quantity.text() + " has no value: no current flows through '" +
                             quantity.subject +
                             "'. Name a terminal first that carries one.");
  const double value = (a.above_reference - b.above_reference) / a.current.value;
  return {value,
          (a.voltage.error_or_zero() + b.voltage.error_or_zero() +
           std::abs(value) * a.current.error_or_zero()) /
              std::abs(a.current.value)};
}

Number thermal_resistance(const Quantity &quantity, const Summary &summary)
{
  const PartSummary &a = find(summary.parts, quantity.subject),
                    &b = find(summary.parts, quantity.other);
  const double heat = heat_of(quantity, summary),
               value = (a.mean_temperature.value - b.mean_temperature.value) / heat;
  return {value,
          (a.mean_temperature.error_or_zero() + b.mean_temperature.error_or_zero() +
           std::abs(value) * a.joule_heat.error_or_zero()) /
              std::abs(heat)};
}

} // namespace

Number number_of(const Quantity &quantity, const Summary &summary)
{
  const std::string &subject = quantity.subject;
  switch (quantity.kind)
  {
  case Kind::max_temperature:
    return subject.empty() ? summary.max_temperature
                           : find(summary.parts, subject).max_temperature;
  case Kind::mean_temperature:
    return find(summary.parts, subject).mean_temperature;
  case Kind::min_temperature:
    return find(summary.parts, subject).min_temperature;
  case Kind::surface_mean_temperature:
    return find(summary.surfaces, subject).mean_temperature;
  case Kind::point_temperature:
    return find(summary.points, subject).temperature;
  case Kind::heat_flow:
    return find(summary.surfaces, subject).heat_flow;
  case Kind::current:
    return find(summary.terminals, subject).current;
  case Kind::voltage:
    return find(summary.terminals, subject).voltage;
  case Kind::resistance:
    return resistance(quantity, summary);
  case Kind::thermal_resistance:
    return thermal_resistance(quantity, summary);
  }
  throw std::out_of_range("The result has no quantity '" + quantity.text() + "'.");
}

double value_of(const Quantity &quantity, const Summary &summary)
{
  return number_of(quantity, summary).value;
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
  return number_of(quantity, summary).error_or_zero();
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
      find(summary.parts, subject).max_temperature.error = error;
    // The same number twice: neither place claims more than the other.
    if (subject == summary.hottest_part)
      summary.max_temperature.widen_error(error);
    return;
  case Kind::mean_temperature:
    find(summary.parts, subject).mean_temperature.error = error;
    for (DeviceSummary &device : summary.devices)
      if (device.name == subject)
        device.mean_temperature.error = error;
    return;
  case Kind::min_temperature:
    find(summary.parts, subject).min_temperature.error = error;
    return;
  case Kind::surface_mean_temperature:
    find(summary.surfaces, subject).mean_temperature.error = error;
    return;
  case Kind::point_temperature:
    find(summary.points, subject).temperature.error = error;
    return;
  case Kind::heat_flow:
    find(summary.surfaces, subject).heat_flow.error = error;
    return;
  case Kind::current:
    find(summary.terminals, subject).current.error = error;
    return;
  case Kind::voltage:
    find(summary.terminals, subject).voltage.error = error;
    return;
  case Kind::resistance:
  case Kind::thermal_resistance:
    return; // stand among the goals only
  }
}

} // namespace kelvolt

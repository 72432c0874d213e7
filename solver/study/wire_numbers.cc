#include "study/wire_numbers.h"

#include "case/wire_course.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

namespace kelvolt
{

void add_wires(const Case &input,
               const std::vector<WireState> &states,
               const JouleHeat &joule_heat,
               Summary &summary)
{
  for (std::size_t i = 0; i < input.wires.size(); ++i)
  {
    const WireState &state = states[i];
    const auto &[T, V] = state.ends;
    WireSummary wire;
    wire.name = input.wires[i].name;
    wire.voltage = V;
    wire.current = state.conductance * V;
    wire.resistance = state.conductance > 0. ? 1. / state.conductance : 0.;
    wire.loss = joule_heat.wires[i].heat;
    wire.heat_to_first_foot = 0.5 * wire.loss.value - state.conducted;
    wire.heat_to_second_foot = 0.5 * wire.loss.value + state.conducted;
    wire.first_foot_temperature = T[0];
    wire.second_foot_temperature = T[1];
    wire.max_temperature = state.highest_temperature;
    for (std::size_t foot : {0, 1})
      wire.conducted_slope[foot] = std::abs(state.conducted_slope[foot]);
    wire.hottest_place = state.hottest_place;
    wire.length = length_of(input, input.wires[i]).value();
    wire.course = course_of(input, input.wires[i]);
    wire.position = place_on(wire.course, wire.hottest_place);
    summary.wires.push_back(wire);
  }
}

double heat_to_wires(const SurfaceName &surface, const Case &input, const Summary &summary)
{
  double sum = 0.;
  for (std::size_t i = 0; i < input.wires.size(); ++i)
  {
    const WireSummary &wire = summary.wires[i];
    sum -= input.wires[i].feet[0] == surface ? wire.heat_to_first_foot.value : 0.;
    sum -= input.wires[i].feet[1] == surface ? wire.heat_to_second_foot.value : 0.;
  }
  return sum;
}

void widen_heats_to_wires(const Case &input, Summary &summary)
{
  std::unordered_map<std::string, double> open; // by surface
  for (std::size_t i = 0; i < input.wires.size(); ++i)
  {
    const WireSummary &wire = summary.wires[i];
    const auto &[first, second] = input.wires[i].feet;
    open[first.text()] += wire.heat_to_first_foot.error_or_zero();
    open[second.text()] += wire.heat_to_second_foot.error_or_zero();
  }
  for (SurfaceSummary &surface : summary.surfaces)
    if (const auto found = open.find(surface.name); found != open.end())
      surface.heat_flow.widen_error(found->second);
}

void warn_of_hot_wires(Summary &summary)
{
  const auto hottest =
      std::max_element(summary.wires.begin(),
                       summary.wires.end(),
                       [](const WireSummary &a, const WireSummary &b)
                       { return a.max_temperature.value < b.max_temperature.value; });
  if (hottest != summary.wires.end() &&
      hottest->max_temperature.value > summary.max_temperature.value)
    summary.warnings.push_back(
        fmt::format("The wire {} is hotter than any part. max_temperature is that of "
                    "parts; see 'wires' for wires.",
                    hottest->name));
}

} // namespace kelvolt

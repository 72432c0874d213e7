#include "summary_reader.h"

#include "degree_sign.h"
#include "drawable_text.h"
#include "field_checks.h"
#include "results/result_from_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double mm_per_m = 1e3;
constexpr double celsius_zero = 273.15;

void require_within(double lower, double upper, double found, const std::string &path)
{
  if (!(found >= lower && found <= upper))
    throw DamagedFile(
        fmt::format("'{}' is {}; allowed is {} to {}", path, found, lower, upper));
}

/// @param unit of temperatures, as the summary names it
/// @param path of the object in the file
Hotspot hotspot_of(const std::string &unit,
                   const Number &highest,
                   const std::string &part,
                   const std::array<double, 3> &position,
                   const std::string &path)
{
  require_within(0., highest_temperature, highest.value, path + "value");
  require_within(0., highest_temperature, highest.error_or_zero(), path + "error");
  Hotspot hotspot;
  if (unit == result_schema::kelvin)
    hotspot.unit = {0., "K"};
  hotspot.temperature = highest.value - hotspot.unit.zero;
  hotspot.error = highest.error_or_zero();
  hotspot.part = part;
  for (std::size_t d = 0; d < hotspot.position.size(); ++d)
  {
    const double x = position[d];
    require_within(-farthest_place, farthest_place, x, path + "position");
    hotspot.position[d] = mm_per_m * x;
  }
  return hotspot;
}

std::vector<std::array<double, 3>> course_in_mm(const WireSummary &wire)
{
  std::vector<std::array<double, 3>> result;
  for (const std::array<double, 3> &corner : wire.course)
  {
    result.emplace_back();
    for (std::size_t d = 0; d < corner.size(); ++d)
    {
      require_within(
          -farthest_place, farthest_place, corner[d], "wires." + wire.name + ".course");
      result.back()[d] = mm_per_m * corner[d];
    }
  }
  return result;
}

/// What the temperature adds to the straight line between the feet, over share (1 - share).
double bulge_of(const WireSummary &wire)
{
  const double first = wire.first_foot_temperature.value,
               second = wire.second_foot_temperature.value, at = wire.hottest_place;
  constexpr double least = 1e-3;
  if (at > least && at < 1. - least)
    return (wire.max_temperature.value - first - at * (second - first)) / (at * (1. - at));
  // Hottest at a foot: of the heat that flows out of the two ends the difference is
  // conducted, the sum is the loss.
  const double conducted = wire.heat_to_first_foot.value - wire.heat_to_second_foot.value;
  const double bulge =
      conducted == 0. ? 0. : wire.loss.value * (second - first) / conducted;
  return std::clamp(bulge, 0., std::abs(second - first));
}

WireState state_of(const WireSummary &wire, double zero)
{
  WireState state;
  state.course = course_in_mm(wire);
  state.foot_temperatures = {{wire.first_foot_temperature.value - zero,
                              wire.second_foot_temperature.value - zero}};
  state.bulge = bulge_of(wire);
  require_within(-highest_temperature,
                 highest_temperature,
                 state.bulge,
                 "wires." + wire.name + ".max_temperature");
  for (const double foot : state.foot_temperatures)
    require_within(-highest_temperature,
                   highest_temperature,
                   foot,
                   "wires." + wire.name + ".first_foot_temperature");
  return state;
}

std::string provenance_of(const Summary &summary)
{
  constexpr std::size_t most_limits = 3;
  const bool in_kelvin = summary.temperature_unit == result_schema::kelvin;
  std::string text;
  const auto add = [&](const std::string &what)
  {
    text += (text.empty() ? "" : ";  ") + what;
  };
  const auto &resistance = summary.thermal_resistance;
  if (resistance && !summary.transient)
    add(fmt::format("{:.4g} W of heat", resistance->heat.value));
  if (resistance && resistance->ambient && !summary.transient)
    add(fmt::format("{:.4g} K/W to the ambient of {:.4g} {}",
                    resistance->to_ambient.value,
                    resistance->ambient->value - (in_kelvin ? 0. : celsius_zero),
                    in_kelvin ? "K" : "°C"));
  for (std::size_t i = 0; i < std::min(summary.limits.size(), most_limits); ++i)
    add(fmt::format("limit {}: {}",
                    with_degree_sign(drawable_text(summary.limits[i].text)),
                    summary.limits[i].met ? "met" : "VIOLATED"));
  if (!summary.version.empty())
    add("kelvolt " + summary.version);
  if (summary.origin)
    add(summary.origin->date.substr(0, summary.origin->date.find('T')));
  return drawable_text(text);
}

/// What of the heat through all surfaces is worth to be told of one.
constexpr double least_share = 1e-3;

/// Out of the body: [W], of a transient result [J] over all its times, by the trapezoidal
/// rule.
double heat_out(const Summary &summary, const SurfaceSummary &surface)
{
  if (!summary.transient)
    return surface.heat_flow.value;
  const std::vector<double> &times = summary.transient->times;
  const History &flows = surface.heat_flow_history;
  double heat = 0.;
  for (std::size_t i = 1; i < std::min(times.size(), flows.size()); ++i)
    heat += 0.5 * (times[i] - times[i - 1]) * (flows[i].value + flows[i - 1].value);
  return heat;
}

std::vector<std::string> heating_surfaces(const Summary &summary)
{
  double all = 0.;
  for (const SurfaceSummary &surface : summary.surfaces)
    all += std::abs(heat_out(summary, surface));
  std::vector<std::string> names;
  for (const SurfaceSummary &surface : summary.surfaces)
    if (heat_out(summary, surface) < -least_share * all)
      names.push_back(drawable_text(surface.name));
  return names;
}

} // namespace

std::string read_provenance(const std::string &path)
{
  try
  {
    return provenance_of(result_from_file(path,
                                          {"format",
                                           "kelvolt",
                                           "status",
                                           "temperature_unit",
                                           "origin",
                                           "max_temperature",
                                           "times",
                                           "worst",
                                           "thermal_resistance",
                                           "limits"}));
  }
  catch (const DamagedResult &)
  {
    return "";
  }
}

Annotations read_annotations(const std::string &path)
{
  Annotations annotations;
  try
  {
    const Summary read = result_from_file(path,
                                          {"format",
                                           "status",
                                           "temperature_unit",
                                           "max_temperature",
                                           "times",
                                           "worst",
                                           "parts",
                                           "terminals",
                                           "surfaces",
                                           "wires"});
    if (!read.has_answers())
      return annotations;
    annotations.heating = heating_surfaces(read);
    if (read.transient)
      return annotations;
    for (const PartSummary &part : read.parts)
      if (part.current)
        annotations.currents.emplace_back(drawable_text(part.name), part.current->value);
    for (const TerminalSummary &terminal : read.terminals)
      annotations.terminals.push_back(
          {drawable_text(terminal.name), terminal.current.value, terminal.voltage.value});
    for (const WireSummary &wire : read.wires)
      if (!wire.course.empty())
        annotations.wires.push_back(state_of(
            wire, read.temperature_unit == result_schema::kelvin ? 0. : celsius_zero));
    double all = 0.;
    for (const SurfaceSummary &surface : read.surfaces)
      all += std::abs(surface.heat_flow.value);
    for (const SurfaceSummary &surface : read.surfaces)
      if (std::abs(surface.heat_flow.value) > least_share * all)
        annotations.cooled.push_back(
            {drawable_text(surface.name), surface.heat_flow.value});
  }
  catch (const DamagedFile &)
  {
    return {};
  }
  catch (const DamagedResult &)
  {
    return {};
  }
  return annotations;
}

ResultSummary read_summary(const std::string &path)
{
  try
  {
    // Neither depth nor size of what is not drawn counts.
    const Summary read = result_from_file(path,
                                          {"format",
                                           "case",
                                           "status",
                                           "runaway",
                                           "temperature_unit",
                                           "max_temperature",
                                           "times",
                                           "worst"});
    ResultSummary summary;
    summary.title =
        with_degree_sign(drawable_text(read.title.empty() ? "Untitled" : read.title));
    summary.has_steady_state = read.has_answers();
    if (summary.has_steady_state)
      summary.hotspot = hotspot_of(read.temperature_unit,
                                   read.max_temperature,
                                   read.hottest_part,
                                   read.hottest_position,
                                   "max_temperature.");
    if (summary.has_steady_state && read.transient && !read.transient->times.empty())
    {
      const WorstMoment &worst = read.transient->worst;
      summary.times = read.transient->times;
      summary.end = summary.times.back();
      summary.worst_time = worst.time;
      summary.worst = hotspot_of(
          read.temperature_unit, worst.temperature, worst.part, worst.position, "worst.");
    }
    return summary;
  }
  catch (const DamagedResult &damage)
  {
    throw DamagedFile(damage.what());
  }
}

} // namespace kelvolt

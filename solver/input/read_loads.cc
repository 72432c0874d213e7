#include "read_loads.h"

#include "case/unknown_value.h"
#include "map_reader.h"
#include "read_package.h"

namespace kelvolt
{

namespace
{

/// A number that drives the case; maps there are waveforms.
std::optional<double> read_drive(const MapReader &map,
                                 const char *key,
                                 const Dimension &dimension,
                                 Problems &problems)
{
  const ConfigNode *const node = map.get(key);
  if (node != nullptr && node->is_map())
  {
    report_not_yet(*node, map.path_of(key), "waveforms (pulse, steps, csv)", problems);
    return std::nullopt;
  }
  return map.quantity(key, dimension);
}

} // namespace

std::vector<Terminal> read_terminals(const ConfigNode &node, Problems &problems)
{
  std::vector<Terminal> result;
  for (const ConfigEntry &entry : section_entries(node, "terminals", problems))
  {
    const MapReader map(entry.value, "terminals." + entry.key, "terminal", problems);
    if (!entry.value.is_map())
      continue;
    Terminal terminal;
    terminal.name = entry.key;
    terminal.where = entry.where;
    check_name(entry.key, "terminal", entry.where, problems);
    if (const auto on = map.text("on"))
      if (const auto surface =
              read_surface_name(*on, map.get("on")->where, map.path_of("on"), problems))
        terminal.surface = *surface;
    if (map.has("voltage") == map.has("current"))
      map.report(map.has("voltage") ? "has both a voltage and a current"
                                    : "has neither a voltage nor a current",
                 "one of voltage and current");
    const auto voltage = read_drive(map, "voltage", dimension::voltage, problems);
    const auto current = read_drive(map, "current", dimension::current, problems);
    if (map.has("current") && !map.has("voltage"))
      terminal.drive = GivenCurrent{current.value_or(unknown_value)};
    else
      terminal.drive = GivenVoltage{voltage.value_or(unknown_value)};
    result.push_back(std::move(terminal));
  }
  return result;
}

std::vector<HeatSource> read_heat(const ConfigNode &node, Problems &problems)
{
  std::vector<HeatSource> result;
  for (const ConfigEntry &entry : section_entries(node, "heat", problems))
  {
    check_name(entry.key, "part", entry.where, problems);
    const MapReader map(entry.value, "heat." + entry.key, "heat", problems);
    const auto power = read_drive(map, "power", dimension::power, problems);
    result.push_back({entry.key, power.value_or(unknown_value), entry.where});
  }
  return result;
}

} // namespace kelvolt

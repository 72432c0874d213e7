#include "read_loads.h"

#include "case/unknown_value.h"
#include "map_reader.h"
#include "read_package.h"
#include "read_waveform.h"

namespace kelvolt
{

std::vector<Terminal>
read_terminals(const ConfigNode &node, const WaveformReader &varying, Problems &problems)
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
    const bool is_current = map.has("current") && !map.has("voltage");
    // Of two drives one is read for its faults alone.
    const auto voltage =
        varying.number(map, "voltage", {Target::Kind::voltage, result.size()});
    const auto current =
        varying.number(map, "current", {Target::Kind::current, result.size()});
    if (is_current)
      terminal.drive = GivenCurrent{current.value_or(unknown_value)};
    else
      terminal.drive = GivenVoltage{voltage.value_or(unknown_value)};
    result.push_back(std::move(terminal));
  }
  return result;
}

std::vector<HeatSource>
read_heat(const ConfigNode &node, const WaveformReader &varying, Problems &problems)
{
  std::vector<HeatSource> result;
  for (const ConfigEntry &entry : section_entries(node, "heat", problems))
  {
    check_name(entry.key, "part", entry.where, problems);
    const MapReader map(entry.value, "heat." + entry.key, "heat", problems);
    const auto power =
        varying.number(map, "power", {Target::Kind::heat_power, result.size()});
    result.push_back({entry.key, power.value_or(unknown_value), entry.where});
  }
  return result;
}

} // namespace kelvolt

#include "read_wires.h"

#include "case/unknown_value.h"

#include <fmt/format.h>

namespace kelvolt
{
namespace
{

Ribbon read_ribbon(const ConfigNode &node, const std::string &path, Problems &problems)
{
  Ribbon result{unknown_value, unknown_value};
  if (!node.is_list() || node.items.size() != 2)
  {
    problems.push_back({node.where,
                        path + " is " + node.spoken(),
                        "width and thickness, such as [2 mm, 0.2 mm]",
                        ""});
    return result;
  }
  const auto read = [&](std::size_t i)
  {
    return read_quantity(
               node.items[i], fmt::format("{}.{}", path, i), dimension::length, problems)
        .value_or(unknown_value);
  };
  return {read(0), read(1)};
}

void read_section(const MapReader &map, Problems &problems, Wire &wire)
{
  if (map.has("diameter") == map.has("ribbon"))
    map.report(map.has("diameter") ? "has both a diameter and the section of a ribbon"
                                   : "has no cross-section",
               "one of diameter and ribbon");
  if (const ConfigNode *const ribbon = map.get("ribbon"))
    wire.section = read_ribbon(*ribbon, map.path_of("ribbon"), problems);
  else
    wire.section =
        RoundWire{map.quantity("diameter", dimension::length).value_or(unknown_value)};
  if (const auto count = map.number("count"))
    wire.count = static_cast<unsigned int>(*count);
}

void read_course(const MapReader &map, Wire &wire)
{
  if (map.has("length") == map.has("loop"))
    map.report(map.has("length") ? "has both a length and a loop"
                                 : "has neither a length nor a loop",
               "one of length and loop");
  if (map.has("loop") && !map.has("length"))
    wire.loop = map.quantity("loop", dimension::length).value_or(unknown_value);
  else
    wire.length = map.quantity("length", dimension::length).value_or(unknown_value);
}

} // namespace

std::vector<Wire> read_wires(const ConfigNode &node, Problems &problems)
{
  std::vector<Wire> result;
  for (const ConfigEntry &entry : section_entries(node, "wires", problems))
  {
    const MapReader map(entry.value, "wires." + entry.key, "wire", problems);
    if (!entry.value.is_map())
      continue;
    Wire wire;
    wire.name = entry.key;
    wire.where = entry.where;
    check_name(entry.key, "wire", entry.where, problems);
    wire.material = map.text("material").value_or("");
    const std::array<const char *, 2> ends{"from", "to"};
    for (std::size_t i = 0; i < 2; ++i)
      if (const auto on = map.text(ends[i]))
        if (const auto surface = read_surface_name(
                *on, map.get(ends[i])->where, map.path_of(ends[i]), problems))
          wire.feet[i] = *surface;
    read_section(map, problems, wire);
    read_course(map, wire);
    wire.electrical = map.flag("electrical").value_or(true);
    result.push_back(std::move(wire));
  }
  return result;
}

} // namespace kelvolt

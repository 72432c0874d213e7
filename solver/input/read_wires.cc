#include "read_wires.h"

#include "case/unknown_value.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>

namespace kelvolt
{
namespace
{

/// The lengths of a list of so many; unknown values after a fault.
std::vector<double> read_lengths(const ConfigNode &node,
                                 const std::string &path,
                                 std::size_t n,
                                 Problems &problems)
{
  std::vector<double> result(n, unknown_value);
  if (!node.is_list() || node.items.size() != n)
    problems.push_back({node.where,
                        path + " is " + node.spoken(),
                        fmt::format("a list of {} lengths", n),
                        ""});
  else
    for (std::size_t i = 0; i < n; ++i)
      result[i] =
          read_quantity(
              node.items[i], fmt::format("{}.{}", path, i), dimension::length, problems)
              .value_or(unknown_value);
  return result;
}

void read_section(const MapReader &map, Problems &problems, Wire &wire)
{
  if (map.has("diameter") == map.has("ribbon"))
    map.report(map.has("diameter") ? "has both a diameter and the section of a ribbon"
                                   : "has no cross-section",
               "one of diameter and ribbon");
  if (const ConfigNode *const ribbon = map.get("ribbon"))
  {
    const std::vector<double> sizes =
        read_lengths(*ribbon, map.path_of("ribbon"), 2, problems);
    wire.section = Ribbon{sizes[0], sizes[1]};
  }
  else
    wire.section =
        RoundWire{map.quantity("diameter", dimension::length).value_or(unknown_value)};
  if (const auto count = map.number("count"))
    wire.count = static_cast<unsigned int>(*count);
}

void read_profile(const MapReader &map, Problems &problems, Wire &wire)
{
  const ConfigNode &node = *map.get("profile");
  const std::string path = map.path_of("profile");
  const MapReader profile(node, path, "wire_profile", problems);
  if (!node.is_map())
    return;
  if (profile.has("jedec4") == profile.has("points"))
    profile.report(profile.has("points") ? "has both a height and corners"
                                         : "has no course",
                   "one of jedec4 and points");
  if (profile.has("jedec4"))
    wire.loop = profile.quantity("jedec4", dimension::length).value_or(unknown_value);
  const ConfigNode *const points = profile.get("points");
  if (points == nullptr)
    return;
  if (!points->is_list() || points->items.empty())
    profile.report("has points that are " + points->spoken(),
                   "a list of corners, such as [[1 mm, 0 mm, 1 mm]]");
  for (std::size_t i = 0; i < points->items.size(); ++i)
    wire.points.push_back(
        read_position(points->items[i], fmt::format("{}.points.{}", path, i), problems));
}

void read_course(const MapReader &map, Problems &problems, Wire &wire)
{
  if (map.has("length") == map.has("profile"))
    map.report(map.has("length") ? "has both a length and a profile"
                                 : "has neither a length nor a profile",
               "one of length and profile");
  if (map.has("profile") && !map.has("length"))
    read_profile(map, problems, wire);
  else
    wire.length = map.quantity("length", dimension::length).value_or(unknown_value);
}

/// A foot by part and place, or nothing.
struct Place
{
  std::string part;
  std::vector<double> at; ///< [m]
};

std::optional<Place> read_place(const MapReader &map, const char *end, Problems &problems)
{
  const ConfigNode *const node = map.get(end);
  if (node == nullptr || !node->is_map())
    return std::nullopt;
  const MapReader place(*node, map.path_of(end), "wire_end", problems);
  Place result{place.text("part").value_or(""), {unknown_value, unknown_value}};
  if (const ConfigNode *const at = place.get("at"))
    result.at = read_lengths(*at, place.path_of("at"), 2, problems);
  return result;
}

/// Along x and y [m].
std::vector<double>
read_foot(const ConfigNode &node, const std::string &path, Problems &problems)
{
  std::vector<double> size = read_lengths(node, path, 2, problems);
  for (std::size_t i = 0; i < size.size(); ++i)
    if (is_known(size[i]) && !(size[i] > 0.))
    {
      problems.push_back({node.items[i].where,
                          fmt::format("{}.{} is {:.6g} m", path, i, size[i]),
                          "a length above 0",
                          ""});
      size[i] = unknown_value;
    }
  return size;
}

/// @param foot its key
void check_is_new(const Patch &patch,
                  const std::vector<Patch> &patches,
                  const std::string &foot,
                  Problems &problems)
{
  for (const Patch &other : patches)
    if (other.name == patch.name)
      problems.push_back({patch.where,
                          fmt::format("{} is a place, which makes the patch {}, but "
                                      "there is a patch of that name",
                                      foot,
                                      patch.name),
                          "a name of its own",
                          "rename the patch or the wire"});
}

/// Makes patches of feet that are given by part and place.
void read_feet(const MapReader &map,
               Problems &problems,
               std::vector<Patch> &patches,
               Wire &wire)
{
  const std::array<const char *, 2> ends{"from", "to"};
  const std::array<std::optional<Place>, 2> places{read_place(map, ends[0], problems),
                                                   read_place(map, ends[1], problems)};
  std::vector<double> size{unknown_value, unknown_value};
  if (const ConfigNode *const foot = map.get("foot"))
    size = read_foot(*foot, map.path_of("foot"), problems);
  if ((places[0] || places[1]) != map.has("foot"))
    map.report(map.has("foot") ? "has the size of a foot, but no foot by part and place"
                               : "has a foot by part and place, but not its size",
               "foot together with such a foot");
  if (places[0] && places[1] &&
      std::abs(places[1]->at[1] - places[0]->at[1]) >
          std::abs(places[1]->at[0] - places[0]->at[0]))
    std::swap(size[0], size[1]);
  for (std::size_t i = 0; i < 2; ++i)
    if (const std::optional<Place> &place = places[i])
    {
      Patch patch;
      patch.name = wire.name + "_" + ends[i];
      patch.on = {place->part, Side::top};
      patch.where = wire.where;
      const auto span = [&](std::size_t axis)
      {
        return Interval{without_conversion_noise(place->at[axis] - 0.5 * size[axis]),
                        without_conversion_noise(place->at[axis] + 0.5 * size[axis])};
      };
      const Rectangle rectangle{span(0), span(1)};
      if (is_known(rectangle[0].lower) && is_known(rectangle[1].lower))
        patch.rectangles.push_back(rectangle);
      else
        patch.on = SurfaceName();
      check_is_new(patch, patches, map.path_of(ends[i]), problems);
      wire.feet[i] = patch.surface();
      patches.push_back(std::move(patch));
    }
    else if (const auto on = map.text(ends[i]))
      if (const auto surface = read_surface_name(
              *on, map.get(ends[i])->where, map.path_of(ends[i]), problems))
        wire.feet[i] = *surface;
}

} // namespace

std::vector<Wire>
read_wires(const ConfigNode &node, std::vector<Patch> &patches, Problems &problems)
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
    read_feet(map, problems, patches, wire);
    read_section(map, problems, wire);
    read_course(map, problems, wire);
    wire.electrical = map.flag("electrical").value_or(true);
    result.push_back(std::move(wire));
  }
  return result;
}

} // namespace kelvolt

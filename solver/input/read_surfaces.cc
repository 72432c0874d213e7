#include "read_surfaces.h"

#include "case/key_place.h"
#include "case/nearest_name.h"
#include "case/part_extent.h"
#include "case/plain_text.h"
#include "case/surface_name.h"
#include "case/units.h"
#include "read_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace kelvolt
{

namespace
{

constexpr std::array<const char *, 3> axis_names{"x", "y", "z"};

constexpr const char *patch_forms =
    "one of outline, rectangles, except, and extents along both axes of the side";

class PatchReader
{
public:
  PatchReader(const std::vector<Part> &parts, Problems &problems) : problems_(problems)
  {
    for (const Part &part : parts)
      parts_.emplace(part.name, &part);
  }

  Patch read(const ConfigEntry &entry)
  {
    Patch patch;
    patch.name = entry.key;
    patch.where = entry.where;
    check_name(entry.key, "surface", entry.where, problems_);
    const MapReader map(entry.value, "surfaces." + entry.key, "patch", problems_);
    const std::size_t faults = problems_.size();
    read_side(map, patch);
    if (entry.value.is_map() && problems_.size() == faults)
      read_area(map, patch);
    // Of a faulty one nothing is said but its name.
    if (!patch.has_own_area() && patch.except.empty())
      patch.on = SurfaceName();
    return patch;
  }

private:
  void read_side(const MapReader &map, Patch &patch)
  {
    const auto on = map.text("on");
    if (!on)
      return;
    const ConfigNode &node = *map.get("on");
    const auto surface = read_surface_name(*on, node.where, map.path_of("on"), problems_);
    if (!surface)
      return;
    if (!surface->patch.empty())
      problems_.push_back(
          {node.where,
           fmt::format("{} names '{}', which is no side", map.path_of("on"), readable(*on)),
           "PART.side, side being " + list_of_names(side_names()),
           ""});
    else if (surface->side == Side::around)
    {
      problems_.push_back({node.where,
                           fmt::format("{} names {}, the edge all around",
                                       map.path_of("on"),
                                       surface->text()),
                           "a plane side: left, right, front, back, bottom or top",
                           ""});
      return;
    }
    patch.on = *surface;
  }

  void read_area(const MapReader &map, Patch &patch)
  {
    const std::array<int, 2> axes = axes_in(patch.on.side);
    const int extents = map.has("x") + map.has("y") + map.has("z");
    const int forms =
        (extents > 0) + map.has("outline") + map.has("except") + map.has("rectangles");
    if (forms != 1)
    {
      map.report(forms == 0 ? "has no outline" : "has more than one outline", patch_forms);
      return;
    }
    if (const ConfigNode *const node = map.get("except"))
      read_except(*node, map.path_of("except"), patch);
    else if (map.has("outline"))
      read_from_centre(map, axes, patch);
    else if (const ConfigNode *const list = map.get("rectangles"))
      read_rectangles(*list, map.path_of("rectangles"), axes, patch);
    else
      read_extents(map, axes, patch);
  }

  void read_extents(const MapReader &map, const std::array<int, 2> &axes, Patch &patch)
  {
    const int extents = map.has("x") + map.has("y") + map.has("z");
    if (extents != 2 || !map.has(axis_names[axes[0]]) || !map.has(axis_names[axes[1]]))
    {
      map.report("does not have the extents of its side",
                 fmt::format("{} and {} on {}",
                             axis_names[axes[0]],
                             axis_names[axes[1]],
                             patch.on.text()));
      return;
    }
    const auto first = map.interval(axis_names[axes[0]], dimension::length);
    const auto second = map.interval(axis_names[axes[1]], dimension::length);
    if (first && second)
      patch.rectangles.push_back({*first, *second});
  }

  void read_rectangles(const ConfigNode &node,
                       const std::string &path,
                       const std::array<int, 2> &axes,
                       Patch &patch)
  {
    if (!node.is_list() || node.items.empty())
      problems_.push_back(
          {node.where,
           path + " is " + (node.is_list() ? "an empty list" : node.spoken()),
           "a list of extents along both axes of the side",
           ""});
    for (std::size_t i = 0; i < node.items.size(); ++i)
      read_extents(
          MapReader(
              node.items[i], fmt::format("{}.{}", path, i), "patch_rectangle", problems_),
          axes,
          patch);
  }

  void read_except(const ConfigNode &node, const std::string &path, Patch &patch)
  {
    if (!node.is_list() || node.items.empty())
      problems_.push_back(
          {node.where,
           path + " is " + (node.is_list() ? "an empty list" : node.spoken()),
           "a list of other patches of the side",
           ""});
    for (std::size_t i = 0; i < node.items.size(); ++i)
      if (const auto name =
              read_text(node.items[i], fmt::format("{}.{}", path, i), problems_))
        patch.except.push_back(*name);
  }

  /// Without its part the centre is not known; check_case() says so.
  void read_from_centre(const MapReader &map, const std::array<int, 2> &axes, Patch &patch)
  {
    const PlaneShape shape =
        read_outline(*map.get("outline"), map.path_of("outline"), problems_);
    if (shape.outline && axes[1] == 2)
    {
      map.report("has an outline with slanted or round edges, which a patch on an upright "
                 "side cannot have yet",
                 "edges along the axes of the side, or a patch on a bottom or a top");
      return;
    }
    patch.rectangles = shape.rectangles;
    patch.outline = shape.outline;
    const auto part = parts_.find(patch.on.part);
    if (part == parts_.end() || !has_place(*part->second))
      return;
    const std::array<double, 2> centre = side_centre(*part->second, patch.on.side);
    for (Rectangle &rectangle : patch.rectangles)
      for (std::size_t i = 0; i < 2; ++i)
        rectangle[i] = {without_conversion_noise(rectangle[i].lower + centre[i]),
                        without_conversion_noise(rectangle[i].upper + centre[i])};
    if (patch.outline)
      patch.outline = shifted_outline(*patch.outline, centre);
  }

  Problems &problems_;
  std::unordered_map<std::string, const Part *> parts_;
};

} // namespace

std::vector<Patch>
read_patches(const ConfigNode &node, const std::vector<Part> &parts, Problems &problems)
{
  PatchReader reader(parts, problems);
  std::vector<Patch> patches;
  for (const ConfigEntry &entry : section_entries(node, "surfaces", problems))
    patches.push_back(reader.read(entry));
  return patches;
}

void place_patches(Case &input, Problems &problems)
{
  std::unordered_map<std::string, const Patch *> patches;
  for (const Patch &patch : input.patches)
    patches.emplace(patch.name, &patch);
  std::size_t unknown = 0;
  const auto place =
      [&](SurfaceName &surface, const SourceLocation &where, const std::string &owner)
  {
    if (surface.patch.empty() || !surface.part.empty())
      return;
    const auto found = patches.find(surface.patch);
    if (found == patches.end())
    {
      const bool is_part =
          std::any_of(input.parts.begin(),
                      input.parts.end(),
                      [&](const Part &part) { return part.name == surface.patch; });
      problems.push_back(
          {where,
           fmt::format("{} names the surface '{}'", owner, surface.patch),
           "PART.side, side being " + list_of_names(side_names()) +
               (input.patches.empty()
                    ? ""
                    : ", or one of the surfaces: " + list_of_named(input.patches)),
           is_part ? fmt::format("Name one of its sides, such as '{}.top'", surface.patch)
           : ++unknown <= most_suggestions
               ? did_you_mean(surface.patch, names_of(input.patches))
               : ""});
      surface = SurfaceName();
      return;
    }
    surface.part = found->second->on.part;
    surface.side = found->second->on.side;
  };
  for (Cooling &cooling : input.cooling)
    place(cooling.surface, cooling.where, "cooling");
  for (Terminal &terminal : input.terminals)
  {
    const std::string path = "terminals." + terminal.name + ".on";
    place(terminal.surface, place_of_key(input, path, terminal.where), path);
  }
  for (Wire &wire : input.wires)
    for (std::size_t i = 0; i < 2; ++i)
      place(wire.feet[i],
            wire.where,
            fmt::format("wires.{}.{}", wire.name, i == 0 ? "from" : "to"));
  const auto of_surface = [&](Quantity &quantity)
  {
    if (quantity.kind == Quantity::Kind::mean_temperature &&
        patches.count(quantity.subject) > 0)
      quantity.kind = Quantity::Kind::surface_mean_temperature;
  };
  for (Accuracy &accuracy : input.accuracy)
    of_surface(accuracy.of);
  for (Limit &limit : input.limits)
    of_surface(limit.of);
}

} // namespace kelvolt

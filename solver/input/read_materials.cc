#include "read_materials.h"

#include "case/nearest_name.h"
#include "case/unknown_value.h"
#include "config_node.h"
#include "map_reader.h"
#include "read_property.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

/// The layer that `node` describes; its faults of value are those of check_case().
BoardLayer
read_board_layer(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "board_layer", problems);
  const auto copper = map.quantity("copper", dimension::length);
  const auto dielectric = map.quantity("dielectric", dimension::length);
  const auto coverage = map.fraction("coverage");
  BoardLayer layer;
  layer.copper = copper.value_or(unknown_value);
  layer.dielectric = dielectric.value_or(unknown_value);
  layer.coverage = coverage.value_or(unknown_value);
  layer.copper_material = map.text("copper_material").value_or(layer.copper_material);
  layer.dielectric_material =
      map.text("dielectric_material").value_or(layer.dielectric_material);
  return layer;
}

/// A board layer has no other property of its own, and a material without one needs a
/// conductivity.
void check_forms(const MapReader &map, Problems &problems, const ConfigNode &node)
{
  if (!node.is_map())
    return;
  if (!map.has("board_layer"))
  {
    const bool meant = std::any_of(
        node.entries.begin(),
        node.entries.end(),
        [](const ConfigEntry &entry) {
          return !nearest_name(entry.key, {"conductivity", "board_layer"}).empty();
        });
    if (!meant)
      map.report("lacks the key 'conductivity'",
                 "conductivity, or board_layer from which it follows");
    return;
  }
  for (const ConfigEntry &entry : node.entries)
    if (entry.key != "board_layer" && entry.key != "description" && map.has(entry.key))
      problems.push_back({entry.where,
                          map.path_of(entry.key) + " stands beside board_layer",
                          "a board layer alone; its properties follow from it",
                          ""});
}

Material
read_material(const ConfigEntry &entry, const std::string &path, Problems &problems)
{
  Material result;
  result.name = entry.key;
  result.where = entry.where;
  const MapReader map(entry.value, path, "material", problems);
  result.description = map.text("description").value_or("");
  check_forms(map, problems, entry.value);
  if (const ConfigNode *const node = map.get("board_layer"))
    result.board_layer = read_board_layer(*node, map.path_of("board_layer"), problems);
  if (const ConfigNode *const node = map.get("conductivity"))
    result.conductivity = read_property_along_axes(
        *node, map.path_of("conductivity"), dimension::thermal_conductivity, problems);
  else if (!result.board_layer) // reported above
    result.conductivity.push_back({ConstantLaw{unknown_value}, {}, "", true, entry.where});
  const auto read_one = [&](const char *key,
                            const Dimension &dimension,
                            std::optional<MaterialProperty> &property)
  {
    if (const ConfigNode *const node = map.get(key))
      property = read_property(*node, map.path_of(key), dimension, problems);
  };
  using namespace dimension;
  read_one("electrical_resistivity", electrical_resistivity, result.electrical_resistivity);
  read_one(
      "electrical_conductivity", electrical_conductivity, result.electrical_conductivity);
  read_one("density", density, result.density);
  read_one("specific_heat", specific_heat, result.specific_heat);
  read_one("volumetric_heat_capacity",
           volumetric_heat_capacity,
           result.volumetric_heat_capacity);
  if (map.has("electrical_resistivity") && map.has("electrical_conductivity"))
    map.report("has both electrical_resistivity and electrical_conductivity",
               "at most one of them");
  if (map.has("volumetric_heat_capacity") &&
      (map.has("density") || map.has("specific_heat")))
    map.report("has volumetric_heat_capacity beside density or specific_heat",
               "density and specific_heat, or volumetric_heat_capacity");
  return result;
}

} // namespace

MaterialMap read_material_map(const ConfigNode &node,
                              const std::string &path,
                              std::vector<CaseProblem> &problems)
{
  MaterialMap result;
  if (!node.is_map())
  {
    problems.push_back({node.where,
                        (path.empty() ? "The file" : path) + " is " + node.spoken(),
                        "a map of materials by name",
                        ""});
    return result;
  }
  for (const ConfigEntry &entry : node.entries)
  {
    const std::string entry_path = path.empty() ? entry.key : path + "." + entry.key;
    check_name(entry.key, "material", entry.where, problems);
    result[entry.key] = read_material(entry, entry_path, problems);
  }
  return result;
}

MaterialMap read_materials(const std::string &path)
{
  Problems problems;
  const ConfigNode root = read_config_file(path, problems);
  MaterialMap result;
  if (problems.empty())
    result = read_material_map(root, "", problems);
  if (!problems.empty())
    throw InputError(std::move(problems));
  return result;
}

} // namespace kelvolt

#include "read_case.h"

#include "case/plain_text.h"
#include "case_schema.h"
#include "map_reader.h"
#include "read_contacts.h"
#include "read_cooling.h"
#include "read_devices.h"
#include "read_goals.h"
#include "read_loads.h"
#include "read_materials.h"
#include "read_options.h"
#include "read_package.h"
#include "read_study.h"
#include "read_surfaces.h"
#include "read_waveform.h"
#include "read_wires.h"
#include "temperature_unit.h"
#include "variables.h"

#include <fmt/format.h>

#include <filesystem>

namespace kelvolt
{

namespace
{

constexpr std::size_t longest_title = 1000;

/// Down to the depth at which messages name places: materials.x.board_layer.copper.
void collect_places(const ConfigNode &node,
                    const std::string &path,
                    std::map<std::string, SourceLocation> &places,
                    int depth = 0)
{
  constexpr int deepest_place = 4;
  if (depth == deepest_place)
    return;
  const std::string prefix = path.empty() ? "" : path + ".";
  for (const ConfigEntry &entry : node.entries)
  {
    places[prefix + entry.key] = entry.where;
    collect_places(entry.value, prefix + entry.key, places, depth + 1);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i)
  {
    places[prefix + std::to_string(i)] = node.items[i].where;
    collect_places(node.items[i], prefix + std::to_string(i), places, depth + 1);
  }
}

Case read_sections(const ConfigNode &root, const std::string &path, Problems &problems)
{
  Case result;
  result.file = path;
  result.temperature_unit = unit_of_temperatures(root);
  const MapReader map(root, "", "", problems);
  result.title = map.text("title").value_or(std::filesystem::path(path).stem().string());
  // Other control characters are refused in any text.
  const bool one_line = result.title.find_first_of("\t\n\r") == std::string::npos;
  if (!one_line || result.title.size() > longest_title)
    problems.push_back(
        {map.has("title") ? map.get("title")->where : SourceLocation{path, 0},
         fmt::format("title is '{}'", readable(result.title)),
         fmt::format("one line of text in UTF-8, up to {} bytes", longest_title),
         ""});
  if (const ConfigNode *const node = map.get("package"))
    result.parts = read_package(*node, problems);
  if (const ConfigNode *const node = map.get("surfaces"))
    result.patches = read_patches(*node, result.parts, problems);
  if (const ConfigNode *const node = map.get("materials"))
    result.materials = read_material_map(*node, "materials", problems);
  const WaveformReader varying(path, result.waveforms, problems);
  if (const ConfigNode *const node = map.get("cooling"))
    result.cooling = read_cooling(*node, varying, problems);
  if (const ConfigNode *const node = map.get("terminals"))
    result.terminals = read_terminals(*node, varying, problems);
  if (const ConfigNode *const node = map.get("contacts"))
    result.contacts = read_contacts(*node, problems);
  if (const ConfigNode *const node = map.get("wires"))
    result.wires = read_wires(*node, result.patches, problems);
  if (const ConfigNode *const node = map.get("heat"))
    result.heat = read_heat(*node, varying, problems);
  if (const ConfigNode *const node = map.get("devices"))
    result.devices = read_devices(*node, varying, problems);
  if (const ConfigNode *const node = map.get("study"))
    result.study = read_study(*node, result, problems);
  if (const ConfigNode *const node = map.get("accuracy"))
    result.accuracy = read_accuracies(*node, problems);
  if (const ConfigNode *const node = map.get("points"))
    result.points = read_points(*node, problems);
  if (const ConfigNode *const node = map.get("limits"))
    result.limits = read_limits(*node, problems);
  if (const ConfigNode *const node = map.get("mesh"))
    result.mesh = read_mesh(*node, problems);
  if (const ConfigNode *const node = map.get("output"))
    result.output = read_output(*node, problems);
  collect_places(root, "", result.places);
  place_patches(result, problems);
  if (result.places.count("output.directory") == 0)
    result.output.directory += "/" + std::filesystem::path(path).stem().string();
  return result;
}

} // namespace

Case read_case(const ConfigNode &document, const std::string &path, Problems &problems)
{
  // After a fault of YAML or of the file itself nothing is known of the case.
  if (!document.is_map())
  {
    Case nothing;
    nothing.file = path;
    return nothing;
  }
  ConfigNode values = document;
  std::vector<Variable> variables = resolve_variables(values, problems);
  Case result = read_sections(values, path, problems);
  result.variables = std::move(variables);
  if (problems.empty())
    if (auto fault = validate_against_schema(values))
      problems.push_back(std::move(*fault));
  return result;
}

Case read_case(const std::string &path,
               const std::vector<std::string> &overrides,
               Problems &problems)
{
  ConfigNode root = read_config_file(path, problems);
  if (root.is_map())
    for (const std::string &assignment : overrides)
      apply_override(root, assignment, problems);
  return read_case(root, path, problems);
}

Case read_case(const std::string &path, const std::vector<std::string> &overrides)
{
  Problems problems;
  Case result = read_case(path, overrides, problems);
  sort_by_place(problems);
  if (!problems.empty())
    throw InputError(std::move(problems));
  return result;
}

} // namespace kelvolt

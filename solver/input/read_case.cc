#include "read_case.h"

#include "case/nearest_name.h"
#include "case/plain_text.h"
#include "case/quantity_name.h"
#include "case/unknown_value.h"
#include "case_schema.h"
#include "map_reader.h"
#include "read_cooling.h"
#include "read_devices.h"
#include "read_materials.h"
#include "read_package.h"
#include "temperature_unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace kelvolt
{

namespace
{

constexpr std::size_t longest_title = 1000;

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

/// The two parts of a contact; those that are faulty stay empty.
std::array<std::string, 2>
read_between(const ConfigNode &node, const std::string &path, Problems &problems)
{
  std::array<std::string, 2> between;
  if (!node.is_list() || node.items.size() != 2)
  {
    problems.push_back({node.where,
                        path + " is " + node.spoken(),
                        "the two touching parts, such as [die, spreader]",
                        ""});
    return between;
  }
  for (std::size_t i = 0; i < 2; ++i)
    between[i] = read_text(node.items[i], fmt::format("{}.{}", path, i), problems)
                     .value_or(std::string());
  return between;
}

Contact read_contact(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "contact", problems);
  Contact contact;
  contact.where = node.where;
  if (const ConfigNode *const thermal = map.get("thermal"))
  {
    if (is_library_name(thermal->text))
      contact.thermal_name = thermal->text;
    else
      contact.thermal = map.quantity("thermal", dimension::thermal_contact_resistance)
                            .value_or(unknown_value);
  }
  if (map.has("electrical"))
    contact.electrical =
        map.quantity("electrical", dimension::electrical_contact_resistance)
            .value_or(unknown_value);
  if (const ConfigNode *const between = map.get("between"))
    contact.between = read_between(*between, path + ".between", problems);
  if (node.is_map() && !map.has("thermal") && !map.has("electrical"))
    map.report("gives no resistance", "thermal, electrical, or both");
  return contact;
}

std::vector<Contact> read_contacts(const ConfigNode &node, Problems &problems)
{
  if (!node.is_list())
    problems.push_back({node.where,
                        "contacts is " + node.spoken(),
                        "a list of contacts, each in a line with '- '",
                        ""});
  std::vector<Contact> result;
  for (std::size_t i = 0; i < node.items.size(); ++i)
    result.push_back(read_contact(node.items[i], fmt::format("contacts.{}", i), problems));
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

void read_study(const ConfigNode &node, Problems &problems)
{
  const bool transient = node.text == "transient" || node.find("transient") != nullptr;
  if (transient)
    report_not_yet(node, "study", "transient studies", problems);
  else if (node.text != "steady")
    problems.push_back({node.where,
                        "study is " + node.spoken(),
                        "steady",
                        did_you_mean(node.text, {"steady"})});
}

/// A list of three lengths, unknown where they are faulty.
std::array<double, 3>
read_position(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (!node.is_list() || node.items.size() != 3)
  {
    problems.push_back({node.where,
                        path + " is " + node.spoken(),
                        "a place [x, y, z], such as [15 mm, 15 mm, 0.5 mm]",
                        ""});
    return {unknown_value, unknown_value, unknown_value};
  }
  std::array<double, 3> position{};
  for (std::size_t axis = 0; axis < 3; ++axis)
    position[axis] =
        read_quantity(
            node.items[axis], fmt::format("{}.{}", path, axis), dimension::length, problems)
            .value_or(unknown_value);
  return position;
}

std::vector<NamedPoint> read_points(const ConfigNode &node, Problems &problems)
{
  std::vector<NamedPoint> result;
  for (const ConfigEntry &entry : section_entries(node, "points", problems))
  {
    check_name(entry.key, "point", entry.where, problems);
    result.push_back({entry.key,
                      read_position(entry.value, "points." + entry.key, problems),
                      entry.where});
  }
  return result;
}

Accuracy read_accuracy(const ConfigNode &node, const std::string &path, Problems &problems)
{
  Accuracy result;
  result.where = node.where;
  const MapReader map(node, path, "accuracy", problems);
  if (map.has("of") || !node.is_map())
    result.of = unknown_quantity();
  if (const auto of = map.text("of"))
  {
    const auto quantity = parse_quantity_name(*of);
    if (quantity)
      result.of = *quantity;
    else
      problems.push_back(
          {map.get("of")->where,
           fmt::format("{}.of names the unknown quantity '{}'", path, readable(*of)),
           quantity_forms,
           ""});
  }
  if (is_known(result.of))
    result.within = map.quantity("within", difference_dimension(result.of));
  return result;
}

/// One goal, or a list of them.
std::vector<Accuracy> read_accuracies(const ConfigNode &node, Problems &problems)
{
  if (!node.is_list())
    return {read_accuracy(node, "accuracy", problems)};
  std::vector<Accuracy> result;
  for (std::size_t i = 0; i < node.items.size(); ++i)
    result.push_back(read_accuracy(node.items[i], fmt::format("accuracy.{}", i), problems));
  if (result.empty())
    problems.push_back({node.where,
                        "accuracy is an empty list",
                        "a goal {of: QUANTITY, within: ERROR}, or several with '- '",
                        ""});
  return result;
}

/// One limit `QUANTITY <= VALUE`; of an unknown quantity after a fault of its form.
Limit read_limit(const ConfigNode &node, const std::string &path, Problems &problems)
{
  constexpr const char *form = "QUANTITY <= VALUE or QUANTITY >= VALUE, such as "
                               "'die.max_temperature <= 150 degC'";
  Limit limit{node.text, unknown_quantity(), true, unknown_value, node.where};
  const auto text = read_text(node, path, problems);
  if (!text)
    return limit;
  const auto sign = text->find_first_of("<>");
  if (sign == std::string::npos)
  {
    problems.push_back(
        {node.where, fmt::format("{} is {}", path, node.spoken()), form, ""});
    return limit;
  }
  const bool has_equals = sign + 1 < text->size() && (*text)[sign + 1] == '=';
  const std::string name =
      sign == 0 ? "" : text->substr(0, text->find_last_not_of(" \t", sign - 1) + 1);
  const auto quantity = parse_quantity_name(name);
  if (!quantity)
  {
    problems.push_back(
        {node.where,
         fmt::format("{} names the unknown quantity '{}'", path, readable(name)),
         quantity_forms,
         ""});
    return limit;
  }
  ConfigNode value = node;
  value.text = text->substr(sign + (has_equals ? 2 : 1));
  limit.of = *quantity;
  limit.upper = (*text)[sign] == '<';
  limit.bound = read_quantity(value, path, value_dimension(*quantity), problems)
                    .value_or(unknown_value);
  return limit;
}

std::vector<Limit> read_limits(const ConfigNode &node, Problems &problems)
{
  if (!node.is_list())
    problems.push_back({node.where,
                        "limits is " + node.spoken(),
                        "a list of limits, each in a line with '- '",
                        ""});
  std::vector<Limit> result;
  for (std::size_t i = 0; i < node.items.size(); ++i)
    result.push_back(read_limit(node.items[i], fmt::format("limits.{}", i), problems));
  return result;
}

MeshOptions read_mesh(const ConfigNode &node, Problems &problems)
{
  MeshOptions result;
  const MapReader map(node, "mesh", "mesh", problems);
  if (const auto degree = map.number("degree"))
    result.degree = static_cast<unsigned int>(*degree);
  result.growth = map.number("growth").value_or(result.growth);
  result.size_factor = map.number("size_factor").value_or(result.size_factor);
  result.adapt = map.flag("adapt").value_or(result.adapt);
  result.max_cells = map.number("max_cells").value_or(result.max_cells);
  return result;
}

Output read_output(const ConfigNode &node, Problems &problems)
{
  Output result;
  const std::vector<std::string> known = result.fields;
  const MapReader map(node, "output", "output", problems);
  result.directory = map.text("directory").value_or(result.directory);
  result.matrices = map.flag("matrices").value_or(result.matrices);
  const ConfigNode *const fields = map.get("fields");
  if (fields == nullptr)
    return result;
  if (!fields->is_list())
    problems.push_back({fields->where,
                        "output.fields is " + fields->spoken(),
                        "a list of " + list_of_names(known),
                        ""});
  result.fields.clear();
  for (const ConfigNode &item : fields->items)
  {
    const bool is_known =
        item.is_scalar() && std::find(known.begin(), known.end(), item.text) != known.end();
    const bool twice = std::find(result.fields.begin(), result.fields.end(), item.text) !=
                       result.fields.end();
    if (!is_known)
      problems.push_back({item.where,
                          "output.fields names " + item.spoken(),
                          list_of_names(known),
                          did_you_mean(item.text, known)});
    else if (twice)
      problems.push_back({item.where,
                          fmt::format("output.fields names '{}' twice", item.text),
                          "each field once",
                          ""});
    else
      result.fields.push_back(item.text);
  }
  return result;
}

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
  if (const ConfigNode *const node = map.get("materials"))
    result.materials = read_material_map(*node, "materials", problems);
  if (const ConfigNode *const node = map.get("cooling"))
    result.cooling = read_cooling(*node, problems);
  if (const ConfigNode *const node = map.get("terminals"))
    result.terminals = read_terminals(*node, problems);
  if (const ConfigNode *const node = map.get("contacts"))
    result.contacts = read_contacts(*node, problems);
  if (const ConfigNode *const node = map.get("heat"))
    result.heat = read_heat(*node, problems);
  if (const ConfigNode *const node = map.get("devices"))
    result.devices = read_devices(*node, problems);
  if (const ConfigNode *const node = map.get("study"))
    read_study(*node, problems);
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
  Case result = read_sections(document, path, problems);
  if (problems.empty())
    if (auto fault = validate_against_schema(document))
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

#include "map_reader.h"

#include "case/nearest_name.h"
#include "case/plain_text.h"
#include "case/surface_name.h"
#include "case/unknown_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{

namespace
{

/// `parse(node.text)`, a QuantityError becoming a fault.
template <typename Parse>
auto read_with(const ConfigNode &node,
               const std::string &path,
               const std::string &allowed,
               Problems &problems,
               Parse &&parse) -> std::optional<decltype(parse(node.text))>
{
  if (!node.is_scalar())
  {
    problems.push_back({node.where, path + " is " + node.spoken(), allowed, ""});
    return std::nullopt;
  }
  try
  {
    return parse(node.text);
  }
  catch (const QuantityError &fault)
  {
    problems.push_back({node.where,
                        path + node.origin + ": " + fault.found(),
                        fault.allowed(),
                        node.advice.empty() ? fault.suggestion() : node.advice});
    return std::nullopt;
  }
}

std::string with_unit(const Dimension &dimension)
{
  return fmt::format("a value with a unit: {}", dimension.accepted);
}

/// Faults of a file up to which near names are looked for among the keys.
constexpr std::size_t most_searches = 1000;

/// What to do about an unknown key. `meant` ends with the known key nearest to it, if any.
std::string advice_on_key(const ConfigEntry &entry, const std::vector<std::string> &meant)
{
  const char first = entry.key.empty() ? ' ' : entry.key.front();
  if (first >= '0' && first <= '9' && entry.value.kind == ConfigNode::Kind::null)
    return "Within braces a comma ends a value; write the decimal sign as a point";
  return meant.empty() || meant.back().empty() ? ""
                                               : "Did you mean '" + meant.back() + "'?";
}

/// The side that a word from another program or another language of coordinates means.
std::string side_meant_by(const std::string &word)
{
  static const std::map<std::string, const char *> sides{
      {"under", "bottom"},     {"below", "bottom"}, {"lower", "bottom"},
      {"underside", "bottom"}, {"down", "bottom"},  {"base", "bottom"},
      {"zmin", "bottom"},      {"-z", "bottom"},    {"on", "top"},
      {"above", "top"},        {"upper", "top"},    {"over", "top"},
      {"up", "top"},           {"upside", "top"},   {"zmax", "top"},
      {"+z", "top"},           {"xmin", "left"},    {"-x", "left"},
      {"west", "left"},        {"xmax", "right"},   {"+x", "right"},
      {"east", "right"},       {"ymin", "front"},   {"-y", "front"},
      {"south", "front"},      {"ymax", "back"},    {"+y", "back"},
      {"north", "back"},       {"rear", "back"},    {"behind", "back"}};
  const auto found = sides.find(word);
  return found == sides.end() ? did_you_mean(word, side_names())
                              : fmt::format("Did you mean '{}'?", found->second);
}

/// `a number from 1.2 to 4`
std::string bounds_text(const SchemaKey &key)
{
  std::string text = key.integer ? "a whole number" : "a number";
  if (key.minimum)
    text += fmt::format(" from {}", *key.minimum);
  if (key.maximum)
    text += fmt::format(" to {}", *key.maximum);
  return text;
}

} // namespace

std::optional<double> read_quantity(const ConfigNode &node,
                                    const std::string &path,
                                    const Dimension &dimension,
                                    Problems &problems)
{
  if (&dimension == &dimension::fraction)
    return read_fraction(node, path, problems);
  return read_with(node,
                   path,
                   with_unit(dimension),
                   problems,
                   [&](const std::string &text)
                   { return parse_quantity(text, dimension); });
}

std::optional<Interval> read_interval(const ConfigNode &node,
                                      const std::string &path,
                                      const Dimension &dimension,
                                      Problems &problems)
{
  return read_with(node,
                   path,
                   interval_form(dimension),
                   problems,
                   [&](const std::string &text)
                   { return parse_interval(text, dimension); });
}

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

std::optional<double>
read_number(const ConfigNode &node, const std::string &path, Problems &problems)
{
  return read_with(node,
                   path,
                   "a plain number without a unit",
                   problems,
                   [](const std::string &text) { return parse_number(text); });
}

std::optional<double>
read_fraction(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const auto read = [](const std::string &text)
  {
    return text.find('%') == std::string::npos ? parse_number(text)
                                               : parse_quantity(text, dimension::fraction);
  };
  return read_with(node, path, "a share, such as '60 %' or 0.6", problems, read);
}

std::optional<std::string>
read_text(const ConfigNode &node, const std::string &path, Problems &problems)
{
  return read_with(
      node, path, "a text", problems, [](const std::string &text) { return text; });
}

std::optional<bool>
read_flag(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (node.is_scalar() && !node.quoted)
  {
    for (const char *word : {"true", "True", "TRUE"})
      if (node.text == word)
        return true;
    for (const char *word : {"false", "False", "FALSE"})
      if (node.text == word)
        return false;
  }
  problems.push_back({node.where, path + " is " + node.spoken(), "true or false", ""});
  return std::nullopt;
}

void check_name(const std::string &name,
                const char *kind,
                const SourceLocation &where,
                Problems &problems)
{
  if (!is_plain_name(name))
    problems.push_back(
        {where,
         fmt::format("The {} name '{}' cannot be used", kind, readable(name)),
         "letters, digits, '_' and '-', at most 80",
         ""});
}

std::optional<SurfaceName> read_surface_name(const std::string &text,
                                             const SourceLocation &where,
                                             const std::string &owner,
                                             Problems &problems)
{
  constexpr std::size_t longest_surface = 100;
  const std::string allowed = "PART.side, side being " + list_of_names(side_names());
  const auto point = text.rfind('.');
  if (is_plain_name(text))
  {
    SurfaceName patch;
    patch.patch = text;
    return patch;
  }
  if (point == std::string::npos || point == 0)
  {
    problems.push_back(
        {where,
         fmt::format("{} names the surface '{}'", owner, readable(text, longest_surface)),
         allowed,
         ""});
    return std::nullopt;
  }
  const std::string side_text = text.substr(point + 1);
  const auto side = side_from_name(side_text);
  if (!side)
  {
    problems.push_back({where,
                        fmt::format("{} names the surface '{}' with the unknown side '{}'",
                                    owner,
                                    readable(text, longest_surface),
                                    readable(side_text)),
                        allowed,
                        side_meant_by(side_text)});
    return std::nullopt;
  }
  check_name(text.substr(0, point), "part", where, problems);
  return SurfaceName{text.substr(0, point), *side};
}

const std::vector<ConfigEntry> &
section_entries(const ConfigNode &node, const std::string &name, Problems &problems)
{
  if (!node.is_map())
    problems.push_back({node.where, name + " is " + node.spoken(), "a map", ""});
  return node.entries;
}

bool is_library_name(const std::string &text)
{
  return !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
}

void report_not_yet(const ConfigNode &node,
                    const std::string &path,
                    const SchemaKey &key,
                    Problems &problems)
{
  problems.push_back(
      {node.where,
       fmt::format(
           "{}: this version of Kelvolt does not support {} yet", path, key.not_yet),
       "",
       key.instead.empty() ? "Take the key out to compute without it" : key.instead});
}

MapReader::MapReader(const ConfigNode &node,
                     std::string path,
                     const std::string &definition,
                     Problems &problems)
    : node_(node), path_(std::move(path)), known_(schema_keys(definition)),
      problems_(problems)
{
  check_keys();
}

const SchemaKey *MapReader::known_key(std::string_view key) const
{
  const auto found = std::find_if(
      known_.begin(), known_.end(), [&](const SchemaKey &k) { return k.name == key; });
  return found == known_.end() ? nullptr : &*found;
}

void MapReader::check_keys()
{
  std::vector<std::string> names;
  for (const SchemaKey &key : known_)
    if (key.not_yet.empty())
      names.push_back(key.name);
  if (!node_.is_map())
  {
    problems_.push_back({node_.where,
                         (path_.empty() ? "The file" : path_) + " is " + node_.spoken(),
                         "a map with the keys " + list_of_names(names),
                         ""});
    return;
  }
  std::vector<std::string> meant;
  for (const ConfigEntry &entry : node_.entries)
  {
    const SchemaKey *const key = known_key(entry.key);
    if (key == nullptr)
    {
      if (problems_.size() < most_searches)
        meant.push_back(nearest_name(entry.key, names));
      problems_.push_back(
          {entry.where,
           fmt::format("{} is an unknown key", path_of(readable(entry.key))),
           list_of_names(names),
           advice_on_key(entry, meant)});
    }
    else if (!key->not_yet.empty())
      report_not_yet(entry.value, path_of(entry.key), *key, problems_);
  }
  for (const SchemaKey &key : known_)
    if (key.required && node_.find(key.name) == nullptr &&
        std::find(meant.begin(), meant.end(), key.name) == meant.end())
      report(fmt::format("lacks the key '{}'", key.name), list_of_names(names));
}

const ConfigNode *MapReader::get(std::string_view key) const
{
  const SchemaKey *const known = known_key(key);
  return known == nullptr || !known->not_yet.empty() ? nullptr : node_.find(key);
}

std::string MapReader::path_of(std::string_view key) const
{
  return (path_.empty() ? "" : path_ + ".") + std::string(key);
}

std::optional<double> MapReader::quantity(std::string_view key,
                                          const Dimension &dimension) const
{
  const ConfigNode *const value = get(key);
  return value == nullptr ? std::nullopt
                          : read_quantity(*value, path_of(key), dimension, problems_);
}

std::optional<Interval> MapReader::interval(std::string_view key,
                                            const Dimension &dimension) const
{
  const ConfigNode *const value = get(key);
  return value == nullptr ? std::nullopt
                          : read_interval(*value, path_of(key), dimension, problems_);
}

std::optional<double> MapReader::number(std::string_view key) const
{
  const ConfigNode *const node = get(key);
  const auto value =
      node == nullptr ? std::nullopt : read_number(*node, path_of(key), problems_);
  if (!value)
    return std::nullopt;
  const SchemaKey &schema = *known_key(key);
  const bool too_small = schema.minimum && *value < *schema.minimum;
  const bool too_large = schema.maximum && *value > *schema.maximum;
  if (!too_small && !too_large && !(schema.integer && *value != std::floor(*value)))
    return value;
  problems_.push_back({node->where,
                       fmt::format("{} is {}", path_of(key), node->spoken()),
                       bounds_text(schema),
                       ""});
  return std::nullopt;
}

std::optional<double> MapReader::fraction(std::string_view key) const
{
  const ConfigNode *const value = get(key);
  return value == nullptr ? std::nullopt : read_fraction(*value, path_of(key), problems_);
}

std::optional<std::string> MapReader::text(std::string_view key) const
{
  const ConfigNode *const value = get(key);
  return value == nullptr ? std::nullopt : read_text(*value, path_of(key), problems_);
}

std::optional<bool> MapReader::flag(std::string_view key) const
{
  const ConfigNode *const value = get(key);
  return value == nullptr ? std::nullopt : read_flag(*value, path_of(key), problems_);
}

void MapReader::report(const std::string &found,
                       const std::string &allowed,
                       const std::string &suggestion) const
{
  problems_.push_back({node_.where,
                       (path_.empty() ? "The case" : path_) + " " + found,
                       allowed,
                       suggestion});
}

} // namespace kelvolt

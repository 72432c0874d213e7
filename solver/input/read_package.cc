#include "read_package.h"

#include "case/nearest_name.h"
#include "case/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace kelvolt
{

namespace
{

constexpr std::array<const char *, 3> axis_names{"x", "y", "z"};

constexpr const char *position_forms =
    "x, y and z; or boxes; or on (or under) with thickness, size and at";

Box bounding_box(const std::vector<Box> &boxes)
{
  Box result = boxes.front();
  for (const Box &box : boxes)
    for (std::size_t axis = 0; axis < 3; ++axis)
    {
      result.extent[axis].lower =
          std::min(result.extent[axis].lower, box.extent[axis].lower);
      result.extent[axis].upper =
          std::max(result.extent[axis].upper, box.extent[axis].upper);
    }
  return result;
}

/// The box given by `x`, `y` and `z` of `map`; missing ones are a fault unless
/// `required_by_schema` has reported them already.
std::optional<Box> read_box(const MapReader &map, bool required_by_schema)
{
  Box box;
  bool complete = true;
  for (std::size_t axis = 0; axis < 3; ++axis)
  {
    if (!map.has(axis_names[axis]) && !required_by_schema)
      map.report(fmt::format("lacks the key '{}'", axis_names[axis]),
                 "x, y and z together");
    const auto extent = map.interval(axis_names[axis], dimension::length);
    complete = complete && extent;
    box.extent[axis] = extent.value_or(Interval());
  }
  return complete ? std::optional(box) : std::nullopt;
}

std::vector<Box>
read_boxes(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (!node.is_list() || node.items.empty())
  {
    problems.push_back({node.where,
                        path + " is " + (node.is_list() ? "an empty list" : node.spoken()),
                        "a list of boxes {x: .., y: .., z: ..}",
                        ""});
    return {};
  }
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < node.items.size(); ++i)
  {
    const MapReader map(node.items[i], fmt::format("{}.{}", path, i), "box", problems);
    if (const auto box = read_box(map, true))
      boxes.push_back(*box);
  }
  return boxes.size() == node.items.size() ? boxes : std::vector<Box>();
}

/// `[10 mm, 5 mm]`, or nothing after a fault.
std::optional<std::array<double, 2>>
read_length_pair(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (!node.is_list() || node.items.size() != 2)
  {
    problems.push_back({node.where,
                        path + " is " +
                            (node.is_list() ? fmt::format("a list of {}", node.items.size())
                                            : node.spoken()),
                        "two lengths, such as [10 mm, 5 mm]",
                        ""});
    return std::nullopt;
  }
  const auto first = read_quantity(node.items[0], path + ".0", dimension::length, problems);
  const auto second =
      read_quantity(node.items[1], path + ".1", dimension::length, problems);
  if (!first || !second)
    return std::nullopt;
  return std::array{*first, *second};
}

/// Reads the parts of one package in order.
class PackageReader
{
public:
  PackageReader(const ConfigNode &node, Problems &problems)
      : node_(node), problems_(problems)
  {
  }

  std::vector<Part> read()
  {
    if (!node_.is_map() || node_.entries.empty())
    {
      problems_.push_back(
          {node_.where,
           "package is " + (node_.is_map() ? "an empty map" : node_.spoken()),
           "a map of parts by name",
           ""});
      return {};
    }
    for (const ConfigEntry &entry : node_.entries)
    {
      parts_.push_back(read_part(entry));
      place_.emplace(entry.key, parts_.size() - 1);
    }
    return std::move(parts_);
  }

private:
  Part read_part(const ConfigEntry &entry)
  {
    Part part;
    part.name = entry.key;
    part.where = entry.where;
    check_name(entry.key, "part", entry.where, problems_);
    const MapReader map(entry.value, "package." + entry.key, "part", problems_);
    if (const auto material = map.text("material"))
    {
      part.material = *material;
      check_name(*material, "material", map.get("material")->where, problems_);
    }
    part.electrical = map.flag("electrical").value_or(true);
    if (entry.value.is_map())
      part.boxes = read_position(map, part.name);
    return part;
  }

  std::vector<Box> read_position(const MapReader &map, const std::string &name)
  {
    const bool has_extent = map.has("x") || map.has("y") || map.has("z");
    const int forms = has_extent + map.has("boxes") + map.has("on") + map.has("under");
    if (forms != 1)
    {
      map.report(forms == 0 ? "has no position" : "has more than one position",
                 position_forms);
      return {};
    }
    const bool placed = map.has("on") || map.has("under");
    for (const char *key : {"size", "thickness", "at"})
      if (map.has(key) && !placed)
        map.report(fmt::format("has the key '{}', which goes with on and under only", key),
                   position_forms);
    if (map.has("boxes"))
      return read_boxes(*map.get("boxes"), map.path_of("boxes"), problems_);
    if (placed)
      return read_placement(map, name);
    const auto box = read_box(map, false);
    return box ? std::vector{*box} : std::vector<Box>();
  }

  /// The earlier part that `on` or `under` names, or null after a fault.
  const Part *base_part(const MapReader &map, const char *key, const std::string &name)
  {
    const auto base = map.text(key);
    if (!base)
      return nullptr;
    const auto found = place_.find(*base);
    if (found != place_.end())
      return &parts_[found->second];
    report_base(map, key, name, *base);
    return nullptr;
  }

  void report_base(const MapReader &map,
                   const char *key,
                   const std::string &name,
                   const std::string &base)
  {
    std::string found_text =
        fmt::format("{} names the unknown part '{}'", map.path_of(key), readable(base));
    std::string suggestion;
    if (base == name || ++unknown_bases_ > most_suggestions)
      suggestion = "";
    else if (const auto point = base.rfind('.'); place_.count(base.substr(0, point)) > 0)
      suggestion = fmt::format("Name the part alone, '{}'; 'on' puts this one on its top, "
                               "'under' hangs it below",
                               base.substr(0, point));
    else
      suggestion = did_you_mean(base, names_of(parts_));
    if (base == name)
      found_text = fmt::format("{} names the part itself", map.path_of(key));
    else if (is_defined(base))
    {
      found_text =
          fmt::format("{} names '{}', which is defined later", map.path_of(key), base);
      suggestion =
          fmt::format("Move '{}' above '{}', unless they rest on each other", base, name);
    }
    problems_.push_back({map.get(key)->where,
                         found_text,
                         "a part defined above it: " + list_of_named(parts_),
                         suggestion});
  }

  /// Whether the package has this part, above or below.
  bool is_defined(const std::string &name)
  {
    if (all_names_.empty())
      for (const ConfigEntry &entry : node_.entries)
        all_names_.insert(entry.key);
    return all_names_.count(name) > 0;
  }

  std::optional<double>
  positive(std::optional<double> value, const ConfigNode &node, const std::string &path)
  {
    if (value && !(*value > 0.))
    {
      problems_.push_back({node.where,
                           path + ": '" + node.text + "' is not positive",
                           "a length above 0",
                           ""});
      return std::nullopt;
    }
    return value;
  }

  std::vector<Box> read_placement(const MapReader &map, const std::string &name)
  {
    const bool above = map.has("on");
    const Part *const base = base_part(map, above ? "on" : "under", name);
    std::optional<double> thickness;
    if (map.has("thickness"))
      thickness = positive(map.quantity("thickness", dimension::length),
                           *map.get("thickness"),
                           map.path_of("thickness"));
    else
      map.report("lacks the key 'thickness'", position_forms);
    std::optional<std::array<double, 2>> size, at = std::array{0., 0.};
    if (const ConfigNode *const node = map.get("at"))
      at = read_length_pair(*node, map.path_of("at"), problems_);
    if (const ConfigNode *const node = map.get("size"))
    {
      size = read_length_pair(*node, map.path_of("size"), problems_);
      for (std::size_t axis = 0; size && axis < 2; ++axis)
        if (!positive((*size)[axis],
                      node->items[axis],
                      fmt::format("{}.{}", map.path_of("size"), axis)))
          return {};
      if (!size)
        return {};
    }
    if (base == nullptr || base->boxes.empty() || !thickness || !at)
      return {};

    const Box below = bounding_box(base->boxes);
    Box box;
    for (std::size_t axis = 0; axis < 2; ++axis)
    {
      const Interval &span = below.extent[axis];
      box.extent[axis] =
          size ? centred(0.5 * (span.lower + span.upper) + (*at)[axis], (*size)[axis])
               : between(span.lower + (*at)[axis], span.upper + (*at)[axis]);
    }
    const Interval &height = below.extent[2];
    box.extent[2] = above ? between(height.upper, height.upper + *thickness)
                          : between(height.lower - *thickness, height.lower);
    return {box};
  }

  /// Sums are rounded as conversions are, so that parts that shall meet have equal
  /// coordinates.
  static Interval between(double lower, double upper)
  {
    return {without_conversion_noise(lower), without_conversion_noise(upper)};
  }

  static Interval centred(double centre, double width)
  {
    return between(centre - 0.5 * width, centre + 0.5 * width);
  }

  const ConfigNode &node_;
  Problems &problems_;
  std::vector<Part> parts_;
  std::unordered_map<std::string, std::size_t> place_; ///< in parts_, by name
  std::unordered_set<std::string> all_names_;          ///< filled when asked for
  std::size_t unknown_bases_ = 0;
};

} // namespace

std::vector<Part> read_package(const ConfigNode &node, Problems &problems)
{
  return PackageReader(node, problems).read();
}

} // namespace kelvolt

#include "read_package.h"

#include "case/nearest_name.h"
#include "case/part_extent.h"
#include "case/plain_text.h"
#include "read_boxes.h"
#include "read_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace kelvolt
{

namespace
{

constexpr const char *position_forms =
    "x, y and z; or boxes; or outline and z; or on (or under) with thickness and size or "
    "outline, or with ball, and at";

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
      read_position(map, part);
    if (const ConfigNode *const repeat = map.get("repeat"))
      read_copies(*repeat, map, part);
    if (const ConfigNode *const field = map.get("via_field"))
      part.via_field = read_via_field(*field, map.path_of("via_field"), problems_);
    return part;
  }

  /// Copies of a single box that overlap are a slip; of several the union is taken.
  /// Copies of an outline are judged with it.
  void read_copies(const ConfigNode &node, const MapReader &map, Part &part)
  {
    std::vector<Box> &boxes = part.boxes;
    const auto repeat = read_repeat(node, map.path_of("repeat"), problems_);
    if (!repeat)
      boxes.clear();
    if (part.prism && repeat)
      part.prism->outline = repeated(part.prism->outline, *repeat);
    if (boxes.empty())
      return;
    for (std::size_t axis = 0; axis < 2; ++axis)
    {
      const Interval &extent = boxes.front().extent[axis];
      const double pitch = std::abs(repeat->pitch[axis]),
                   width = boxes.size() == 1 ? extent.upper - extent.lower : 0.;
      constexpr double round_off = 1e-12;
      if (repeat->count[axis] == 1 || (pitch > 0. && pitch >= (1. - round_off) * width))
        continue;
      problems_.push_back(
          {node.where,
           fmt::format("{}.pitch.{} is {} m, but the part is {} m wide there, so that its "
                       "copies overlap",
                       map.path_of("repeat"),
                       axis,
                       repeat->pitch[axis],
                       extent.upper - extent.lower),
           "a pitch of at least the width of the part",
           ""});
      boxes.clear();
      return;
    }
    boxes = repeated(boxes, *repeat);
  }

  void read_position(const MapReader &map, Part &part)
  {
    const bool placed = map.has("on") || map.has("under");
    const bool outlined = map.has("outline") && !placed;
    const bool has_extent = map.has("x") || map.has("y") || (map.has("z") && !outlined);
    const int forms =
        has_extent + map.has("boxes") + map.has("on") + map.has("under") + outlined;
    if (forms != 1)
    {
      map.report(forms == 0 ? "has no position" : "has more than one position",
                 position_forms);
      return;
    }
    for (const char *key : {"size", "thickness", "at", "ball"})
      if (map.has(key) && !placed)
        map.report(fmt::format("has the key '{}', which goes with on and under only{}",
                               key,
                               outlined && std::string_view(key) == "at"
                                   ? "; the outline has its own"
                                   : ""),
                   position_forms);
    if (map.has("boxes"))
      part.boxes = read_boxes(*map.get("boxes"), map.path_of("boxes"), problems_);
    else if (placed)
      read_placement(map, part);
    else if (outlined)
      read_outlined(map, part);
    else if (const auto box = read_box(map, false))
      part.boxes = {*box};
  }

  PlaneShape outline_of(const MapReader &map)
  {
    return read_outline(*map.get("outline"), map.path_of("outline"), problems_);
  }

  void read_outlined(const MapReader &map, Part &part)
  {
    if (!map.has("z"))
      map.report("lacks the key 'z'",
                 "outline and z together, or on (or under) with "
                 "thickness in place of z");
    const auto height = map.interval("z", dimension::length);
    const PlaneShape shape = outline_of(map);
    if (height)
      fill(part, shape, *height);
  }

  static void fill(Part &part, const PlaneShape &shape, const Interval &height)
  {
    for (const Rectangle &rectangle : shape.rectangles)
      part.boxes.push_back({{rectangle[0], rectangle[1], height}});
    if (shape.outline)
      part.prism = Prism{*shape.outline, height};
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

  void read_placement(const MapReader &map, Part &part)
  {
    const bool above = map.has("on");
    const Part *const base = base_part(map, above ? "on" : "under", part.name);
    std::optional<std::array<double, 2>> at = std::array{0., 0.};
    if (const ConfigNode *const node = map.get("at"))
      at = read_length_pair(*node, map.path_of("at"), problems_);
    const Placed placed = read_placed(map);
    if (base == nullptr || !has_place(*base) || !placed.thickness || !at ||
        !placed.is_sound)
      return;

    const Box below = bounding_box(*base);
    const Interval &height = below.extent[2];
    const Interval z = above ? between(height.upper, height.upper + *placed.thickness)
                             : between(height.lower - *placed.thickness, height.lower);
    if (placed.shape.rectangles.empty() && !placed.shape.outline)
    {
      part.boxes = {
          {{shifted(below.extent[0], (*at)[0]), shifted(below.extent[1], (*at)[1]), z}}};
      return;
    }
    std::array<double, 2> by{};
    for (std::size_t axis = 0; axis < 2; ++axis)
      by[axis] = 0.5 * (below.extent[axis].lower + below.extent[axis].upper) + (*at)[axis];
    PlaneShape shape = placed.shape;
    for (Rectangle &rectangle : shape.rectangles)
      for (std::size_t axis = 0; axis < 2; ++axis)
        rectangle[axis] = shifted(rectangle[axis], by[axis]);
    if (shape.outline)
      shape.outline = shifted_outline(*shape.outline, by);
    fill(part, shape, z);
  }

  /// What lies on or under another part, about the origin.
  struct Placed
  {
    bool is_sound = true;
    PlaneShape shape; ///< none: it is as wide as the other part
    std::optional<double> thickness;
  };

  Placed read_placed(const MapReader &map)
  {
    Placed result;
    if (map.has("size") + map.has("outline") + map.has("ball") > 1)
      map.report("has more than one shape", "one of size, outline and ball");
    if (const ConfigNode *const node = map.get("ball"))
    {
      if (map.has("thickness"))
        map.report("has the key 'thickness' beside the height of a ball", position_forms);
      const auto ball = read_ball(*node, map.path_of("ball"), problems_);
      result.is_sound = ball.has_value();
      if (!ball)
        return result;
      result.shape.rectangles = {about_origin({ball->width, ball->width})};
      result.thickness = ball->height;
      return result;
    }
    if (map.has("thickness"))
      result.thickness = positive(map.quantity("thickness", dimension::length),
                                  *map.get("thickness"),
                                  map.path_of("thickness"));
    else
      map.report("lacks the key 'thickness'", position_forms);
    if (map.has("outline"))
    {
      result.shape = outline_of(map);
      result.is_sound = !result.shape.rectangles.empty() || result.shape.outline;
    }
    if (const ConfigNode *const node = map.get("size"))
    {
      const auto size = read_widths(*node, map.path_of("size"), problems_);
      result.is_sound = size.has_value();
      if (size)
        result.shape.rectangles = {about_origin(*size)};
    }
    return result;
  }

  static Rectangle about_origin(const std::array<double, 2> &width)
  {
    return {Interval{-0.5 * width[0], 0.5 * width[0]},
            Interval{-0.5 * width[1], 0.5 * width[1]}};
  }

  /// Sums are rounded as conversions are, so that parts that shall meet have equal
  /// coordinates.
  static Interval between(double lower, double upper)
  {
    return {without_conversion_noise(lower), without_conversion_noise(upper)};
  }

  static Interval shifted(const Interval &interval, double by)
  {
    return between(interval.lower + by, interval.upper + by);
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

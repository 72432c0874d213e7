#include "read_outline.h"

#include "case/grown_outline.h"
#include "case/leading_number.h"
#include "case/outline_faults.h"
#include "case/plain_signs.h"
#include "case/rectilinear.h"
#include "case/units.h"
#include "read_rings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

/// The angle of `rotate: 20 deg` in degrees; nothing after a fault.
std::optional<double> read_angle(const MapReader &map, Problems &problems)
{
  const auto text = map.text("rotate");
  if (!text)
    return map.has("rotate") ? std::nullopt : std::optional(0.);
  const ConfigNode &node = *map.get("rotate");
  const std::string plain = with_plain_signs(*text);
  const LeadingNumber angle = leading_number(trimmed(plain));
  const std::string_view unit = trimmed(angle.rest);
  constexpr double largest = 3.6e5;
  if (angle.state == LeadingNumber::State::read && std::abs(angle.value) <= largest &&
      (unit == "deg" || unit == "degree" || unit == "degrees" || unit == "°"))
    return angle.value;
  problems.push_back({node.where,
                      map.path_of("rotate") + node.origin + " is " + node.spoken(),
                      "an angle such as '20 deg'",
                      node.advice});
  return std::nullopt;
}

/// Whole quarter turns are exact.
Outline turned_outline(const Outline &outline, double degrees)
{
  constexpr double quarter = 90., pi = 3.14159265358979323846;
  const double whole = std::round(degrees / quarter);
  if (degrees != whole * quarter)
    return moved(outline, degrees / 180. * pi, {0., 0.});
  Outline result = outline;
  const int quarters = ((static_cast<int>(whole) % 4) + 4) % 4;
  for (std::vector<Ring> *const list : {&result.rings, &result.holes})
    for (Ring &ring : *list)
      for (RingCorner &corner : ring)
        for (int i = 0; i < quarters; ++i)
          corner.at = {-corner.at[1], corner.at[0]};
  return result;
}

std::vector<Polygon> polygons_of(const std::vector<Ring> &rings)
{
  std::vector<Polygon> result;
  for (const Ring &ring : rings)
  {
    result.emplace_back();
    for (const RingCorner &corner : ring)
      result.back().push_back(corner.at);
  }
  return result;
}

/// Whether the map has a key that the schema knows but this version refuses.
bool has_refused_shape(const ConfigNode &node)
{
  const auto is_refused = [&](const SchemaKey &key)
  {
    return !key.not_yet.empty() && node.find(key.name) != nullptr;
  };
  const std::vector<SchemaKey> &keys = schema_keys("outline");
  return std::any_of(keys.begin(), keys.end(), is_refused);
}

/// Nothing after a fault. What is wrong with the outline itself is told before it grows.
std::optional<Outline>
read_growth(const MapReader &map, const Outline &outline, Problems &problems)
{
  const auto by = map.quantity("grow", dimension::length);
  if (!by)
    return map.has("grow") ? std::nullopt : std::optional(outline);
  const PlaneBox box = bounding_box(outline);
  const double width = std::max(box.width(0), box.width(1));
  constexpr double round_off = 1e-9, most_widths = 100.;
  if (!(std::abs(*by) <= most_widths * width))
  {
    map.report(fmt::format("grows by {} m, but is {} m wide", *by, width),
               fmt::format("up to {:.0f} times its width", most_widths));
    return std::nullopt;
  }
  if (const auto fault = outline_fault(outline, round_off * width))
  {
    map.report(fault->found, fault->allowed, fault->suggestion);
    return std::nullopt;
  }
  try
  {
    return grown(outline, *by);
  }
  catch (const GrowthError &fault)
  {
    problems.push_back({map.get("grow")->where,
                        fmt::format("{}: {} m {}", map.path_of("grow"), *by, fault.what()),
                        "a distance after which its edge still is one or several closed "
                        "lines",
                        "Give less, or the outline itself"});
    return std::nullopt;
  }
}

std::optional<double> positive_length(const MapReader &map, const char *key)
{
  const auto value = map.quantity(key, dimension::length);
  if (!value || *value > 0.)
    return value;
  map.report(fmt::format("has the {} {} m", key, *value), "a length above 0");
  return std::nullopt;
}

} // namespace

Outline shifted_outline(const Outline &outline, const std::array<double, 2> &by)
{
  Outline result = outline;
  for (std::vector<Ring> *const list : {&result.rings, &result.holes})
    for (Ring &ring : *list)
      for (RingCorner &corner : ring)
        for (std::size_t axis = 0; axis < 2; ++axis)
          corner.at[axis] = without_conversion_noise(corner.at[axis] + by[axis]);
  return result;
}

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

std::optional<std::array<double, 2>>
read_widths(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const auto widths = read_length_pair(node, path, problems);
  for (std::size_t axis = 0; widths && axis < 2; ++axis)
    if (!((*widths)[axis] > 0.))
    {
      problems.push_back({node.items[axis].where,
                          fmt::format("{}.{}{}: '{}' is not positive",
                                      path,
                                      axis,
                                      node.items[axis].origin,
                                      node.items[axis].text),
                          "a length above 0",
                          ""});
      return std::nullopt;
    }
  return widths;
}

PlaneShape read_outline(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const std::size_t faults = problems.size();
  const MapReader map(node, path, "outline", problems);
  if (!node.is_map() || has_refused_shape(node))
    return {};
  std::optional<Outline> shape = read_rings(map, problems);
  if (shape && problems.size() == faults)
    shape = read_growth(map, *shape, problems);
  const std::optional<double> angle = read_angle(map, problems);
  std::optional<std::array<double, 2>> at = std::array{0., 0.};
  if (const ConfigNode *const place = map.get("at"))
    at = read_length_pair(*place, map.path_of("at"), problems);
  if (!shape || !angle || !at || problems.size() > faults)
    return {};
  const Outline outline = shifted_outline(turned_outline(*shape, *angle), *at);
  if (!is_rectilinear(outline))
    return {{}, outline};
  try
  {
    PlaneShape result;
    result.rectangles =
        rectangles_of(polygons_of(outline.rings), polygons_of(outline.holes));
    if (result.rectangles.empty())
      map.report("has no area", "a shape of which the holes leave something");
    return result;
  }
  catch (const OutlineError &fault)
  {
    map.report(fault.found(), fault.allowed(), fault.suggestion());
    return {};
  }
}

std::optional<Repeat>
read_repeat(const ConfigNode &node, const std::string &path, Problems &problems)
{
  constexpr double most_copies = 1e6;
  const MapReader map(node, path, "repeat", problems);
  const ConfigNode *const count = map.get("count"), *const pitch = map.get("pitch");
  if (count == nullptr || pitch == nullptr)
    return std::nullopt;
  Repeat result;
  if (!count->is_list() || count->items.size() != 2)
  {
    problems.push_back({count->where,
                        map.path_of("count") + " is " + count->spoken(),
                        "two whole numbers, along x and y, such as [5, 4]",
                        ""});
    return std::nullopt;
  }
  double copies = 1.;
  for (std::size_t axis = 0; axis < 2; ++axis)
  {
    const ConfigNode &item = count->items[axis];
    const std::string place = fmt::format("{}.{}", map.path_of("count"), axis);
    const auto number = read_number(item, place, problems);
    if (!number)
      return std::nullopt;
    copies *= std::max(*number, 1.);
    if (!(*number >= 1.) || *number != std::floor(*number) || copies > most_copies)
    {
      problems.push_back(
          {item.where,
           place + item.origin + " is " + item.spoken(),
           fmt::format("a whole number from 1, and at most {:.0f} copies", most_copies),
           ""});
      return std::nullopt;
    }
    result.count[axis] = static_cast<int>(*number);
  }
  const auto distance = read_length_pair(*pitch, map.path_of("pitch"), problems);
  if (!distance)
    return std::nullopt;
  result.pitch = *distance;
  return result;
}

std::vector<Box> repeated(const std::vector<Box> &boxes, const Repeat &repeat)
{
  std::vector<Box> result;
  result.reserve(boxes.size() * repeat.count[0] * repeat.count[1]);
  for (int j = 0; j < repeat.count[1]; ++j)
    for (int i = 0; i < repeat.count[0]; ++i)
      for (Box box : boxes)
      {
        const std::array<double, 2> by{i * repeat.pitch[0], j * repeat.pitch[1]};
        for (std::size_t axis = 0; axis < 2; ++axis)
          for (double *const end : {&box.extent[axis].lower, &box.extent[axis].upper})
            *end = without_conversion_noise(*end + by[axis]);
        result.push_back(box);
      }
  return result;
}

Outline repeated(const Outline &outline, const Repeat &repeat)
{
  Outline result;
  for (int j = 0; j < repeat.count[1]; ++j)
    for (int i = 0; i < repeat.count[0]; ++i)
    {
      const Outline copy =
          shifted_outline(outline, {i * repeat.pitch[0], j * repeat.pitch[1]});
      result.rings.insert(result.rings.end(), copy.rings.begin(), copy.rings.end());
      result.holes.insert(result.holes.end(), copy.holes.begin(), copy.holes.end());
    }
  return result;
}

std::optional<Ball>
read_ball(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "ball", problems);
  const auto radius = positive_length(map, "radius"),
             height = positive_length(map, "height");
  if (!radius || !height)
    return std::nullopt;
  if (!(*height < 2. * *radius))
  {
    map.report(fmt::format("is {} m high, but its sphere {} m only", *height, 2. * *radius),
               "a height below twice the radius: the pads cut off both ends of the sphere");
    return std::nullopt;
  }
  // int dz / (pi (R^2 - z^2)) from -H/2 to H/2 is that of a column of the same height.
  constexpr double pi = 3.14159265358979323846;
  const double half = 0.5 * *height;
  const double length_per_area =
      std::log((*radius + half) / (*radius - half)) / (pi * *radius);
  return Ball{without_conversion_noise(std::sqrt(*height / length_per_area)), *height};
}

std::optional<ViaField>
read_via_field(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "via_field", problems);
  const auto pitch = positive_length(map, "pitch"), drill = positive_length(map, "drill"),
             wall = positive_length(map, "wall");
  ViaField field;
  for (const auto &[key, name] : {std::pair{"wall_material", &field.wall_material},
                                  std::pair{"fill", &field.fill_material}})
    if (const auto text = map.text(key))
    {
      check_name(*text, "material", map.get(key)->where, problems);
      *name = *text;
    }
  if (!pitch || !drill || !wall)
    return std::nullopt;
  field.pitch = *pitch;
  field.drill = *drill;
  field.wall = *wall;
  return field;
}

} // namespace kelvolt

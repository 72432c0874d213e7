#include "read_rings.h"

#include "case/ellipse.h"
#include "read_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

constexpr const char *outline_forms =
    "one of rectangle, polygon, polygons, circle, circles, ellipse and slot";
constexpr std::size_t most_corners = 20000;
constexpr double most_circles = 1e5;

/// `{at: [1 mm, 2 mm], bulge: 0.5}`.
std::optional<RingCorner>
read_bent_corner(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "corner", problems);
  if (map.get("at") == nullptr)
    return std::nullopt;
  const auto at = read_length_pair(*map.get("at"), map.path_of("at"), problems);
  const auto bulge = map.number("bulge");
  if (!at || (!bulge && map.has("bulge")))
    return std::nullopt;
  return RingCorner{*at, bulge.value_or(0.)};
}

/// The corners of one polygon; none after a fault.
Ring read_polygon(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (!node.is_list() || node.items.size() > most_corners)
  {
    problems.push_back(
        {node.where,
         fmt::format("{} is {}",
                     path,
                     node.is_list() ? fmt::format("a list of {}", node.items.size())
                                    : node.spoken()),
         fmt::format("a list of corners [x, y], at most {}", most_corners),
         ""});
    return {};
  }
  Ring ring;
  bool is_straight = true;
  for (std::size_t i = 0; i < node.items.size(); ++i)
  {
    const std::string place = fmt::format("{}.{}", path, i);
    if (node.items[i].is_map())
    {
      const auto corner = read_bent_corner(node.items[i], place, problems);
      if (!corner)
        return {};
      ring.push_back(*corner);
      is_straight = is_straight && corner->bulge == 0.;
      continue;
    }
    const auto corner = read_length_pair(node.items[i], place, problems);
    if (!corner)
      return {};
    ring.push_back({*corner});
  }
  if (ring.size() >= (is_straight ? 3U : 2U))
    return ring;
  problems.push_back({node.where,
                      fmt::format("{} has {} corners", path, ring.size()),
                      "three or more corners around an area, or two with arcs (bulge)",
                      ""});
  return {};
}

/// A list of polygons; nothing after a fault.
std::optional<std::vector<Ring>>
read_polygons(const ConfigNode &node, const std::string &path, Problems &problems)
{
  if (!node.is_list() || node.items.empty())
  {
    problems.push_back({node.where,
                        path + " is " + (node.is_list() ? "an empty list" : node.spoken()),
                        "a list of polygons, each a list of corners [x, y]",
                        ""});
    return std::nullopt;
  }
  std::vector<Ring> rings;
  for (std::size_t i = 0; i < node.items.size(); ++i)
  {
    rings.push_back(read_polygon(node.items[i], fmt::format("{}.{}", path, i), problems));
    if (rings.back().empty())
      return std::nullopt;
  }
  return rings;
}

std::optional<double> positive(const MapReader &map, const char *key)
{
  const auto value = map.quantity(key, dimension::length);
  if (!value || *value > 0.)
    return value;
  map.report(fmt::format("has the {} {} m", key, *value), "a length above 0");
  return std::nullopt;
}

std::optional<Outline> read_rectangle(const MapReader &map, Problems &problems)
{
  const auto width = read_widths(*map.get("rectangle"), map.path_of("rectangle"), problems);
  const auto radius = map.quantity("corner_radius", dimension::length);
  if (!width || (!radius && map.has("corner_radius")))
    return std::nullopt;
  const double largest = 0.5 * std::min((*width)[0], (*width)[1]);
  if (!(radius.value_or(0.) >= 0.) || radius.value_or(0.) > largest)
  {
    map.report(fmt::format("has the corner_radius {} m", *radius),
               fmt::format("0 to {} m, half the smaller width", largest));
    return std::nullopt;
  }
  return Outline{{rectangle_ring(*width, radius.value_or(0.))}, {}};
}

std::optional<Outline> read_slot(const MapReader &map, Problems &problems)
{
  const auto width = read_widths(*map.get("slot"), map.path_of("slot"), problems);
  if (!width)
    return std::nullopt;
  return Outline{{rectangle_ring(*width, 0.5 * std::min((*width)[0], (*width)[1]))}, {}};
}

std::optional<Outline> read_ellipse(const MapReader &map, Problems &problems)
{
  constexpr double largest_ratio = 100.;
  const auto axes = read_widths(*map.get("ellipse"), map.path_of("ellipse"), problems);
  if (!axes)
    return std::nullopt;
  const double ratio = std::max((*axes)[0], (*axes)[1]) / std::min((*axes)[0], (*axes)[1]);
  if (!(ratio <= largest_ratio))
  {
    map.report(fmt::format("has the half axes {} and {} m", (*axes)[0], (*axes)[1]),
               fmt::format("half axes of which one is up to {:.0f} times the other",
                           largest_ratio));
    return std::nullopt;
  }
  return Outline{{ellipse_ring(*axes)}, {}};
}

/// `grid` and `pitch` as centres about the origin; none after a fault.
std::vector<PlanePoint>
read_grid(const ConfigNode &node, const MapReader &map, Problems &problems)
{
  const ConfigNode *const pitch_node = map.get("pitch");
  if (!node.is_list() || node.items.size() != 2 || pitch_node == nullptr)
  {
    map.report(pitch_node == nullptr ? "has a grid without a pitch"
                                     : "has a grid that is not two numbers",
               "grid: [5, 4] and pitch: [1 mm, 1 mm] together");
    return {};
  }
  std::array<double, 2> count{};
  for (std::size_t axis = 0; axis < 2; ++axis)
  {
    const std::string place = fmt::format("{}.{}", map.path_of("grid"), axis);
    const auto number = read_number(node.items[axis], place, problems);
    if (!number)
      return {};
    count[axis] = *number;
    if (*number >= 1. && *number == std::floor(*number) && *number <= most_circles)
      continue;
    problems.push_back(
        {node.items[axis].where,
         place + " is " + node.items[axis].spoken(),
         fmt::format("a whole number from 1, and at most {:.0f} circles", most_circles),
         ""});
    return {};
  }
  const auto pitch = read_length_pair(*pitch_node, map.path_of("pitch"), problems);
  if (!pitch)
    return {};
  if (count[0] * count[1] > most_circles)
  {
    map.report(fmt::format("has {} circles", count[0] * count[1]),
               fmt::format("at most {:.0f} circles", most_circles),
               "A 'via_field' is one homogeneous body");
    return {};
  }
  std::vector<PlanePoint> centres;
  for (int j = 0; j < count[1]; ++j)
    for (int i = 0; i < count[0]; ++i)
      centres.push_back({(i - 0.5 * (count[0] - 1.)) * (*pitch)[0],
                         (j - 0.5 * (count[1] - 1.)) * (*pitch)[1]});
  return centres;
}

/// The centres of `circles`; none after a fault.
std::vector<PlanePoint> read_centres(const MapReader &map, Problems &problems)
{
  const ConfigNode *const list = map.get("at"), *const grid = map.get("grid");
  if ((list == nullptr) == (grid == nullptr))
  {
    map.report(list == nullptr ? "has no centres" : "has centres twice",
               "one of grid (with pitch) and at, a list of centres [x, y]");
    return {};
  }
  if (grid != nullptr)
    return read_grid(*grid, map, problems);
  std::vector<PlanePoint> centres;
  if (!list->is_list() || list->items.empty())
    map.report("has centres that are " + list->spoken(),
               "at: [[0 mm, 0 mm], [1 mm, 0 mm]]");
  for (std::size_t i = 0; list->is_list() && i < list->items.size(); ++i)
  {
    const auto centre = read_length_pair(
        list->items[i], fmt::format("{}.{}", map.path_of("at"), i), problems);
    if (!centre)
      return {};
    centres.push_back(*centre);
  }
  return centres;
}

std::optional<Outline>
read_circles(const ConfigNode &node, const std::string &path, Problems &problems)
{
  const MapReader map(node, path, "circles", problems);
  const auto radius = positive(map, "radius"), inner = positive(map, "inner_radius");
  const std::vector<PlanePoint> centres = read_centres(map, problems);
  if (!radius || (!inner && map.has("inner_radius")) || centres.empty())
    return std::nullopt;
  if (inner && !(*inner < *radius))
  {
    map.report(
        fmt::format("has the inner_radius {} m and the radius {} m", *inner, *radius),
        "an inner radius below the radius");
    return std::nullopt;
  }
  Outline result;
  for (const PlanePoint &centre : centres)
  {
    result.rings.push_back(moved({{circle_ring(*radius)}, {}}, 0., centre).rings[0]);
    if (inner)
      result.holes.push_back(moved({{circle_ring(*inner)}, {}}, 0., centre).rings[0]);
  }
  return result;
}

std::optional<Outline> read_shape(const MapReader &map, Problems &problems)
{
  const int forms = map.has("rectangle") + map.has("polygon") + map.has("polygons") +
                    map.has("circle") + map.has("circles") + map.has("slot") +
                    map.has("ellipse");
  if (forms != 1)
  {
    map.report(forms == 0 ? "has no shape that can be computed" : "has more than one shape",
               outline_forms);
    return std::nullopt;
  }
  if (map.has("corner_radius") && !map.has("rectangle"))
    map.report("has the key 'corner_radius', which goes with rectangle only",
               outline_forms);
  if (map.has("rectangle"))
    return read_rectangle(map, problems);
  if (map.has("slot"))
    return read_slot(map, problems);
  if (map.has("ellipse"))
    return read_ellipse(map, problems);
  if (map.has("circles"))
    return read_circles(*map.get("circles"), map.path_of("circles"), problems);
  if (map.has("circle"))
  {
    const auto radius = positive(map, "circle");
    return radius ? std::optional(Outline{{circle_ring(*radius)}, {}}) : std::nullopt;
  }
  if (map.has("polygons"))
  {
    auto rings = read_polygons(*map.get("polygons"), map.path_of("polygons"), problems);
    return rings ? std::optional(Outline{std::move(*rings), {}}) : std::nullopt;
  }
  Ring ring = read_polygon(*map.get("polygon"), map.path_of("polygon"), problems);
  return ring.empty() ? std::nullopt : std::optional(Outline{{std::move(ring)}, {}});
}

} // namespace

std::optional<Outline> read_rings(const MapReader &map, Problems &problems)
{
  std::optional<Outline> shape = read_shape(map, problems);
  if (!map.has("holes"))
    return shape;
  const auto holes = read_polygons(*map.get("holes"), map.path_of("holes"), problems);
  if (!shape || !holes)
    return std::nullopt;
  shape->holes.insert(shape->holes.end(), holes->begin(), holes->end());
  return shape;
}

} // namespace kelvolt

#include "wire_course.h"

#include "overloaded.h"
#include "part_extent.h"
#include "surface_name.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

/// Share of the horizontal distance for which a loop stays at its height.
constexpr double level_share = 1. / 8.;

double area_of(const Rectangle &one)
{
  return (one[0].upper - one[0].lower) * (one[1].upper - one[1].lower);
}

/// In the plane of the side.
std::array<double, 2> middle_of(const std::vector<Rectangle> &rectangles)
{
  std::array<double, 2> sum{};
  double area = 0.;
  for (const Rectangle &one : rectangles)
  {
    area += area_of(one);
    for (std::size_t i = 0; i < 2; ++i)
      sum[i] += area_of(one) * 0.5 * (one[i].lower + one[i].upper);
  }
  return {sum[0] / area, sum[1] / area};
}

double length_of(const std::vector<std::array<double, 3>> &corners)
{
  double sum = 0.;
  for (std::size_t i = 1; i < corners.size(); ++i)
    sum += std::hypot(corners[i][0] - corners[i - 1][0],
                      corners[i][1] - corners[i - 1][1],
                      corners[i][2] - corners[i - 1][2]);
  return sum;
}

} // namespace

double cross_section(const Wire &wire)
{
  const double one = std::visit(
      Overloaded{[](const RoundWire &of) { return 0.25 * pi * of.diameter * of.diameter; },
                 [](const Ribbon &of)
                 {
                   return of.width * of.thickness;
                 }},
      wire.section);
  return wire.count * one;
}

std::optional<std::array<double, 3>> middle_of(const Case &input,
                                               const SurfaceName &surface)
{
  const auto part = std::find_if(input.parts.begin(),
                                 input.parts.end(),
                                 [&](const Part &one) { return one.name == surface.part; });
  if (part == input.parts.end() || !has_place(*part) || surface.side == Side::around)
    return std::nullopt;
  std::array<double, 2> in_plane = side_centre(*part, surface.side);
  if (!surface.patch.empty())
  {
    const auto patch =
        std::find_if(input.patches.begin(),
                     input.patches.end(),
                     [&](const Patch &one) { return one.name == surface.patch; });
    if (patch == input.patches.end() || !patch->has_own_area())
      return std::nullopt;
    if (patch->outline)
    {
      const PlaneBox around = bounding_box(*patch->outline);
      in_plane = {0.5 * (around.lower[0] + around.upper[0]),
                  0.5 * (around.lower[1] + around.upper[1])};
    }
    else
      in_plane = middle_of(patch->rectangles);
  }
  else if (part->boxes.size() != 1)
    return std::nullopt;
  const std::array<int, 2> axes = axes_in(surface.side);
  const int normal = axis_of(surface.side);
  const Interval across = bounding_box(*part).extent[normal];
  std::array<double, 3> result{};
  result[axes[0]] = in_plane[0];
  result[axes[1]] = in_plane[1];
  result[normal] = sign_of(surface.side) > 0 ? across.upper : across.lower;
  return result;
}

std::vector<std::array<double, 3>> course_of(const Case &input, const Wire &wire)
{
  const auto from = middle_of(input, wire.feet[0]), to = middle_of(input, wire.feet[1]);
  if (!from || !to)
    return {};
  const std::array<double, 3> along{
      (*to)[0] - (*from)[0], (*to)[1] - (*from)[1], (*to)[2] - (*from)[2]};
  const auto raised = [&](double share, double z)
  {
    return std::array<double, 3>{
        (*from)[0] + share * along[0], (*from)[1] + share * along[1], z};
  };
  if (!wire.points.empty())
  {
    std::vector<std::array<double, 3>> corners{*from};
    corners.insert(corners.end(), wire.points.begin(), wire.points.end());
    corners.push_back(*to);
    return corners;
  }
  if (wire.loop)
  {
    if (wire.feet[0].side != Side::top || wire.feet[1].side != Side::top)
      return {};
    const double top = std::max((*from)[2], (*to)[2]) + *wire.loop;
    return {*from, raised(0., top), raised(level_share, top), *to};
  }
  const double straight = std::hypot(along[0], along[1], along[2]),
               length = wire.length.value_or(0.);
  if (!(length > straight))
    return {*from, *to};
  const double height = 0.5 * std::sqrt(length * length - straight * straight);
  return {*from, raised(0.5, 0.5 * ((*from)[2] + (*to)[2]) + height), *to};
}

std::vector<double> place_on(const std::vector<std::array<double, 3>> &course, double share)
{
  if (course.empty())
    return {};
  double left = share * length_of(course);
  for (std::size_t i = 1; i < course.size(); ++i)
  {
    const double piece = length_of({course[i - 1], course[i]});
    if (left > piece && i + 1 < course.size())
    {
      left -= piece;
      continue;
    }
    const double along = piece > 0. ? std::min(left / piece, 1.) : 0.;
    std::vector<double> place;
    for (std::size_t axis = 0; axis < 3; ++axis)
      place.push_back(course[i - 1][axis] +
                      along * (course[i][axis] - course[i - 1][axis]));
    return place;
  }
  return {course.front().begin(), course.front().end()};
}

std::optional<double> length_of(const Case &input, const Wire &wire)
{
  if (wire.length)
    return wire.length;
  const std::vector<std::array<double, 3>> corners = course_of(input, wire);
  if (corners.empty() || (!wire.loop && wire.points.empty()))
    return std::nullopt;
  return length_of(corners);
}

} // namespace kelvolt

#include "outline.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

/// tan(pi/8): a quarter of a circle.
constexpr double quarter_bulge = 0.41421356237309504880;

/// How often the ring winds around the point, by its crossings of the ray towards +x.
int winding(const Ring &ring, const PlanePoint &point)
{
  int result = 0;
  for (std::size_t i = 0; i < ring.size(); ++i)
  {
    const PlaneCurve edge = edge_of(ring, i);
    // The chord's crossing, and whether the point lies between chord and arc.
    const bool upwards = edge.from[1] <= point[1] && edge.to[1] > point[1],
               downwards = edge.from[1] > point[1] && edge.to[1] <= point[1];
    const PlanePoint chord = edge.to - edge.from;
    double side = cross(chord, point - edge.from);
    if (side == 0.) // as if it lay a little towards +x, then +y
      side = chord[1] != 0. ? -chord[1] : chord[0];
    if (upwards && side > 0.)
      ++result;
    if (downwards && side < 0.)
      --result;
    if (edge.is_straight() || distance(edge.centre(), point) >= edge.radius())
      continue;
    if (edge.bulge > 0. ? side < 0. : side > 0.)
      result += edge.bulge > 0. ? 1 : -1;
  }
  return result;
}

} // namespace

PlaneCurve edge_of(const Ring &ring, std::size_t corner)
{
  return {ring[corner].at, ring[(corner + 1) % ring.size()].at, ring[corner].bulge};
}

std::vector<PlaneCurve> edges_of(const Ring &ring)
{
  std::vector<PlaneCurve> result;
  for (std::size_t i = 0; i < ring.size(); ++i)
    result.push_back(edge_of(ring, i));
  return result;
}

std::vector<PlaneCurve> edges_of(const Outline &outline)
{
  std::vector<PlaneCurve> result;
  for (const std::vector<Ring> *const list : {&outline.rings, &outline.holes})
    for (const Ring &ring : *list)
    {
      const std::vector<PlaneCurve> edges = edges_of(ring);
      result.insert(result.end(), edges.begin(), edges.end());
    }
  return result;
}

double signed_area(const Ring &ring)
{
  double sum = 0.;
  for (const PlaneCurve &edge : edges_of(ring))
    sum += PlaneCurve{edge.from - ring[0].at, edge.to - ring[0].at, edge.bulge}.area_term();
  return sum;
}

double area(const Outline &outline)
{
  double sum = 0.;
  for (const Ring &ring : outline.rings)
    sum += std::abs(signed_area(ring));
  for (const Ring &hole : outline.holes)
    sum -= std::abs(signed_area(hole));
  return sum;
}

PlaneBox bounding_box(const Outline &outline)
{
  PlaneBox result;
  for (const Ring &ring : outline.rings)
    for (const PlaneCurve &edge : edges_of(ring))
      result.include(edge.box());
  return result;
}

bool contains(const Ring &ring, const PlanePoint &point)
{
  return winding(ring, point) != 0;
}

bool contains(const Outline &outline, const PlanePoint &point)
{
  const auto is_around = [&](const Ring &ring)
  {
    return contains(ring, point);
  };
  return std::any_of(outline.rings.begin(), outline.rings.end(), is_around) &&
         std::none_of(outline.holes.begin(), outline.holes.end(), is_around);
}

bool is_rectilinear(const Outline &outline)
{
  const std::vector<PlaneCurve> edges = edges_of(outline);
  return std::all_of(edges.begin(),
                     edges.end(),
                     [](const PlaneCurve &edge)
                     {
                       return edge.is_straight() &&
                              (edge.from[0] == edge.to[0] || edge.from[1] == edge.to[1]);
                     });
}

Outline moved(const Outline &outline, double angle, const PlanePoint &by)
{
  Outline result = outline;
  for (std::vector<Ring> *const list : {&result.rings, &result.holes})
    for (Ring &ring : *list)
      for (RingCorner &corner : ring)
        corner.at = (angle == 0. ? corner.at : turned(corner.at, angle)) + by;
  return result;
}

Ring circle_ring(double radius)
{
  return {{{radius, 0.}, quarter_bulge},
          {{0., radius}, quarter_bulge},
          {{-radius, 0.}, quarter_bulge},
          {{0., -radius}, quarter_bulge}};
}

Ring rectangle_ring(const PlanePoint &width, double corner_radius)
{
  const double x = 0.5 * width[0], y = 0.5 * width[1];
  if (corner_radius == 0.)
    return {{{-x, -y}}, {{x, -y}}, {{x, y}}, {{-x, y}}};
  const double a = x - corner_radius, b = y - corner_radius;
  const Ring all{{{-a, -y}},
                 {{a, -y}, quarter_bulge},
                 {{x, -b}},
                 {{x, b}, quarter_bulge},
                 {{a, y}},
                 {{-a, y}, quarter_bulge},
                 {{-x, b}},
                 {{-x, -b}, quarter_bulge}};
  Ring result;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].bulge != 0. || (i % 4 == 0 ? a : b) > 0.)
      result.push_back(all[i]);
  return result;
}

} // namespace kelvolt

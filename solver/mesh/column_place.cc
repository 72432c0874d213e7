#include "mesh/column_place.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

/// Of a triangle, by which a point may lie beside it.
constexpr double beside = 1e-9;

/// Solves map_at() for the place by Newton's method; nothing if the point is elsewhere.
std::optional<std::array<double, 2>>
coordinates(const PlaneMesh &mesh, const PlaneMesh::Triangle &triangle, PlanePoint at)
{
  constexpr int most_steps = 30;
  const double size =
      std::sqrt(std::abs(mesh.area(triangle))); // [m], for what counts as converged
  double l1 = 1. / 3., l2 = 1. / 3.;
  for (int step = 0; step < most_steps; ++step)
  {
    const PlaneMap map = map_at(mesh, triangle, l1, l2);
    const PlanePoint left = at - map.place;
    if (std::hypot(left[0], left[1]) < 1e-12 * size)
      break;
    const double det = map.determinant();
    if (!(det > 0.))
      return std::nullopt;
    l1 += std::clamp(cross(left, map.by_second) / det, -0.5, 0.5);
    l2 += std::clamp(cross(map.by_first, left) / det, -0.5, 0.5);
    if (std::abs(l1) > 2. || std::abs(l2) > 2.)
      return std::nullopt;
  }
  if (std::min({l1, l2, 1. - l1 - l2}) < -beside)
    return std::nullopt;
  return std::array{l1, l2};
}

/// Around a triangle with its arcs.
bool may_hold(const PlaneMesh &mesh, const PlaneMesh::Triangle &triangle, PlanePoint at)
{
  PlaneBox box;
  double longest = 0., bulge = 0.;
  for (unsigned int s = 0; s < 3; ++s)
  {
    box.include(mesh.nodes[triangle.corner[s]]);
    longest = std::max(longest, mesh.side(triangle, s).length());
    bulge = std::max(bulge, std::abs(triangle.bulge[s]));
  }
  const double margin = longest * (bulge + beside);
  return at[0] >= box.lower[0] - margin && at[0] <= box.upper[0] + margin &&
         at[1] >= box.lower[1] - margin && at[1] <= box.upper[1] + margin;
}

} // namespace

std::array<double, 3> position(const ColumnLayout &layout, const ColumnPlace &place)
{
  const PlanePoint at =
      map_at(layout.plane, layout.plane.triangles[place.column], place.l1, place.l2).place;
  const double lower = layout.z[place.slab], upper = layout.z[place.slab + 1];
  return {at[0], at[1], lower + place.height * (upper - lower)};
}

std::vector<ColumnPlace> places_of(const ColumnLayout &layout,
                                   const std::array<double, 3> &point)
{
  std::vector<ColumnPlace> result;
  const PlanePoint at{point[0], point[1]};
  const double margin = beside * (layout.z.back() - layout.z.front());
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
  {
    const PlaneMesh::Triangle &triangle = layout.plane.triangles[c];
    if (!may_hold(layout.plane, triangle, at))
      continue;
    const auto found = coordinates(layout.plane, triangle, at);
    if (!found)
      continue;
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
    {
      const double lower = layout.z[k], upper = layout.z[k + 1];
      if (layout.part_at(c, static_cast<int>(k)) != ColumnLayout::void_part &&
          point[2] >= lower - margin && point[2] <= upper + margin)
        result.push_back({c,
                          k,
                          (*found)[0],
                          (*found)[1],
                          std::clamp((point[2] - lower) / (upper - lower), 0., 1.)});
    }
  }
  return result;
}

std::optional<ColumnPlace> find_place(const ColumnLayout &layout,
                                      const std::array<double, 3> &point)
{
  const std::vector<ColumnPlace> places = places_of(layout, point);
  return places.empty() ? std::nullopt : std::optional(places.front());
}

} // namespace kelvolt

#include "accuracy/node_corners.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

/// Between directions a and b counterclockwise, 0 to 2 pi.
double turn(double a, double b)
{
  const double angle = std::fmod(b - a, 2. * pi);
  return angle < 0. ? angle + 2. * pi : angle;
}

} // namespace

std::vector<std::vector<Corner>> corners_around_nodes(const PlaneMesh &plane)
{
  std::vector<std::vector<Corner>> result(plane.nodes.size());
  for (unsigned int c = 0; c < plane.triangles.size(); ++c)
    for (unsigned int i = 0; i < 3; ++i)
    {
      const PlaneMesh::Triangle &triangle = plane.triangles[c];
      const unsigned int last = (i + 2) % 3;
      const PlanePoint from = plane.side(triangle, i).direction(0.),
                       to = -1. * plane.side(triangle, last).direction(1.);
      const double start = std::atan2(from[1], from[0]);
      const double angle = turn(start, std::atan2(to[1], to[0]));
      // A cusp may seem to turn backwards.
      result[triangle.corner[i]].push_back(
          {c, i, last, start, start + (angle > 1.5 * pi ? 0. : angle)});
    }
  for (std::vector<Corner> &around : result)
  {
    std::sort(around.begin(),
              around.end(),
              [](const Corner &a, const Corner &b)
              { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    std::vector<Corner> all;
    for (std::size_t i = 0; i < around.size(); ++i)
    {
      all.push_back(around[i]);
      const double next = around[(i + 1) % around.size()].from,
                   gap = turn(around[i].to, next);
      if (gap > same_direction && gap < 2. * pi - same_direction)
        all.push_back({no_column, 0, 0, around[i].to, around[i].to + gap});
    }
    around = std::move(all);
  }
  return result;
}

} // namespace kelvolt

#include "device_channel.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

/// Of lengths, and of the cosines of right angles.
constexpr double round_off = 1e-6;

/// Both edges from the first corner of a rectangle.
std::optional<std::array<PlanePoint, 2>> edges_of_rectangle(const Outline &outline)
{
  if (outline.rings.size() != 1 || !outline.holes.empty() || outline.rings[0].size() != 4)
    return std::nullopt;
  const std::vector<PlaneCurve> edges = edges_of(outline.rings[0]);
  for (const PlaneCurve &edge : edges)
    if (!edge.is_straight())
      return std::nullopt;
  const PlanePoint first = edges[0].to - edges[0].from,
                   second = edges[1].to - edges[1].from;
  const double a = std::hypot(first[0], first[1]), b = std::hypot(second[0], second[1]);
  // Opposite edges are equal, and adjacent ones at right angles.
  const PlanePoint opposite = edges[2].to - edges[2].from;
  if (std::abs(dot(first, second)) > round_off * a * b ||
      distance(first, -1. * opposite) > round_off * a)
    return std::nullopt;
  return std::array{first, second};
}

} // namespace

std::optional<ChannelSize> channel_size(const Prism &prism, unsigned int axis)
{
  const double height = prism.z.upper - prism.z.lower;
  if (axis == 2)
    return ChannelSize{height, area(prism.outline)};
  const auto edges = edges_of_rectangle(prism.outline);
  if (!edges)
    return std::nullopt;
  const auto length = [&](std::size_t i)
  {
    return std::hypot((*edges)[i][0], (*edges)[i][1]);
  };
  // The sines of the angles between the edges and the other axis.
  const double first = std::abs((*edges)[0][axis]) / length(0),
               second = std::abs((*edges)[1][axis]) / length(1);
  if (std::abs(first - second) <= round_off)
    return std::nullopt;
  const std::size_t along = first > second ? 0 : 1;
  return ChannelSize{length(along), length(1 - along) * height};
}

} // namespace kelvolt

#pragma once

#include "case.h"

#include <optional>

namespace kelvolt
{

/// A channel from end to end.
struct ChannelSize
{
  double length = 0.;        ///< [m]
  double cross_section = 0.; ///< the same everywhere [m2]
};

/// Of a shape in the plane between two heights: any shape along z; along x or y a
/// rectangle, of a turned one the edges that run nearest to that axis. Nothing for others,
/// and for a rectangle turned by 45 degrees.
/// @param axis 0, 1, 2: x, y, z
std::optional<ChannelSize> channel_size(const Prism &prism, unsigned int axis);

} // namespace kelvolt

#pragma once

#include "outline.h"

namespace kelvolt
{

/// An ellipse about the origin with its axes along x and y, anticlockwise. It is made of
/// arcs of circles that follow each other without a corner, since curved sides of triangles
/// are arcs: they leave the ellipse by 1e-4 of sqrt(a b) at most, to either side, and their
/// area is that of the ellipse to round-off.
/// @param half_axis along x and y, above 0
Ring ellipse_ring(const PlanePoint &half_axis);

} // namespace kelvolt

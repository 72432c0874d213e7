#pragma once

#include "plane_curve.h"

#include <vector>

/// @file
/// Shapes in the plane with straight, slanted and round edges.

namespace kelvolt
{

/// A corner of a ring, and how the edge from it to the next corner bends.
struct RingCorner
{
  PlanePoint at{};
  double bulge = 0.; ///< of that edge, see PlaneCurve
};

/// A closed line without crossings; the last corner is joined to the first.
using Ring = std::vector<RingCorner>;

/// What the rings cover without the holes. The rings do not overlap, and each hole lies
/// within one of them.
struct Outline
{
  std::vector<Ring> rings, holes;
};

/// The edge that begins at the corner.
PlaneCurve edge_of(const Ring &ring, std::size_t corner);
std::vector<PlaneCurve> edges_of(const Ring &ring);
/// Of rings and holes, one after the other.
std::vector<PlaneCurve> edges_of(const Outline &outline);

/// Above zero if the ring runs anticlockwise.
double signed_area(const Ring &ring);
double area(const Outline &outline);
PlaneBox bounding_box(const Outline &outline);

/// Whether the point lies within; on the line itself, either.
bool contains(const Ring &ring, const PlanePoint &point);
bool contains(const Outline &outline, const PlanePoint &point);

/// Whether all edges are straight and run along x or y.
bool is_rectilinear(const Outline &outline);

/// Turned about the origin, then shifted.
Outline moved(const Outline &outline, double angle, const PlanePoint &by);

/// @name Rings about the origin, anticlockwise
/// @{
Ring circle_ring(double radius);
/// @param corner_radius up to half the smaller width; 0 for sharp corners
Ring rectangle_ring(const PlanePoint &width, double corner_radius);
/// @}

} // namespace kelvolt

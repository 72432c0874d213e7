#pragma once

#include <array>
#include <cmath>
#include <vector>

/// @file
/// Straight edges and circular arcs in the plane, the pieces of all outlines.

namespace kelvolt
{

using PlanePoint = std::array<double, 2>;

inline PlanePoint operator+(const PlanePoint &a, const PlanePoint &b)
{
  return {a[0] + b[0], a[1] + b[1]};
}
inline PlanePoint operator-(const PlanePoint &a, const PlanePoint &b)
{
  return {a[0] - b[0], a[1] - b[1]};
}
inline PlanePoint operator*(double s, const PlanePoint &a)
{
  return {s * a[0], s * a[1]};
}
inline double dot(const PlanePoint &a, const PlanePoint &b)
{
  return a[0] * b[0] + a[1] * b[1];
}
inline double cross(const PlanePoint &a, const PlanePoint &b)
{
  return a[0] * b[1] - a[1] * b[0];
}
inline double distance(const PlanePoint &a, const PlanePoint &b)
{
  return std::hypot(a[0] - b[0], a[1] - b[1]);
}
/// Anticlockwise by an angle in radians.
inline PlanePoint turned(const PlanePoint &a, double angle)
{
  const double c = std::cos(angle), s = std::sin(angle);
  return {c * a[0] - s * a[1], s * a[0] + c * a[1]};
}

/// An axis-parallel box around something in the plane; empty at first.
struct PlaneBox
{
  PlanePoint lower{1e300, 1e300}, upper{-1e300, -1e300};

  void include(const PlanePoint &point);
  void include(const PlaneBox &other);
  bool is_empty() const
  {
    return lower[0] > upper[0];
  }
  /// Whether the two are nearer to each other than the margin.
  bool is_near(const PlaneBox &other, double margin) const;
  double width(int axis) const
  {
    return upper[axis] - lower[axis];
  }
};

/// A straight edge, or the arc of a circle from one point to another.
struct PlaneCurve
{
  PlanePoint from{}, to{};
  /// Tangent of a quarter of the angle that the arc turns by, as in DXF: 0 for a straight
  /// edge, positive anticlockwise, 1 for half a circle.
  double bulge = 0.;

  bool is_straight() const
  {
    return bulge == 0.;
  }
  /// By how much the direction turns, anticlockwise [rad].
  double angle() const
  {
    return 4. * std::atan(bulge);
  }
  double length() const;
  /// Of an arc.
  double radius() const;
  PlanePoint centre() const;
  /// The point at the share t of the length, 0 to 1.
  PlanePoint at(double t) const;
  /// The direction of length 1 there.
  PlanePoint direction(double t) const;
  /// The share of the length at which the curve is nearest to the point.
  double nearest(const PlanePoint &point) const;
  double distance_to(const PlanePoint &point) const
  {
    return distance(at(nearest(point)), point);
  }
  /// The piece between two shares of the length.
  PlaneCurve piece(double t0, double t1) const;
  PlaneCurve reversed() const
  {
    return {to, from, -bulge};
  }
  /// int (x dy - y dx) / 2 along it: of a closed anticlockwise ring the sum is its area.
  double area_term() const;
  PlaneBox box() const;
};

/// A place where two curves cross or touch: the shares of their lengths.
struct CurveMeeting
{
  double on_first = 0., on_second = 0.;
};

/// Where two curves cross, and where they come nearer to each other than the tolerance
/// without an end being there (a circle beside a line). Curves that run along each other
/// have no such place: their ends tell. The shares may lie outside of 0 to 1 by what the
/// tolerance is on the curve.
std::vector<CurveMeeting>
meetings(const PlaneCurve &first, const PlaneCurve &second, double tolerance);

/// Pairs of boxes that are nearer to each other than the margin, the lower index first.
std::vector<std::array<std::size_t, 2>> near_pairs(const std::vector<PlaneBox> &boxes,
                                                   double margin);

} // namespace kelvolt

#include "ellipse.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{

namespace
{

constexpr double pi = 3.14159265358979323846;

/// The ellipse by the angle of the circle that it is stretched from.
class Ellipse
{
public:
  explicit Ellipse(const PlanePoint &half_axis) : a_(half_axis[0]), b_(half_axis[1]) {}

  PlanePoint at(double u) const
  {
    return {a_ * std::cos(u), b_ * std::sin(u)};
  }
  PlanePoint direction(double u) const
  {
    const PlanePoint along{-a_ * std::sin(u), b_ * std::cos(u)};
    return 1. / std::sqrt(dot(along, along)) * along;
  }
  /// How far away from it a point near it is.
  double distance_to(const PlanePoint &point) const
  {
    const PlanePoint by{point[0] / a_, point[1] / b_};
    return std::abs(dot(by, by) - 1.) / (2. * std::hypot(by[0] / a_, by[1] / b_));
  }
  /// What equal shares of lead to arcs that are equally far off: the cube root of the
  /// change of the curvature along the length. By u.
  double unevenness(double u) const
  {
    const double s = std::sin(u), c = std::cos(u);
    const double g = a_ * a_ * s * s + b_ * b_ * c * c;
    return std::cbrt(std::abs(s * c)) / std::sqrt(g);
  }

private:
  double a_, b_;
};

/// The ends of n pieces of the first quarter, as angles.
std::vector<double> ends_of_pieces(const Ellipse &ellipse, unsigned int n)
{
  constexpr unsigned int steps = 4000;
  constexpr double step = 0.5 * pi / steps;
  std::vector<double> sum{0.};
  for (unsigned int i = 0; i < steps; ++i)
    sum.push_back(sum.back() + step * ellipse.unevenness((i + 0.5) * step));
  std::vector<double> ends{0.};
  for (unsigned int k = 1; k < n; ++k)
  {
    const double wanted = sum.back() * k / n;
    const auto after = std::lower_bound(sum.begin() + 1, sum.end() - 1, wanted);
    const double before = *(after - 1);
    ends.push_back(
        step * (double(after - sum.begin()) - 1. + (wanted - before) / (*after - before)));
  }
  ends.push_back(0.5 * pi);
  return ends;
}

/// The bulge of the arc that begins in this direction and ends at this chord.
double bulge_of(const PlanePoint &direction, const PlanePoint &chord)
{
  return std::tan(0.5 * std::atan2(cross(direction, chord), dot(direction, chord)));
}

/// Two arcs between two points of the ellipse, with its directions there, that join without
/// a corner.
std::array<PlaneCurve, 2> two_arcs(const Ellipse &ellipse, double from, double to)
{
  const PlanePoint p0 = ellipse.at(from), p1 = ellipse.at(to), t0 = ellipse.direction(from),
                   t1 = ellipse.direction(to), chord = p1 - p0, both = t0 + t1;
  // Equal lengths d along both directions: the joint is the middle of their ends,
  // |chord - d (t0 + t1)| = 2 d.
  const double a = 2. * (1. - dot(t0, t1)), b = 2. * dot(chord, both),
               c = dot(chord, chord);
  const double d = 2. * c / (b + std::sqrt(b * b + 4. * a * c));
  const PlanePoint joint = 0.5 * ((p0 + d * t0) + (p1 - d * t1));
  // Seen from the end backwards, an arc bends the other way.
  return {PlaneCurve{p0, joint, bulge_of(t0, joint - p0)},
          PlaneCurve{joint, p1, -bulge_of(-1. * t1, joint - p1)}};
}

/// n pairs of arcs for the first quarter.
std::vector<PlaneCurve> quarter(const Ellipse &ellipse, unsigned int n)
{
  std::vector<PlaneCurve> result;
  const std::vector<double> ends = ends_of_pieces(ellipse, n);
  for (unsigned int k = 0; k < n; ++k)
    for (const PlaneCurve &arc : two_arcs(ellipse, ends[k], ends[k + 1]))
      result.push_back(arc);
  // Both axes hold exactly, so that quarters meet.
  result.front().from[1] = 0.;
  result.back().to[0] = 0.;
  return result;
}

double largest_distance(const Ellipse &ellipse, const std::vector<PlaneCurve> &arcs)
{
  constexpr int places = 16;
  double result = 0.;
  for (const PlaneCurve &arc : arcs)
    for (int i = 0; i < places; ++i)
      result = std::max(result, ellipse.distance_to(arc.at(double(i) / places)));
  return result;
}

/// All around from the first quarter.
Ring mirrored(const std::vector<PlaneCurve> &arcs)
{
  Ring ring;
  for (const PlaneCurve &arc : arcs)
    ring.push_back({arc.from, arc.bulge});
  for (auto arc = arcs.rbegin(); arc != arcs.rend(); ++arc)
    ring.push_back({{-arc->to[0], arc->to[1]}, arc->bulge});
  const std::size_t half = ring.size();
  for (std::size_t i = 0; i < half; ++i)
    ring.push_back({{-ring[i].at[0], -ring[i].at[1]}, ring[i].bulge});
  return ring;
}

} // namespace

Ring ellipse_ring(const PlanePoint &half_axis)
{
  if (half_axis[0] == half_axis[1])
    return circle_ring(half_axis[0]);
  constexpr unsigned int most_pieces = 200;
  constexpr double share = 1e-4;
  const Ellipse ellipse(half_axis);
  const double square = half_axis[0] * half_axis[1];
  Ring ring;
  for (unsigned int n = 1; n < most_pieces; ++n)
  {
    ring = mirrored(quarter(ellipse, n));
    const double stretch = std::sqrt(pi * square / signed_area(ring));
    for (RingCorner &corner : ring)
      corner.at = stretch * corner.at;
    if (largest_distance(ellipse, edges_of(ring)) <= share * std::sqrt(square))
      break;
  }
  return ring;
}

} // namespace kelvolt

#include "plane_curve.h"

#include <algorithm>
#include <numeric>

namespace kelvolt
{

namespace
{

constexpr double pi = 3.14159265358979323846;

/// The share of the arc at which it has the direction of `point` from its centre; above 1
/// where it does not reach there.
double share_towards(const PlaneCurve &arc, const PlanePoint &point)
{
  const PlanePoint centre = arc.centre(), start = arc.from - centre, there = point - centre;
  const double angle = arc.angle();
  double turn = std::atan2(cross(start, there), dot(start, there));
  if (angle < 0.)
    turn = -turn;
  // Just before the start counts as such.
  const double rest = 2. * pi - std::abs(angle);
  if (turn < -0.5 * rest)
    turn += 2. * pi;
  if (turn > std::abs(angle) + 0.5 * rest)
    turn -= 2. * pi;
  return turn / std::abs(angle);
}

/// The share at which the point lies, clear of both ends by the tolerance at most.
bool is_within(const PlaneCurve &curve, double share, double tolerance)
{
  const double margin = tolerance / curve.length();
  return share >= -margin && share <= 1. + margin;
}

double share_of(const PlaneCurve &curve, const PlanePoint &point)
{
  if (!curve.is_straight())
    return share_towards(curve, point);
  const PlanePoint along = curve.to - curve.from;
  return dot(point - curve.from, along) / dot(along, along);
}

/// Points at which the carriers of two curves, whole lines and circles, meet or nearly do.
std::vector<PlanePoint> line_and_line(const PlaneCurve &first, const PlaneCurve &second)
{
  constexpr double parallel = 1e-12;
  const PlanePoint a = first.to - first.from, b = second.to - second.from;
  const double sine = cross(a, b);
  if (std::abs(sine) <= parallel * std::sqrt(dot(a, a) * dot(b, b)))
    return {};
  return {first.from + cross(second.from - first.from, b) / sine * a};
}

std::vector<PlanePoint>
line_and_circle(const PlaneCurve &line, const PlaneCurve &arc, double tolerance)
{
  const PlanePoint along = line.direction(0.), centre = arc.centre();
  const PlanePoint foot = line.from + dot(centre - line.from, along) * along;
  const double away = distance(foot, centre), radius = arc.radius();
  if (away > radius + tolerance)
    return {};
  if (away >= radius)
    return {foot};
  const double half = std::sqrt((radius - away) * (radius + away));
  return {foot - half * along, foot + half * along};
}

std::vector<PlanePoint>
circle_and_circle(const PlaneCurve &first, const PlaneCurve &second, double tolerance)
{
  const PlanePoint c1 = first.centre(), c2 = second.centre();
  const double r1 = first.radius(), r2 = second.radius(), apart = distance(c1, c2);
  if (apart <= tolerance && std::abs(r1 - r2) <= tolerance)
    return {};
  if (apart == 0. || apart > r1 + r2 + tolerance || apart < std::abs(r1 - r2) - tolerance)
    return {};
  const PlanePoint along = 1. / apart * (c2 - c1);
  const double ahead = (apart * apart + (r1 - r2) * (r1 + r2)) / (2. * apart);
  const double square = (r1 - ahead) * (r1 + ahead);
  if (square <= 0.)
    return {c1 + std::clamp(ahead, -r1, r1) * along};
  const PlanePoint across{-along[1], along[0]};
  return {c1 + ahead * along - std::sqrt(square) * across,
          c1 + ahead * along + std::sqrt(square) * across};
}

} // namespace

void PlaneBox::include(const PlanePoint &point)
{
  for (int axis = 0; axis < 2; ++axis)
  {
    lower[axis] = std::min(lower[axis], point[axis]);
    upper[axis] = std::max(upper[axis], point[axis]);
  }
}

void PlaneBox::include(const PlaneBox &other)
{
  if (other.is_empty())
    return;
  include(other.lower);
  include(other.upper);
}

bool PlaneBox::is_near(const PlaneBox &other, double margin) const
{
  for (int axis = 0; axis < 2; ++axis)
    if (lower[axis] > other.upper[axis] + margin ||
        upper[axis] < other.lower[axis] - margin)
      return false;
  return true;
}

double PlaneCurve::length() const
{
  const double chord = distance(from, to);
  const double half = 0.5 * angle();
  return is_straight() ? chord : chord * half / std::sin(half);
}

double PlaneCurve::radius() const
{
  return distance(from, to) * (1. + bulge * bulge) / (4. * std::abs(bulge));
}

PlanePoint PlaneCurve::centre() const
{
  const PlanePoint chord = to - from, left{-chord[1], chord[0]};
  return 0.5 * (from + to) + (1. - bulge * bulge) / (4. * bulge) * left;
}

PlanePoint PlaneCurve::at(double t) const
{
  if (t == 0. || t == 1.)
    return t == 0. ? from : to;
  const PlanePoint chord = to - from;
  if (is_straight())
    return from + t * chord;
  // The chord to the point turns by half of what the arc does.
  const double half = 0.5 * angle();
  return from + std::sin(t * half) / std::sin(half) * turned(chord, (t - 1.) * half);
}

PlanePoint PlaneCurve::direction(double t) const
{
  const PlanePoint chord = 1. / distance(from, to) * (to - from);
  return is_straight() ? chord : turned(chord, (t - 0.5) * angle());
}

double PlaneCurve::nearest(const PlanePoint &point) const
{
  const double share = share_of(*this, point);
  if (is_straight() || (share >= 0. && share <= 1.))
    return std::clamp(share, 0., 1.);
  return distance(point, from) <= distance(point, to) ? 0. : 1.;
}

PlaneCurve PlaneCurve::piece(double t0, double t1) const
{
  return {at(t0), at(t1), is_straight() ? 0. : std::tan(0.25 * (t1 - t0) * angle())};
}

double PlaneCurve::area_term() const
{
  const double chord_term = 0.5 * cross(from, to);
  if (is_straight())
    return chord_term;
  const double turn = angle(), r = radius();
  return chord_term + 0.5 * r * r * (turn - std::sin(turn));
}

PlaneBox PlaneCurve::box() const
{
  PlaneBox result;
  result.include(from);
  result.include(to);
  if (is_straight())
    return result;
  const PlanePoint middle = centre();
  const double r = radius();
  for (const PlanePoint &way :
       {PlanePoint{1., 0.}, PlanePoint{-1., 0.}, PlanePoint{0., 1.}, PlanePoint{0., -1.}})
  {
    const PlanePoint extreme = middle + r * way;
    const double share = share_towards(*this, extreme);
    if (share > 0. && share < 1.)
      result.include(extreme);
  }
  return result;
}

std::vector<CurveMeeting>
meetings(const PlaneCurve &first, const PlaneCurve &second, double tolerance)
{
  std::vector<PlanePoint> points;
  if (first.is_straight() && second.is_straight())
    points = line_and_line(first, second);
  else if (first.is_straight())
    points = line_and_circle(first, second, tolerance);
  else if (second.is_straight())
    points = line_and_circle(second, first, tolerance);
  else
    points = circle_and_circle(first, second, tolerance);
  std::vector<CurveMeeting> result;
  for (const PlanePoint &point : points)
  {
    const CurveMeeting one{share_of(first, point), share_of(second, point)};
    if (is_within(first, one.on_first, tolerance) &&
        is_within(second, one.on_second, tolerance))
      result.push_back(one);
  }
  return result;
}

std::vector<std::array<std::size_t, 2>> near_pairs(const std::vector<PlaneBox> &boxes,
                                                   double margin)
{
  std::vector<std::size_t> order(boxes.size()), open;
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(),
            order.end(),
            [&](std::size_t a, std::size_t b)
            { return boxes[a].lower[0] < boxes[b].lower[0]; });
  std::vector<std::array<std::size_t, 2>> result;
  for (const std::size_t i : order)
  {
    open.erase(std::remove_if(open.begin(),
                              open.end(),
                              [&](std::size_t j)
                              { return boxes[j].upper[0] + margin < boxes[i].lower[0]; }),
               open.end());
    for (const std::size_t j : open)
      if (boxes[i].is_near(boxes[j], margin))
        result.push_back({std::min(i, j), std::max(i, j)});
    open.push_back(i);
  }
  std::sort(result.begin(), result.end());
  return result;
}

} // namespace kelvolt

#include "arrangement_faces.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

using Step = Arrangement::Step;
using Loop = Arrangement::Loop;

/// An edge as it leaves a vertex: 2 i forwards, 2 i + 1 backwards.
using HalfEdge = unsigned int;

Step step_of(HalfEdge half)
{
  return {half / 2, half % 2 == 0};
}

/// Walks around faces.
class FaceWalk
{
public:
  explicit FaceWalk(const Arrangement &all) : all_(all), next_(2 * all.edges.size())
  {
    std::vector<std::vector<HalfEdge>> leaving(all.vertices.size());
    for (unsigned int i = 0; i < all.edges.size(); ++i)
    {
      leaving[all.edges[i].from].push_back(2 * i);
      leaving[all.edges[i].to].push_back(2 * i + 1);
    }
    for (std::vector<HalfEdge> &around : leaving)
      link(around);
  }

  /// Behind each half-edge, the one that goes on around the same face.
  const std::vector<HalfEdge> &next() const
  {
    return next_;
  }

  std::vector<Loop> loops() const
  {
    std::vector<Loop> result;
    std::vector<char> done(next_.size(), 0);
    for (HalfEdge start = 0; start < next_.size(); ++start)
    {
      if (done[start])
        continue;
      result.emplace_back();
      for (HalfEdge half = start; !done[half]; half = next_[half])
      {
        done[half] = 1;
        result.back().push_back(step_of(half));
      }
    }
    return result;
  }

private:
  /// The direction towards where the curve is at this distance from its beginning. Curves
  /// do not cross, so that their order there is that at the vertex, also where they leave
  /// it in the same direction.
  double direction_at(HalfEdge half, double away) const
  {
    const PlaneCurve curve = all_.curve(step_of(half));
    const PlanePoint chord = curve.to - curve.from;
    const double straight = std::atan2(chord[1], chord[0]);
    if (curve.is_straight())
      return straight;
    const double turned_by = std::asin(std::min(1., away / (2. * curve.radius())));
    const double start = straight - 0.5 * curve.angle();
    return std::remainder(start + (curve.bulge > 0. ? turned_by : -turned_by),
                          2. * 3.14159265358979323846);
  }

  /// Behind an edge that arrives the face goes on with the next one clockwise.
  void link(std::vector<HalfEdge> &around)
  {
    constexpr double share = 0.5;
    double shortest = std::numeric_limits<double>::max();
    for (const HalfEdge half : around)
    {
      const PlaneCurve curve = all_.curve(step_of(half));
      shortest = std::min(shortest, distance(curve.from, curve.to));
    }
    std::vector<std::pair<double, HalfEdge>> order;
    order.reserve(around.size());
    for (const HalfEdge half : around)
      order.emplace_back(direction_at(half, share * shortest), half);
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i)
      next_[order[i].second ^ 1U] = order[(i + order.size() - 1) % order.size()].second;
  }

  const Arrangement &all_;
  std::vector<HalfEdge> next_;
};

Ring ring_of(const Arrangement &all, const Loop &loop)
{
  Ring ring;
  for (const Step &step : loop)
  {
    const PlaneCurve curve = all.curve(step);
    ring.push_back({curve.from, curve.bulge});
  }
  return ring;
}

} // namespace

void leave_out_loose_edges(Arrangement &arrangement)
{
  std::vector<Arrangement::Edge> &edges = arrangement.edges;
  for (bool any = true; any;)
  {
    std::vector<int> degree(arrangement.vertices.size(), 0);
    for (const Arrangement::Edge &edge : edges)
    {
      ++degree[edge.from];
      ++degree[edge.to];
    }
    const auto is_loose = [&](const Arrangement::Edge &edge)
    {
      return degree[edge.from] == 1 || degree[edge.to] == 1;
    };
    const auto end = std::remove_if(edges.begin(), edges.end(), is_loose);
    any = end != edges.end();
    edges.erase(end, edges.end());
  }
  constexpr unsigned int unused = -1;
  std::vector<unsigned int> place(arrangement.vertices.size(), unused);
  std::vector<PlanePoint> vertices;
  for (Arrangement::Edge &edge : edges)
    for (unsigned int *const v : {&edge.from, &edge.to})
    {
      if (place[*v] == unused)
      {
        place[*v] = vertices.size();
        vertices.push_back(arrangement.vertices[*v]);
      }
      *v = place[*v];
    }
  arrangement.vertices = std::move(vertices);
}

bool leave_out_inner_edges(Arrangement &arrangement)
{
  constexpr int outside = -1;
  std::vector<std::array<int, 2>> sides(arrangement.edges.size(), {outside, outside});
  for (std::size_t f = 0; f < arrangement.faces.size(); ++f)
    for (const Loop &loop : arrangement.faces[f])
      for (const Step &step : loop)
        sides[step.edge][step.forwards ? 0 : 1] = static_cast<int>(f);
  std::vector<Arrangement::Edge> kept;
  for (std::size_t i = 0; i < sides.size(); ++i)
    if (sides[i][0] != sides[i][1])
      kept.push_back(arrangement.edges[i]);
  const bool any = kept.size() < sides.size();
  arrangement.edges = std::move(kept);
  return any;
}

std::vector<unsigned int> vertices_in_another_order(const Arrangement &first,
                                                    const Arrangement &second)
{
  const FaceWalk one(first), other(second);
  std::vector<unsigned int> result;
  for (HalfEdge half = 0; half < one.next().size(); ++half)
    if (one.next()[half] != other.next()[half])
      result.push_back(half % 2 == 0 ? first.edges[half / 2].to
                                     : first.edges[half / 2].from);
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::vector<Arrangement::Face> faces_between(const Arrangement &arrangement)
{
  struct Outer
  {
    Ring ring;
    PlaneBox box;
    double area;
  };
  std::vector<Arrangement::Face> faces;
  std::vector<Outer> outer;
  std::vector<Loop> inner;
  for (Loop &loop : FaceWalk(arrangement).loops())
  {
    Ring ring = ring_of(arrangement, loop);
    const double area = signed_area(ring);
    if (!(area > 0.))
    {
      inner.push_back(std::move(loop));
      continue;
    }
    const PlaneBox box = bounding_box(Outline{{ring}, {}});
    outer.push_back({std::move(ring), box, area});
    faces.push_back({std::move(loop)});
  }
  // Around a group of edges lies the smallest face that contains it, or nothing.
  for (Loop &loop : inner)
  {
    const PlanePoint place = arrangement.curve(loop[0]).from;
    PlaneBox point;
    point.include(place);
    constexpr std::size_t none = -1;
    std::size_t around = none;
    for (std::size_t i = 0; i < outer.size(); ++i)
    {
      const auto starts_here = [&](const RingCorner &corner)
      {
        return corner.at == place;
      };
      if (outer[i].box.is_near(point, 0.) &&
          (around == none || outer[i].area < outer[around].area) &&
          std::none_of(outer[i].ring.begin(), outer[i].ring.end(), starts_here) &&
          contains(outer[i].ring, place))
        around = i;
    }
    if (around != none)
      faces[around].push_back(std::move(loop));
  }
  return faces;
}

} // namespace kelvolt

#include "outline_faults.h"

#include "value_range.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

constexpr const char *simple_form =
    "polygons whose edges neither cross nor lie on each other, and that do not overlap";

std::string point_text(const PlanePoint &point)
{
  return fmt::format("[{:.9g} mm, {:.9g} mm]", 1e3 * point[0], 1e3 * point[1]);
}

/// An edge and where it belongs; holes are counted after the rings.
struct OwnedEdge
{
  PlaneCurve curve;
  std::size_t ring = 0, place = 0, n_edges = 0;

  /// Whether the two follow each other in one ring.
  bool is_next_to(const OwnedEdge &other) const
  {
    return ring == other.ring &&
           ((place + 1) % n_edges == other.place || (other.place + 1) % n_edges == place);
  }
};

/// Judges one outline; the first fault stays.
class OutlineCheck
{
public:
  OutlineCheck(const Outline &outline, double snap) : outline_(outline), snap_(snap)
  {
    for (std::size_t i = 0; i < n_rings(); ++i)
    {
      const std::vector<PlaneCurve> edges = edges_of(ring(i));
      for (std::size_t k = 0; k < edges.size(); ++k)
        edges_.push_back({edges[k], i, k, edges.size()});
    }
  }

  std::optional<OutlineFault> run()
  {
    for (const OwnedEdge &edge : edges_)
      check_size(edge.curve);
    if (!fault_)
      check_pairs();
    if (!fault_)
      check_areas();
    return fault_;
  }

private:
  std::size_t n_rings() const
  {
    return outline_.rings.size() + outline_.holes.size();
  }
  bool is_hole(std::size_t i) const
  {
    return i >= outline_.rings.size();
  }
  const Ring &ring(std::size_t i) const
  {
    return is_hole(i) ? outline_.holes[i - outline_.rings.size()] : outline_.rings[i];
  }

  void report(std::string found, std::string allowed, std::string suggestion = {})
  {
    if (!fault_)
      fault_ = OutlineFault{std::move(found), std::move(allowed), std::move(suggestion)};
  }

  void check_size(const PlaneCurve &edge)
  {
    constexpr double smallest_radius = 3.;
    constexpr const char *way_out = "Leave it out, or make 'mesh.snap' smaller";
    if (distance(edge.from, edge.to) < snap_)
      report(fmt::format("has corners {} apart at {}",
                         length_text(distance(edge.from, edge.to)),
                         point_text(edge.from)),
             fmt::format("edges from {} on (mesh.snap)", length_text(snap_)),
             way_out);
    else if (!edge.is_straight() && edge.radius() < smallest_radius * snap_)
      report(fmt::format("has an arc with the radius {} at {}",
                         length_text(edge.radius()),
                         point_text(edge.from)),
             fmt::format("radii from {} on (3 times mesh.snap)",
                         length_text(smallest_radius * snap_)),
             way_out);
  }

  void check_pairs()
  {
    std::vector<PlaneBox> boxes;
    for (const OwnedEdge &edge : edges_)
      boxes.push_back(edge.curve.box());
    for (const auto &[i, j] : near_pairs(boxes, snap_))
    {
      check_pair(edges_[i], edges_[j]);
      if (fault_)
        return;
    }
  }

  bool is_at_end(const PlaneCurve &curve, const PlanePoint &point) const
  {
    return distance(curve.from, point) <= snap_ || distance(curve.to, point) <= snap_;
  }

  static bool is_share(double t)
  {
    return t >= 0. && t <= 1.;
  }

  /// Neighbours meet at their corner; other rings may be touched with a corner.
  void check_pair(const OwnedEdge &a, const OwnedEdge &b)
  {
    const bool neighbours = a.is_next_to(b), same = a.ring == b.ring;
    for (const CurveMeeting &one : meetings(a.curve, b.curve, snap_))
    {
      if (!is_share(one.on_first) || !is_share(one.on_second))
        continue; // an end that comes near: check_ends()
      const PlanePoint point = a.curve.at(one.on_first);
      if (is_at_end(a.curve, point) && is_at_end(b.curve, point) && (neighbours || !same))
        continue;
      if (!same && (is_at_end(a.curve, point) || is_at_end(b.curve, point)))
        continue;
      report((same ? "crosses or touches itself at " : "has edges that cross at ") +
                 point_text(point),
             simple_form);
      return;
    }
    if (same)
      check_ends(a.curve, b.curve);
  }

  /// Corners of a ring that lie on another edge of it.
  void check_ends(const PlaneCurve &a, const PlaneCurve &b)
  {
    for (const auto &[one, other] :
         {std::pair{a.from, b}, {a.to, b}, {b.from, a}, {b.to, a}})
      if (one != other.from && one != other.to && other.distance_to(one) < snap_)
      {
        report("comes nearer to itself than mesh.snap at " + point_text(one),
               fmt::format("{} or more between its edges", length_text(snap_)),
               "Leave it out, or make 'mesh.snap' smaller");
        return;
      }
  }

  /// A point a little within the ring.
  PlanePoint inner_point(const Ring &one) const
  {
    PlaneCurve longest = edge_of(one, 0);
    for (const PlaneCurve &edge : edges_of(one))
      if (edge.length() > longest.length())
        longest = edge;
    constexpr double share = 1e-3;
    const PlanePoint along = longest.direction(0.5);
    const double step = share * distance(longest.from, longest.to);
    const PlanePoint left{-step * along[1], step * along[0]};
    return signed_area(one) > 0. ? longest.at(0.5) + left : longest.at(0.5) - left;
  }

  /// Edges do not cross, so that rings lie beside or within each other.
  void check_areas()
  {
    std::vector<PlaneBox> boxes;
    for (std::size_t i = 0; i < n_rings(); ++i)
      boxes.push_back(bounding_box(Outline{{ring(i)}, {}}));
    std::vector<int> around(n_rings(), 0);
    for (const auto &[i, j] : near_pairs(boxes, 0.))
    {
      const PlanePoint first = inner_point(ring(i)), second = inner_point(ring(j));
      const bool overlap = contains(ring(i), second) || contains(ring(j), first);
      if (!overlap)
        continue;
      if (is_hole(i) == is_hole(j))
        report(fmt::format("has {} that overlap at {}",
                           is_hole(i) ? "holes" : "polygons",
                           point_text(second)),
               simple_form,
               is_hole(i) ? "" : "Make parts of their own of them, or one polygon of both");
      else if (std::abs(signed_area(ring(j))) <=
               (1. + 1e-9) * std::abs(signed_area(ring(i))))
        ++around[j];
    }
    for (std::size_t i = outline_.rings.size(); i < n_rings(); ++i)
      if (around[i] != 1)
        report("has a hole that reaches out of it at " + point_text(ring(i)[0].at),
               "holes within a polygon");
    if (!fault_ && !(area(outline_) > snap_ * snap_))
      report("has no area", "a shape of which the holes leave something");
  }

  const Outline &outline_;
  double snap_;
  std::vector<OwnedEdge> edges_;
  std::optional<OutlineFault> fault_;
};

} // namespace

std::optional<OutlineFault> outline_fault(const Outline &outline, double snap)
{
  return OutlineCheck(outline, snap).run();
}

} // namespace kelvolt

#include "rectilinear.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace kelvolt
{

namespace
{

using Point = std::array<double, 2>;

constexpr const char *simple_form =
    "polygons whose edges neither cross nor lie on each other, and that do not overlap";

std::string point_text(const Point &point)
{
  return fmt::format("[{:.9g} mm, {:.9g} mm]", 1e3 * point[0], 1e3 * point[1]);
}

/// An edge along y.
struct UprightEdge
{
  double x = 0.;
  Interval y;
  bool upwards = true;
  std::size_t owner = 0; ///< polygon, then holes
};

/// Without the corners that lie within a straight edge.
Polygon without_flat_corners(const Polygon &polygon)
{
  Polygon result;
  const std::size_t n = polygon.size();
  for (std::size_t i = 0; i < n; ++i)
  {
    const Point &before = polygon[(i + n - 1) % n], &here = polygon[i],
                &after = polygon[(i + 1) % n];
    const bool flat = (before[0] == here[0] && here[0] == after[0]) ||
                      (before[1] == here[1] && here[1] == after[1]);
    if (!flat)
      result.push_back(here);
  }
  return result;
}

void check_edges(const Polygon &polygon)
{
  constexpr std::size_t fewest = 4;
  for (std::size_t i = 0; i < polygon.size(); ++i)
  {
    const Point &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
    if (a == b)
      throw OutlineError("has the corner " + point_text(a) + " twice in succession",
                         "each corner once; the last is joined to the first by itself",
                         "");
    if (a[0] != b[0] && a[1] != b[1])
      throw OutlineError(
          fmt::format("has a slanted edge from {} to {}", point_text(a), point_text(b)),
          "edges along x and y: slanted ones cannot be computed yet",
          "Steps in its place would not do: their error shows in no bar");
  }
  if (without_flat_corners(polygon).size() < fewest)
    throw OutlineError(fmt::format("has {} corners", polygon.size()),
                       "four or more corners around an area",
                       "");
}

void add_edges(const Polygon &polygon, std::size_t owner, std::vector<UprightEdge> &edges)
{
  check_edges(polygon);
  for (std::size_t i = 0; i < polygon.size(); ++i)
  {
    const Point &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
    if (a[1] < b[1])
      edges.push_back({a[0], {a[1], b[1]}, true, owner});
    else if (b[1] < a[1])
      edges.push_back({a[0], {b[1], a[1]}, false, owner});
  }
}

/// Goes through the strips from below and cuts each along x.
class Strips
{
public:
  Strips(std::vector<UprightEdge> edges, std::size_t n_polygons)
      : edges_(std::move(edges)), n_polygons_(n_polygons)
  {
    std::sort(edges_.begin(),
              edges_.end(),
              [](const UprightEdge &a, const UprightEdge &b)
              { return a.y.lower < b.y.lower; });
    for (const UprightEdge &edge : edges_)
      levels_.insert({edge.y.lower, edge.y.upper});
  }

  std::vector<Rectangle> rectangles()
  {
    std::size_t next = 0;
    for (auto level = levels_.begin(); std::next(level) != levels_.end(); ++level)
    {
      const Interval y{*level, *std::next(level)};
      crossing_.erase(std::remove_if(crossing_.begin(),
                                     crossing_.end(),
                                     [&](const UprightEdge *edge)
                                     { return edge->y.upper <= y.lower; }),
                      crossing_.end());
      for (; next < edges_.size() && edges_[next].y.lower <= y.lower; ++next)
        crossing_.push_back(&edges_[next]);
      cut(y);
    }
    for (const auto &[x, from] : open_)
      result_.push_back({Interval{x.first, x.second}, {from, *levels_.rbegin()}});
    return std::move(result_);
  }

private:
  struct Crossing
  {
    double x = 0.;
    std::size_t owner = 0;
    bool enters = true;
  };

  bool is_hole(std::size_t owner) const
  {
    return owner >= n_polygons_;
  }

  /// Where the strip enters and leaves each polygon, from left to right. At one place
  /// holes are left first and entered last.
  std::vector<Crossing> crossings(const Interval &y)
  {
    std::sort(crossing_.begin(),
              crossing_.end(),
              [](const UprightEdge *a, const UprightEdge *b)
              { return std::tie(a->x, a->owner) < std::tie(b->x, b->owner); });
    std::vector<Crossing> result;
    std::map<std::size_t, const UprightEdge *> before;
    for (const UprightEdge *const edge : crossing_)
    {
      const UprightEdge *&last = before[edge->owner];
      const auto way = way_.emplace(edge->owner, edge->upwards).first;
      const bool enters = edge->upwards == way->second;
      const bool repeats =
          last != nullptr && (last->x == edge->x || last->upwards == edge->upwards);
      if (repeats || (last == nullptr && !enters))
        throw OutlineError("crosses or touches itself at " + point_text({edge->x, y.lower}),
                           simple_form,
                           "");
      last = edge;
      result.push_back({edge->x, edge->owner, enters});
    }
    const auto rank = [&](const Crossing &one)
    {
      return one.enters ? (is_hole(one.owner) ? 3 : 2) : (is_hole(one.owner) ? 0 : 1);
    };
    std::stable_sort(result.begin(),
                     result.end(),
                     [&](const Crossing &a, const Crossing &b)
                     {
                       const int first = rank(a), second = rank(b);
                       return std::tie(a.x, first) < std::tie(b.x, second);
                     });
    return result;
  }

  void cut(const Interval &y)
  {
    int within = 0, holes = 0;
    double from = 0.;
    std::map<std::pair<double, double>, double> continued;
    const auto is_filled = [&]
    {
      return within == 1 && holes == 0;
    };
    for (const Crossing &one : crossings(y))
    {
      const bool was_filled = is_filled();
      (is_hole(one.owner) ? holes : within) += one.enters ? 1 : -1;
      if (within > 1)
        throw OutlineError("has polygons that overlap at " + point_text({one.x, y.lower}),
                           simple_form,
                           "Make parts of their own of them, or one polygon of both");
      if (holes > within)
        throw OutlineError("has holes that overlap or reach out of it at " +
                               point_text({one.x, y.lower}),
                           "holes within a polygon",
                           "");
      if (!was_filled && is_filled())
        from = one.x;
      else if (was_filled && !is_filled() && one.x > from)
      {
        const auto open = open_.find({from, one.x});
        continued[{from, one.x}] = open == open_.end() ? y.lower : open->second;
      }
    }
    for (const auto &[x, start] : open_)
      if (const auto goes_on = continued.find(x); goes_on == continued.end())
        result_.push_back({Interval{x.first, x.second}, {start, y.lower}});
    open_ = std::move(continued);
  }

  std::vector<UprightEdge> edges_;
  std::size_t n_polygons_;
  std::set<double> levels_;
  std::vector<const UprightEdge *> crossing_;
  std::map<std::size_t, bool> way_; ///< of the left edges of each polygon
  /// Rectangles that reach up to the strip, by their ends along x: where they begin.
  std::map<std::pair<double, double>, double> open_;
  std::vector<Rectangle> result_;
};

} // namespace

std::vector<Rectangle> rectangles_of(const std::vector<Polygon> &polygons,
                                     const std::vector<Polygon> &holes)
{
  std::vector<UprightEdge> edges;
  for (std::size_t i = 0; i < polygons.size(); ++i)
    add_edges(polygons[i], i, edges);
  for (std::size_t i = 0; i < holes.size(); ++i)
    add_edges(holes[i], polygons.size() + i, edges);
  return edges.empty() ? std::vector<Rectangle>()
                       : Strips(std::move(edges), polygons.size()).rectangles();
}

} // namespace kelvolt

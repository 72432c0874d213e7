#include "arrangement.h"

#include "arrangement_faces.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

namespace kelvolt
{

namespace
{

/// The places of ends and crossings, none nearer than the snap length to another.
class Vertices
{
public:
  explicit Vertices(double snap) : snap_(snap) {}

  /// The vertex at the place, a new one if there is none.
  unsigned int at(const PlanePoint &place)
  {
    const std::int64_t column = cell(place[0]), row = cell(place[1]);
    unsigned int best = 0;
    double least = snap_;
    for (std::int64_t i = column - 1; i <= column + 1; ++i)
      for (std::int64_t j = row - 1; j <= row + 1; ++j)
        for (const unsigned int v : in_cell(i, j))
          if (const double away = distance(places_[v], place); away < least)
          {
            least = away;
            best = v;
          }
    if (least < snap_)
    {
      shift_.include(least, place);
      return best;
    }
    places_.push_back(place);
    cells_[key(column, row)].push_back(places_.size() - 1);
    return places_.size() - 1;
  }

  const PlanePoint &operator[](unsigned int v) const
  {
    return places_[v];
  }
  const std::vector<PlanePoint> &places() const
  {
    return places_;
  }
  const Arrangement::Shift &shift() const
  {
    return shift_;
  }

private:
  std::int64_t cell(double x) const
  {
    return static_cast<std::int64_t>(std::floor(x / snap_));
  }
  static std::uint64_t key(std::int64_t column, std::int64_t row)
  {
    return static_cast<std::uint64_t>(column) << 32 ^
           (static_cast<std::uint64_t>(row) & 0xffffffffU);
  }
  const std::vector<unsigned int> &in_cell(std::int64_t column, std::int64_t row) const
  {
    static const std::vector<unsigned int> none;
    const auto found = cells_.find(key(column, row));
    return found == cells_.end() ? none : found->second;
  }

  double snap_;
  Arrangement::Shift shift_;
  std::vector<PlanePoint> places_;
  std::unordered_map<std::uint64_t, std::vector<unsigned int>> cells_;
};

using Edge = Arrangement::Edge;

/// Cuts curves until they meet at vertices only.
class Cutting
{
public:
  explicit Cutting(double snap) : snap_(snap), vertices_(snap) {}

  void add(const PlaneCurve &curve)
  {
    add_edge({vertices_.at(curve.from), vertices_.at(curve.to), curve.bulge});
  }

  void run()
  {
    constexpr int most_rounds = 50;
    for (int round = 0; round < most_rounds; ++round)
    {
      join_equal();
      if (!cut())
        return;
    }
    throw std::runtime_error("The outlines cannot be put into one plane: edges that lie "
                             "close to each other keep crossing. Make mesh.snap larger or "
                             "smaller.");
  }

  Arrangement result() const
  {
    Arrangement all;
    all.vertices = vertices_.places();
    all.edges = edges_;
    all.shift = shift_;
    all.shift.include(vertices_.shift().largest, vertices_.shift().at);
    return all;
  }

private:
  struct Cut
  {
    double share;
    unsigned int vertex;
  };

  PlaneCurve curve(const Edge &edge) const
  {
    return {vertices_[edge.from], vertices_[edge.to], edge.bulge};
  }

  void add_edge(const Edge &edge)
  {
    if (edge.from != edge.to)
      edges_.push_back(edge);
  }

  /// Of edges with the same ends and nearly the same middle the first stays.
  void join_equal()
  {
    std::map<std::pair<unsigned int, unsigned int>, std::vector<PlanePoint>> middles;
    std::vector<Edge> kept;
    for (const Edge &edge : edges_)
    {
      std::vector<PlanePoint> &seen = middles[std::minmax(edge.from, edge.to)];
      const PlanePoint middle = curve(edge).at(0.5);
      const auto is_near = [&](const PlanePoint &other)
      {
        return distance(other, middle) < snap_;
      };
      const auto equal = std::find_if(seen.begin(), seen.end(), is_near);
      if (equal != seen.end())
      {
        shift_.include(distance(*equal, middle), middle);
        continue;
      }
      seen.push_back(middle);
      kept.push_back(edge);
    }
    edges_ = std::move(kept);
  }

  void cut_at(std::size_t edge, double share, unsigned int vertex)
  {
    if (vertex != edges_[edge].from && vertex != edges_[edge].to)
      cuts_[edge].push_back({std::clamp(share, 0., 1.), vertex});
  }

  /// Cuts the edge at the vertex if that lies on it.
  void cut_near(std::size_t edge, unsigned int vertex)
  {
    if (vertex == edges_[edge].from || vertex == edges_[edge].to)
      return;
    const PlaneCurve along = curve(edges_[edge]);
    const double share = along.nearest(vertices_[vertex]),
                 away = distance(along.at(share), vertices_[vertex]);
    if (away >= snap_ || share == 0. || share == 1.)
      return;
    shift_.include(away, vertices_[vertex]);
    cut_at(edge, share, vertex);
  }

  void cut_pair(std::size_t i, std::size_t j)
  {
    for (const unsigned int end : {edges_[i].from, edges_[i].to})
      cut_near(j, end);
    for (const unsigned int end : {edges_[j].from, edges_[j].to})
      cut_near(i, end);
    const PlaneCurve a = curve(edges_[i]), b = curve(edges_[j]);
    for (const CurveMeeting &one : meetings(a, b, snap_))
    {
      if (one.on_first < 0. || one.on_first > 1. || one.on_second < 0. ||
          one.on_second > 1.)
        continue;
      const PlanePoint first = a.at(one.on_first), second = b.at(one.on_second);
      const PlanePoint place = 0.5 * (first + second);
      // What happens at an end is told by the end.
      bool is_at_end = false;
      for (const PlanePoint &end : {a.from, a.to, b.from, b.to})
        is_at_end = is_at_end || distance(end, place) < snap_;
      if (is_at_end)
        continue;
      const unsigned int vertex = vertices_.at(place);
      cut_at(i, one.on_first, vertex);
      cut_at(j, one.on_second, vertex);
    }
  }

  /// @return whether there was something to cut
  bool cut()
  {
    std::vector<PlaneBox> boxes;
    for (const Edge &edge : edges_)
      boxes.push_back(curve(edge).box());
    cuts_.assign(edges_.size(), {});
    for (const auto &[i, j] : near_pairs(boxes, snap_))
      cut_pair(i, j);
    bool any = false;
    const std::vector<Edge> old = std::move(edges_);
    edges_.clear();
    for (std::size_t i = 0; i < old.size(); ++i)
    {
      any = any || !cuts_[i].empty();
      add_pieces(old[i], cuts_[i]);
    }
    return any;
  }

  void add_pieces(const Edge &edge, std::vector<Cut> &cuts)
  {
    std::sort(cuts.begin(),
              cuts.end(),
              [](const Cut &a, const Cut &b)
              { return std::tie(a.share, a.vertex) < std::tie(b.share, b.vertex); });
    const double angle = curve(edge).angle();
    Cut before{0., edge.from};
    cuts.push_back({1., edge.to});
    for (const Cut &one : cuts)
    {
      if (one.vertex == before.vertex)
        continue;
      const double bulge = edge.bulge == 0. ? 0.
                           : cuts.size() == 1
                               ? edge.bulge
                               : std::tan(0.25 * (one.share - before.share) * angle);
      add_edge({before.vertex, one.vertex, bulge});
      before = one;
    }
  }

  double snap_;
  Arrangement::Shift shift_;
  Vertices vertices_;
  std::vector<Edge> edges_;
  std::vector<std::vector<Cut>> cuts_;
};

} // namespace

double Arrangement::area(const Face &face) const
{
  double sum = 0.;
  const PlanePoint &origin = vertices[edges[face[0][0].edge].from];
  for (const Loop &loop : face)
    for (const Step &step : loop)
    {
      const PlaneCurve along = curve(step);
      sum += PlaneCurve{along.from - origin, along.to - origin, along.bulge}.area_term();
    }
  return sum;
}

Arrangement arrange(const std::vector<PlaneCurve> &curves, double snap)
{
  Cutting cutting(snap);
  for (const PlaneCurve &curve : curves)
    cutting.add(curve);
  cutting.run();
  Arrangement result = cutting.result();
  do
  {
    leave_out_loose_edges(result);
    result.faces = faces_between(result);
  } while (leave_out_inner_edges(result));
  return result;
}

} // namespace kelvolt

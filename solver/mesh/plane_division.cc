#include "plane_division.h"

#include "layout/arrangement_faces.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace kelvolt
{

namespace
{

using Edge = Arrangement::Edge;

constexpr double pi = 3.14159265358979323846;
/// Places on each edge where sizes are looked at.
constexpr std::array<double, 5> sample_shares{0.1, 0.3, 0.5, 0.7, 0.9};

bool share_an_end(const Edge &a, const Edge &b)
{
  return a.from == b.from || a.from == b.to || a.to == b.from || a.to == b.to;
}

/// Wanted sizes at the samples of all edges, [edge][sample].
using Samples = std::vector<std::array<double, sample_shares.size()>>;

/// By the edge itself and the gaps beside it.
Samples own_sizes(const Arrangement &all, const PlaneSizing &sizing)
{
  Samples sizes(all.edges.size());
  std::vector<PlaneBox> boxes;
  for (std::size_t i = 0; i < all.edges.size(); ++i)
  {
    const PlaneCurve curve = all.curve(all.edges[i]);
    double size = sizing.at_edge.empty() ? sizing.largest : sizing.at_edge[i];
    if (!curve.is_straight())
      size = std::min(size, 2. * pi / sizing.sides_per_circle * curve.radius());
    sizes[i].fill(std::min(size, sizing.largest));
    // A gap counts where it is below what would make the sides shorter.
    PlaneBox box = curve.box();
    const double reach = std::min(size, curve.length()) / sizing.gap_factor;
    box.include(box.lower - PlanePoint{reach, reach});
    box.include(box.upper + PlanePoint{reach, reach});
    boxes.push_back(box);
  }
  for (const auto &[i, j] : near_pairs(boxes, 0.))
  {
    if (share_an_end(all.edges[i], all.edges[j]))
      continue;
    for (const auto &[one, other] : {std::pair{i, j}, std::pair{j, i}})
      for (std::size_t s = 0; s < sample_shares.size(); ++s)
      {
        const PlanePoint place = all.curve(all.edges[one]).at(sample_shares[s]);
        sizes[one][s] =
            std::min(sizes[one][s],
                     sizing.gap_factor * all.curve(all.edges[other]).distance_to(place));
      }
  }
  return sizes;
}

/// No size more than the growth above another at some distance.
void smooth(const Arrangement &all, double growth, Samples &sizes)
{
  struct Source
  {
    double x, y, size;
  };
  std::vector<Source> sources;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t s = 0; s < sample_shares.size(); ++s)
    {
      const PlanePoint place = all.curve(all.edges[i]).at(sample_shares[s]);
      sources.push_back({place[0], place[1], sizes[i][s]});
    }
  for (std::size_t n = 0; n < sources.size(); ++n)
  {
    double least = sources[n].size;
    for (const Source &other : sources)
      if (other.size < least)
        least = std::min(least,
                         other.size + growth * std::hypot(sources[n].x - other.x,
                                                          sources[n].y - other.y));
    sizes[n / sample_shares.size()][n % sample_shares.size()] = least;
  }
}

using Sums = std::array<double, sample_shares.size() + 1>;

/// Wanted sides up to each fifth of the length, which has the size of its sample.
Sums sums_of_sides(const PlaneCurve &curve,
                   const std::array<double, sample_shares.size()> &sizes)
{
  Sums sides{};
  for (std::size_t s = 0; s < sizes.size(); ++s)
    sides[s + 1] = sides[s] + curve.length() / sample_shares.size() / sizes[s];
  return sides;
}

/// Shares of the length at which a curve is divided, ends left out.
std::vector<double> divisions(const PlaneCurve &curve,
                              const std::array<double, sample_shares.size()> &sizes)
{
  const Sums sides = sums_of_sides(curve, sizes);
  constexpr double round_off = 1e-9;
  const int n = std::max(1, static_cast<int>(std::ceil(sides.back() * (1. - round_off))));
  std::vector<double> result;
  for (int k = 1; k < n; ++k)
  {
    const double wanted = sides.back() * k / n;
    const auto after = std::upper_bound(sides.begin() + 1, sides.end() - 1, wanted);
    const auto s = static_cast<double>(after - sides.begin() - 1);
    result.push_back((s + (wanted - *(after - 1)) / (*after - *(after - 1))) /
                     sample_shares.size());
  }
  return result;
}

void add_divided(Arrangement &all, const Edge &edge, const std::vector<double> &shares)
{
  const PlaneCurve curve = all.curve(edge);
  unsigned int from = edge.from;
  double before = 0.;
  for (std::size_t k = 0; k <= shares.size(); ++k)
  {
    const bool is_last = k == shares.size();
    const double share = is_last ? 1. : shares[k];
    unsigned int to = edge.to;
    if (!is_last)
    {
      to = all.vertices.size();
      all.vertices.push_back(curve.at(share));
    }
    const double bulge = edge.bulge == 0. ? 0.
                         : shares.empty()
                             ? edge.bulge
                             : std::tan(0.25 * (share - before) * curve.angle());
    all.edges.push_back({from, to, bulge});
    from = to;
    before = share;
  }
}

/// Divides each edge at its shares; faces have to be found anew.
void divide(Arrangement &all, const std::vector<std::vector<double>> &shares)
{
  const std::vector<Edge> old = std::move(all.edges);
  all.edges.clear();
  for (std::size_t i = 0; i < old.size(); ++i)
    add_divided(all, old[i], shares[i]);
}

/// Whether two straight lines without a common end cross or touch.
bool lines_meet(const PlaneCurve &a, const PlaneCurve &b)
{
  const auto side = [](const PlaneCurve &line, const PlanePoint &point)
  {
    const double turn = cross(line.to - line.from, point - line.from);
    return turn > 0. ? 1 : turn < 0. ? -1 : 0;
  };
  return side(a, b.from) * side(a, b.to) <= 0 && side(b, a.from) * side(b, a.to) <= 0;
}

/// Arcs whose straight lines meet others' away from ends, or in another order than the
/// arcs.
std::set<std::size_t> too_long_arcs(const Arrangement &all)
{
  Arrangement straight = all;
  std::vector<PlaneBox> boxes;
  for (Edge &edge : straight.edges)
  {
    edge.bulge = 0.;
    boxes.push_back(straight.curve(edge).box());
  }
  std::set<std::size_t> result;
  const auto add = [&](std::size_t i)
  {
    if (all.edges[i].bulge != 0.)
      result.insert(i);
  };
  for (const auto &[i, j] : near_pairs(boxes, 0.))
  {
    const Edge &a = all.edges[i], &b = all.edges[j];
    const bool same_ends = std::minmax(a.from, a.to) == std::minmax(b.from, b.to);
    if (same_ends || (!share_an_end(a, b) && lines_meet(straight.curve(straight.edges[i]),
                                                        straight.curve(straight.edges[j]))))
    {
      add(i);
      add(j);
    }
  }
  for (const unsigned int vertex : vertices_in_another_order(all, straight))
    for (std::size_t i = 0; i < all.edges.size(); ++i)
      if (all.edges[i].from == vertex || all.edges[i].to == vertex)
        add(i);
  return result;
}

Samples wanted_sizes(const Arrangement &all, const PlaneSizing &sizing)
{
  Samples sizes = own_sizes(all, sizing);
  smooth(all, sizing.growth, sizes);
  return sizes;
}

} // namespace

SideEstimate estimate_sides(const Arrangement &arrangement, const PlaneSizing &sizing)
{
  const Samples sizes = wanted_sizes(arrangement, sizing);
  SideEstimate result;
  result.shortest = sizing.largest;
  for (std::size_t i = 0; i < sizes.size(); ++i)
  {
    const PlaneCurve curve = arrangement.curve(arrangement.edges[i]);
    result.number += std::max(1., sums_of_sides(curve, sizes[i]).back());
    for (std::size_t s = 0; s < sizes[i].size(); ++s)
      if (sizes[i][s] < result.shortest)
      {
        result.shortest = sizes[i][s];
        result.at = curve.at(sample_shares[s]);
      }
  }
  return result;
}

Arrangement divided(const Arrangement &arrangement, const PlaneSizing &sizing)
{
  const Samples sizes = wanted_sizes(arrangement, sizing);
  std::vector<std::vector<double>> shares;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    shares.push_back(divisions(arrangement.curve(arrangement.edges[i]), sizes[i]));
  Arrangement result = arrangement;
  divide(result, shares);
  constexpr int most_rounds = 30;
  for (int round = 0;; ++round)
  {
    const std::set<std::size_t> halved = too_long_arcs(result);
    if (halved.empty())
      break;
    if (round == most_rounds)
      throw std::runtime_error("Arcs lie too close to other edges for triangles between "
                               "them. Make mesh.snap larger.");
    shares.assign(result.edges.size(), {});
    for (const std::size_t i : halved)
      shares[i] = {0.5};
    divide(result, shares);
  }
  result.faces = faces_between(result);
  return result;
}

SizeField::SizeField(const Arrangement &division, const PlaneSizing &sizing)
    : largest_(sizing.largest), growth_(sizing.growth)
{
  for (const Edge &edge : division.edges)
  {
    const PlanePoint &from = division.vertices[edge.from], &to = division.vertices[edge.to];
    sources_.push_back({0.5 * (from + to), distance(from, to)});
  }
}

double SizeField::at(const PlanePoint &place) const
{
  double least = largest_;
  for (const Source &source : sources_)
    if (source.size < least)
      least = std::min(least, source.size + growth_ * distance(source.place, place));
  return least;
}

} // namespace kelvolt

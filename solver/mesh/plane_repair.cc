#include "mesh/plane_repair.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace kelvolt
{

namespace
{

using Triangle = PlaneMesh::Triangle;

constexpr unsigned int none = -1;

/// The better the larger: of a triangle that folds over not above 0, else up to 1 for an
/// equilateral one that no arc bends.
double quality(const PlaneMesh &mesh, const Triangle &triangle)
{
  const double ratio = shape_ratio(mesh, triangle);
  if (ratio <= 0.)
    return ratio;
  double squares = 0.;
  for (unsigned int s = 0; s < 3; ++s)
  {
    const PlaneCurve side = mesh.side(triangle, s);
    squares += dot(side.to - side.from, side.to - side.from);
  }
  return ratio * 4. * std::sqrt(3.) * mesh.area(triangle) / squares;
}

class Mending
{
public:
  explicit Mending(PlaneMesh &mesh) : mesh_(mesh) {}

  /// @return whether anything became better
  bool run()
  {
    find_neighbours();
    bool any = false;
    for (unsigned int c = 0; c < mesh_.triangles.size(); ++c)
      if (shape_ratio(mesh_, mesh_.triangles[c]) < least_shape_ratio)
        any = swap_diagonal(c) || move_node(c) || any;
    return any;
  }

private:
  using Ends = std::pair<unsigned int, unsigned int>;

  /// Beyond each side, in the same face and across a straight line; none elsewhere.
  void find_neighbours()
  {
    beyond_.assign(mesh_.triangles.size(), {none, none, none});
    around_.assign(mesh_.nodes.size(), {});
    is_fixed_.assign(mesh_.nodes.size(), 0);
    std::map<Ends, std::vector<Ends>> sides; // triangle and side
    for (unsigned int c = 0; c < mesh_.triangles.size(); ++c)
      for (unsigned int s = 0; s < 3; ++s)
      {
        const auto &corner = mesh_.triangles[c].corner;
        sides[std::minmax(corner[s], corner[(s + 1) % 3])].push_back({c, s});
        around_[corner[s]].push_back(c);
      }
    for (const auto &[ends, both] : sides)
    {
      const bool is_inner =
          both.size() == 2 &&
          mesh_.triangles[both[0].first].face == mesh_.triangles[both[1].first].face &&
          mesh_.triangles[both[0].first].bulge[both[0].second] == 0.;
      if (!is_inner)
      {
        is_fixed_[ends.first] = is_fixed_[ends.second] = 1;
        continue;
      }
      beyond_[both[0].first][both[0].second] = both[1].first;
      beyond_[both[1].first][both[1].second] = both[0].first;
    }
  }

  /// Neighbours are those at the beginning of the pass: what was changed is left alone.
  bool swap_diagonal(unsigned int c)
  {
    for (unsigned int s = 0; s < 3; ++s)
    {
      const unsigned int other = beyond_[c][s];
      if (other == none)
        continue;
      const Triangle first = mesh_.triangles[c], second = mesh_.triangles[other];
      unsigned int t = 0; // the side of the other triangle
      while (t < 3 && second.corner[t] != first.corner[(s + 1) % 3])
        ++t;
      if (t == 3 || second.corner[(t + 1) % 3] != first.corner[s])
        continue;
      const unsigned int p = first.corner[s], q = first.corner[(s + 1) % 3],
                         r = first.corner[(s + 2) % 3], apex = second.corner[(t + 2) % 3];
      const Triangle left{{r, p, apex},
                          first.face,
                          {first.bulge[(s + 2) % 3], second.bulge[(t + 1) % 3], 0.}};
      const Triangle right{{r, apex, q},
                           first.face,
                           {0., second.bulge[(t + 2) % 3], first.bulge[(s + 1) % 3]}};
      if (std::min(quality(mesh_, left), quality(mesh_, right)) <=
          std::min(quality(mesh_, first), quality(mesh_, second)))
        continue;
      mesh_.triangles[c] = left;
      mesh_.triangles[other] = right;
      for (const unsigned int changed : {c, other})
        for (unsigned int side = 0; side < 3; ++side)
        {
          if (const unsigned int next = beyond_[changed][side]; next != none)
            beyond_[next] = {none, none, none};
          is_fixed_[mesh_.triangles[changed].corner[side]] = 1;
        }
      beyond_[c] = beyond_[other] = {none, none, none};
      return true;
    }
    return false;
  }

  double worst_around(unsigned int node) const
  {
    double worst = 1.;
    for (const unsigned int c : around_[node])
      worst = std::min(worst, quality(mesh_, mesh_.triangles[c]));
    return worst;
  }

  bool move_node(unsigned int c)
  {
    constexpr int steps = 4;
    for (const unsigned int node : mesh_.triangles[c].corner)
    {
      if (is_fixed_[node] != 0)
        continue;
      const PlanePoint before = mesh_.nodes[node];
      PlanePoint middle{0., 0.}, best = before;
      for (const unsigned int beside : around_[node])
        for (const unsigned int corner : mesh_.triangles[beside].corner)
          if (corner != node)
            middle = middle + 0.5 / double(around_[node].size()) * mesh_.nodes[corner];
      double worst = worst_around(node);
      for (int i = 1; i <= steps; ++i)
      {
        mesh_.nodes[node] = before + double(i) / steps * (middle - before);
        if (const double here = worst_around(node); here > worst)
        {
          worst = here;
          best = mesh_.nodes[node];
        }
      }
      mesh_.nodes[node] = best;
      if (best != before)
        return true;
    }
    return false;
  }

  PlaneMesh &mesh_;
  std::vector<std::array<unsigned int, 3>> beyond_;
  std::vector<std::vector<unsigned int>> around_; ///< triangles at each node
  std::vector<char> is_fixed_;                    ///< node on an edge
};

} // namespace

void mend(PlaneMesh &mesh)
{
  constexpr int passes = 8;
  for (int i = 0; i < passes; ++i)
    if (!Mending(mesh).run())
      return;
}

} // namespace kelvolt

#include "accuracy/column_edge_reach.h"

#include "accuracy/edge_exponent.h"
#include "accuracy/edge_reach.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <tuple>

namespace kelvolt
{
namespace
{

/// A node close to an edge.
struct Reached
{
  double distance;       ///< to the next node of the edge [m]
  unsigned int node, of; ///< `of` of the edge
};
bool operator>(const Reached &a, const Reached &b)
{
  return std::tie(a.distance, a.node, a.of) > std::tie(b.distance, b.node, b.of);
}

/// The nearest first.
using Nearest = std::priority_queue<Reached, std::vector<Reached>, std::greater<>>;

class Reach
{
public:
  Reach(const ColumnLayout &layout,
        const std::vector<JointEdge> &at_planes,
        unsigned int degree,
        std::vector<double> &exponents)
      : layout_(layout), at_planes_(at_planes), degree_(degree), exponents_(exponents),
        around_(layout.plane.nodes.size())
  {
    for (unsigned int c = 0; c < layout.n_columns(); ++c)
    {
      size_.push_back(std::sqrt(2. * layout.plane.area(layout.plane.triangles[c])));
      for (const unsigned int node : layout.plane.triangles[c].corner)
        around_[node].push_back(c);
    }
    seen_.assign(around_.size(), 0);
  }

  /// Up and down from the edge, in the columns that touch it.
  void along_z()
  {
    const std::vector<double> &z = layout_.z;
    const unsigned int n = layout_.n_slabs();
    for (unsigned int node = 0; node < around_.size(); ++node)
      for (unsigned int plane = 0; plane <= n; ++plane)
      {
        const JointEdge &edge = at(node, plane);
        if (edge.sharpest() >= regular_exponent)
          continue;
        for (const unsigned int c : around_[node])
        {
          for (unsigned int k = plane; k < n && is_close(z[k] - z[plane], c, k); ++k)
            state(edge, c, k, 0., z[k] - z[plane]);
          for (unsigned int k = plane; k > 0 && is_close(z[plane] - z[k], c, k - 1); --k)
            state(edge, c, k - 1, 0., z[plane] - z[k]);
        }
      }
  }

  /// Away from the edge, in the two slabs that touch it.
  void in_plane()
  {
    for (unsigned int plane = 0; plane <= layout_.n_slabs(); ++plane)
      walk_from(plane);
  }

private:
  const JointEdge &at(unsigned int node, unsigned int plane) const
  {
    return at_planes_[std::size_t(node) * (layout_.n_slabs() + 1) + plane];
  }

  double height(unsigned int slab) const
  {
    return layout_.z[slab + 1] - layout_.z[slab];
  }

  bool is_close(double gap, unsigned int column, unsigned int slab) const
  {
    return gap <= edge_reach * std::max(size_[column], height(slab));
  }

  void state(const JointEdge &edge,
             unsigned int c,
             unsigned int k,
             double in_plane,
             double along_z)
  {
    const std::array<double, 2> size{size_[c], height(k)};
    const double s = edge.in_cell(size);
    double &least = exponents_[std::size_t(c) * layout_.n_slabs() + k];
    if (s < least)
      least = std::min(least, exponent_beside(s, degree_, {{in_plane, along_z}, size}));
  }

  std::vector<unsigned int> slabs_beside(unsigned int plane) const
  {
    std::vector<unsigned int> slabs;
    if (plane < layout_.n_slabs())
      slabs.push_back(plane);
    if (plane > 0)
      slabs.push_back(plane - 1);
    return slabs;
  }

  Nearest edge_nodes(unsigned int plane) const
  {
    Nearest nodes;
    for (unsigned int node = 0; node < around_.size(); ++node)
      if (at(node, plane).sharpest() < regular_exponent)
        nodes.push({0., node, node});
    return nodes;
  }

  void walk_from(unsigned int plane)
  {
    const std::vector<unsigned int> slabs = slabs_beside(plane);
    double reach = 0.;
    for (const unsigned int k : slabs)
      reach = std::max(reach, edge_reach * height(k));
    Nearest next = edge_nodes(plane);
    std::vector<unsigned int> reached;
    while (!next.empty())
    {
      const Reached now = next.top();
      next.pop();
      if (seen_[now.node] != 0)
        continue;
      seen_[now.node] = 1;
      reached.push_back(now.node);
      for (const unsigned int c : around_[now.node])
      {
        for (const unsigned int k : slabs)
          if (is_close(now.distance, c, k))
            state(at(now.of, plane), c, k, to_side * now.distance, 0.);
        for (const unsigned int node : layout_.plane.triangles[c].corner)
          if (const double d =
                  distance(layout_.plane.nodes[node], layout_.plane.nodes[now.of]);
              seen_[node] == 0 && d <= reach)
            next.push({d, node, now.of});
      }
    }
    for (const unsigned int node : reached)
      seen_[node] = 0;
  }

  /// Distance to a side over that to its ends, of an equilateral triangle.
  static constexpr double to_side = 0.8660254037844386;

  const ColumnLayout &layout_;
  const std::vector<JointEdge> &at_planes_;
  unsigned int degree_;
  std::vector<double> &exponents_;
  std::vector<std::vector<unsigned int>> around_; ///< columns at each node
  std::vector<double> size_;                      ///< of columns, in the plane [m]
  std::vector<char> seen_;                        ///< nodes, of one walk
};

} // namespace

void reach_from_level_edges(const ColumnLayout &layout,
                            const std::vector<JointEdge> &at_planes,
                            unsigned int degree,
                            std::vector<double> &exponents)
{
  Reach reach(layout, at_planes, degree, exponents);
  reach.along_z();
  reach.in_plane();
}

} // namespace kelvolt

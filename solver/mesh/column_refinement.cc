#include "mesh/column_refinement.h"

#include "mesh/plane_refinement.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace kelvolt
{

namespace
{

/// Of an indicator, what its halves hold in all, and that on the side of the larger
/// neighbour, see halve_slabs().
constexpr double held_by_halves = 0.5;
constexpr double near_share = 0.4;
/// Candidates with down to this share of the largest gain are marked in the same round.
constexpr double gain_window = 0.3;
/// A marked triangle becomes four, and those beside it are cut along.
constexpr double cells_per_mark = 5.;

/// A layout on its way to the next mesh.
struct Draft
{
  ColumnLayout layout;
  ColumnIndicators indicators;             ///< as predicted
  std::vector<int> column_cuts, slab_cuts; ///< that led to each
};

/// Something that may be marked.
struct Candidate
{
  bool is_slab;
  unsigned int index;
  double indicator, cost; ///< cost in cells

  double gain() const
  {
    return indicator / cost;
  }
};

/// In the order of their gains.
std::vector<Candidate> candidates(const Draft &draft, int most_cuts)
{
  const ColumnLayout &layout = draft.layout;
  std::vector<double> in_column(layout.n_columns(), 0.), in_slab(layout.n_slabs(), 0.);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
      if (layout.part_at(c, static_cast<int>(k)) != ColumnLayout::void_part)
      {
        in_column[c] += cells_per_mark;
        in_slab[k] += 1.;
      }
  std::vector<Candidate> result;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    if (draft.indicators.column[c] > 0. && draft.column_cuts[c] < most_cuts)
      result.push_back({false, c, draft.indicators.column[c], in_column[c]});
  for (unsigned int k = 0; k < layout.n_slabs(); ++k)
    if (draft.indicators.slab[k] > 0. && draft.slab_cuts[k] < most_cuts)
      result.push_back({true, k, draft.indicators.slab[k], in_slab[k]});
  std::sort(result.begin(),
            result.end(),
            [](const Candidate &a, const Candidate &b)
            {
              return a.gain() != b.gain()
                         ? a.gain() > b.gain()
                         : std::pair(a.is_slab, a.index) < std::pair(b.is_slab, b.index);
            });
  return result;
}

/// What one round marks: no more than `budget` cells, or one candidate.
/// @param surplus indicators that are to go
ColumnMarks
mark(const Draft &draft, const std::vector<Candidate> &found, double surplus, double budget)
{
  ColumnMarks marks{std::vector<char>(draft.layout.n_columns(), 0),
                    std::vector<char>(draft.layout.n_slabs(), 0)};
  double cost = 0., gone = 0., last = 0.;
  for (const Candidate &one : found)
  {
    if (one.gain() < gain_window * found.front().gain() ||
        (cost > 0. && cost + one.cost > budget) ||
        (gone >= surplus && one.gain() < gain_window * last))
      break;
    (one.is_slab ? marks.slab : marks.column)[one.index] = 1;
    cost += one.cost;
    if (gone < surplus)
      last = one.gain();
    gone += (1. - held_by_halves) * one.indicator;
  }
  return marks;
}

/// Sums at the nodes of the triangles around them.
std::vector<double> at_nodes(const PlaneMesh &plane, const std::vector<double> &of_triangle)
{
  std::vector<double> result(plane.nodes.size(), 0.);
  for (std::size_t c = 0; c < plane.triangles.size(); ++c)
    for (const unsigned int node : plane.triangles[c].corner)
      result[node] += of_triangle[c];
  return result;
}

/// Nodes that are new, in the middle of a side, have the mean of its ends.
void add_middles(const PlaneMesh &before,
                 const BisectedMesh &after,
                 std::vector<double> &of_node)
{
  const std::size_t n_old = before.nodes.size();
  of_node.resize(after.mesh.nodes.size(), 0.);
  std::vector<double> n_seen(of_node.size(), 0.);
  for (std::size_t c = 0; c < after.mesh.triangles.size(); ++c)
    for (const unsigned int node : after.mesh.triangles[c].corner)
      if (node >= n_old)
        for (const unsigned int other : before.triangles[after.parent[c]].corner)
        {
          of_node[node] += of_node[other];
          n_seen[node] += 1.;
        }
  for (std::size_t i = n_old; i < of_node.size(); ++i)
    of_node[i] /= std::max(1., n_seen[i]);
}

/// Children hold half of what their parent did, by the square of what their corners see.
std::vector<double> predicted(const PlaneMesh &before,
                              const BisectedMesh &after,
                              const std::vector<double> &indicator)
{
  std::vector<double> of_node = at_nodes(before, indicator);
  add_middles(before, after, of_node);
  std::vector<double> weight, sum(before.triangles.size(), 0.);
  std::vector<int> children(before.triangles.size(), 0);
  for (std::size_t c = 0; c < after.mesh.triangles.size(); ++c)
  {
    double seen = 0.;
    for (const unsigned int node : after.mesh.triangles[c].corner)
      seen += of_node[node];
    weight.push_back(seen * seen);
    sum[after.parent[c]] += weight.back();
    ++children[after.parent[c]];
  }
  std::vector<double> result;
  for (std::size_t c = 0; c < after.mesh.triangles.size(); ++c)
  {
    const unsigned int parent = after.parent[c];
    const double held = children[parent] == 1
                            ? 1.
                            : std::pow(held_by_halves, children[parent] > 2 ? 1. : 0.5);
    result.push_back(sum[parent] > 0. ? held * indicator[parent] * weight[c] / sum[parent]
                                      : 0.);
  }
  return result;
}

/// Of slabs, as halve_slabs() predicts.
void halve(const std::vector<char> &marked, Draft &draft)
{
  const std::vector<double> before = std::move(draft.indicators.slab);
  const std::vector<int> cuts = std::move(draft.slab_cuts);
  draft.indicators.slab.clear();
  draft.slab_cuts.clear();
  for (std::size_t k = 0; k < before.size(); ++k)
  {
    const double below = k > 0 ? before[k - 1] : 0.,
                 above = k + 1 < before.size() ? before[k + 1] : 0.;
    if (marked[k] == 0)
    {
      draft.indicators.slab.push_back(before[k]);
      draft.slab_cuts.push_back(cuts[k]);
      continue;
    }
    const double lower = below >= above ? near_share : held_by_halves - near_share;
    for (const double share : {lower, held_by_halves - lower})
    {
      draft.indicators.slab.push_back(share * before[k]);
      draft.slab_cuts.push_back(cuts[k] + 1);
    }
  }
}

ColumnLayout with_plane(const ColumnLayout &layout,
                        BisectedMesh &plane,
                        const std::vector<char> &marked_slabs)
{
  ColumnLayout result;
  result.plane = std::move(plane.mesh);
  result.patches = layout.patches;
  std::vector<unsigned int> slab_of;
  for (unsigned int k = 0; k < layout.n_slabs(); ++k)
  {
    result.z.push_back(layout.z[k]);
    slab_of.push_back(k);
    if (marked_slabs[k] == 0)
      continue;
    result.z.push_back(0.5 * (layout.z[k] + layout.z[k + 1]));
    slab_of.push_back(k);
  }
  result.z.push_back(layout.z.back());
  for (const unsigned int parent : plane.parent)
    for (const unsigned int k : slab_of)
      result.part.push_back(layout.part_at(parent, static_cast<int>(k)));
  return result;
}

void refine(const ColumnMarks &marks, Draft &draft)
{
  BisectedMesh plane = bisected(draft.layout.plane, marks.column);
  draft.indicators.column = predicted(draft.layout.plane, plane, draft.indicators.column);
  std::vector<int> cuts;
  for (const unsigned int parent : plane.parent)
    cuts.push_back(draft.column_cuts[parent] + (marks.column[parent] != 0 ? 1 : 0));
  draft.column_cuts = std::move(cuts);
  halve(marks.slab, draft);
  draft.layout = with_plane(draft.layout, plane, marks.slab);
}

} // namespace

void ColumnIndicators::add(double factor, const ColumnIndicators &more)
{
  for (const auto of : {&ColumnIndicators::column, &ColumnIndicators::slab})
  {
    (this->*of).resize((more.*of).size(), 0.);
    for (std::size_t i = 0; i < (more.*of).size(); ++i)
      (this->*of)[i] += factor * (more.*of)[i];
  }
}

double ColumnIndicators::sum() const
{
  return std::accumulate(column.begin(), column.end(), 0.) +
         std::accumulate(slab.begin(), slab.end(), 0.);
}

ColumnLayout refined(const ColumnLayout &layout, const ColumnMarks &marks)
{
  BisectedMesh plane = bisected(layout.plane, marks.column);
  return with_plane(layout, plane, marks.slab);
}

ColumnLayout
refined(const ColumnLayout &layout, ColumnIndicators indicators, const RefinementGoal &goal)
{
  const double most_cells = goal.growth * static_cast<double>(filled_cells(layout)),
               may_remain = goal.share * indicators.sum();
  Draft draft{layout,
              std::move(indicators),
              std::vector<int>(layout.n_columns(), 0),
              std::vector<int>(layout.n_slabs(), 0)};
  bool is_first = true;
  while (is_first || draft.indicators.sum() > may_remain)
  {
    const double budget = most_cells - static_cast<double>(filled_cells(draft.layout));
    const std::vector<Candidate> found = candidates(draft, goal.most_halves);
    if (found.empty() || (!is_first && found.front().cost > budget))
      break;
    const ColumnMarks marks =
        mark(draft, found, draft.indicators.sum() - may_remain, budget);
    refine(marks, draft);
    is_first = false;
  }
  return std::move(draft.layout);
}

unsigned long long filled_cells(const ColumnLayout &layout)
{
  return std::count_if(layout.part.begin(),
                       layout.part.end(),
                       [](int part) { return part != ColumnLayout::void_part; });
}

} // namespace kelvolt

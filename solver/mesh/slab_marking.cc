#include "mesh/slab_marking.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <queue>

namespace kelvolt
{
namespace
{

/// Prediction for the half on the side of the larger neighbour, and for the other.
constexpr double near_share = 0.4;
constexpr double far_share = 0.1;
/// Intervals with down to this share of the gain at which the goal is met are looked at for
/// a gap to stop at.
constexpr double gap_window = 0.5;
/// An interval waits for the next mesh as long as one with a gain this much larger, halved
/// as often as one step may, still has more to gain: where the field is singular.
constexpr double waiting_gain = 0.03;
/// As long as the mesh grows by no more than this factor beyond the goal's growth.
constexpr double window_growth = 1.25;

struct SlabPiece
{
  int axis = 0;
  int slab = 0;
  double lower = 0., upper = 0.; ///< [m]
  double indicator = 0.;
  double cells = 0.;         ///< that halving it adds
  bool near_is_lower = true; ///< the neighbour with the larger indicator is below
  int halvings = 0;          ///< that led to it

  double gain() const
  {
    return indicator / cells;
  }
};

struct SmallerGain
{
  /// Exact equals in the order of axis and place, so that the result is the same anywhere.
  bool operator()(const SlabPiece &a, const SlabPiece &b) const
  {
    if (a.gain() != b.gain())
      return a.gain() < b.gain();
    return a.axis != b.axis ? a.axis > b.axis : a.lower > b.lower;
  }
};

using Queue = std::priority_queue<SlabPiece, std::vector<SlabPiece>, SmallerGain>;

Queue all_intervals(const PartLayout &mesh,
                    const PerSlab<double> &indicators,
                    const SlabCells &cells)
{
  Queue queue;
  for (int axis = 0; axis < 3; ++axis)
    for (int i = 0; i < mesh.cells(axis); ++i)
    {
      const std::vector<double> &of_axis = indicators[axis];
      const double added = cells.added_by_cut(axis, i);
      if (!(of_axis[i] > 0.) || !(added > 0.))
        continue;
      const double below = i > 0 ? of_axis[i - 1] : 0.;
      const double above = i + 1 < mesh.cells(axis) ? of_axis[i + 1] : 0.;
      queue.push({axis,
                  i,
                  mesh.planes[axis][i],
                  mesh.planes[axis][i + 1],
                  of_axis[i],
                  added,
                  below >= above});
    }
  return queue;
}

/// Takes the interval with the largest gain out. What the others would add rises with every
/// halving along another axis, so it is counted again when an interval comes to the top.
std::optional<SlabPiece> take_best(Queue &queue, const SlabCells &cells)
{
  while (!queue.empty())
  {
    SlabPiece best = queue.top();
    queue.pop();
    const double added = cells.added_by_cut(best.axis, best.slab);
    if (added <= best.cells)
      return best;
    best.cells = added;
    queue.push(best);
  }
  return std::nullopt;
}

SlabPiece half_of(const SlabPiece &whole, bool lower)
{
  SlabPiece half = whole;
  const double middle = 0.5 * (whole.lower + whole.upper);
  (lower ? half.upper : half.lower) = middle;
  half.indicator *= lower == whole.near_is_lower ? near_share : far_share;
  ++half.halvings;
  return half;
}

/// Where to stop: the goal is met with the first `enough` halvings, and the largest drop of
/// gain from there on to the end is after the one whose number is returned.
std::size_t before_largest_drop(const std::vector<SlabPiece> &halved,
                                double gain_of_next,
                                std::size_t enough)
{
  std::size_t best = halved.size();
  double largest = 0.;
  for (std::size_t n = enough; n <= halved.size(); ++n)
  {
    const double next = n < halved.size() ? halved[n].gain() : gain_of_next;
    const double drop = 1. - next / halved[n - 1].gain();
    if (drop > largest)
    {
      largest = drop;
      best = n;
    }
  }
  return best;
}

/// Intervals in the order in which they are to be halved, each behind the one it is half
/// of.
std::vector<SlabPiece>
halvings(Queue queue, double sum, SlabCells cells, const RefinementGoal &goal)
{
  std::vector<SlabPiece> halved;
  const double most_cells = goal.growth * cells.total();
  double remaining = sum;
  std::size_t enough = 0; // halvings until the goal is met
  double gain_of_next = 0., largest_left = 0.;
  while (const std::optional<SlabPiece> whole = take_best(queue, cells))
  {
    const double with_it = cells.total() + whole->cells;
    if (enough == 0 && !halved.empty() &&
        (remaining <= goal.share * sum || with_it > most_cells))
      enough = halved.size();
    if (whole->gain() < waiting_gain * largest_left)
      break;
    if (enough > 0 && (whole->gain() < gap_window * halved[enough - 1].gain() ||
                       with_it > window_growth * most_cells))
    {
      gain_of_next = whole->gain();
      break;
    }
    cells.cut(whole->axis, whole->slab);
    halved.push_back(*whole);
    remaining -= whole->indicator;
    for (const bool lower : {true, false})
    {
      const SlabPiece half = half_of(*whole, lower);
      remaining += half.indicator;
      if (half.halvings < goal.most_halves)
        queue.push(half);
      else
        largest_left = std::max(largest_left, half.gain());
    }
  }
  if (enough > 0)
    halved.resize(before_largest_drop(halved, gain_of_next, enough));
  return halved;
}

} // namespace

std::array<std::vector<double>, 3> halve_slabs(const PartLayout &mesh,
                                               const PerSlab<double> &indicators,
                                               const RefinementGoal &goal)
{
  std::array<std::vector<double>, 3> result = mesh.planes;
  double sum = 0.;
  for (const std::vector<double> &axis : indicators)
    sum += std::accumulate(axis.begin(), axis.end(), 0.);
  const SlabCells cells(mesh);
  for (const SlabPiece &interval :
       halvings(all_intervals(mesh, indicators, cells), sum, cells, goal))
    result[interval.axis].push_back(0.5 * (interval.lower + interval.upper));
  for (std::vector<double> &axis : result)
    std::sort(axis.begin(), axis.end());
  return result;
}

} // namespace kelvolt

#include "accuracy/slab_marking.h"

#include <algorithm>
#include <numeric>
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
/// As long as the mesh grows by no more than this factor beyond the goal's growth.
constexpr double window_growth = 1.25;

struct Interval
{
  int axis = 0;
  double lower = 0., upper = 0.; ///< [m]
  double indicator = 0.;
  double cells = 0.;
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
  bool operator()(const Interval &a, const Interval &b) const
  {
    if (a.gain() != b.gain())
      return a.gain() < b.gain();
    return a.axis != b.axis ? a.axis > b.axis : a.lower > b.lower;
  }
};

using Queue = std::priority_queue<Interval, std::vector<Interval>, SmallerGain>;

Queue all_intervals(const std::array<std::vector<double>, 3> &planes,
                    const PerSlab<double> &indicators,
                    const PerSlab<double> &cells)
{
  Queue queue;
  for (int axis = 0; axis < 3; ++axis)
    for (std::size_t i = 0; i < indicators[axis].size(); ++i)
    {
      if (!(indicators[axis][i] > 0.) || !(cells[axis][i] > 0.))
        continue;
      const double below = i > 0 ? indicators[axis][i - 1] : 0.;
      const double above = i + 1 < indicators[axis].size() ? indicators[axis][i + 1] : 0.;
      queue.push({axis,
                  planes[axis][i],
                  planes[axis][i + 1],
                  indicators[axis][i],
                  cells[axis][i],
                  below >= above});
    }
  return queue;
}

/// Counts cells as layers are added: along different axes their numbers multiply.
class Growth
{
public:
  explicit Growth(double mesh_cells) : mesh_cells_(mesh_cells) {}

  double with(const Interval &next) const
  {
    double product = 1.;
    for (int axis = 0; axis < 3; ++axis)
      product *= 1. + (added_[axis] + (axis == next.axis ? next.cells : 0.)) / mesh_cells_;
    return product;
  }

  void add(const Interval &halved)
  {
    added_[halved.axis] += halved.cells;
  }

private:
  double mesh_cells_;
  std::array<double, 3> added_{};
};

Interval half_of(const Interval &whole, bool lower)
{
  Interval half = whole;
  const double middle = 0.5 * (whole.lower + whole.upper);
  (lower ? half.upper : half.lower) = middle;
  half.indicator *= lower == whole.near_is_lower ? near_share : far_share;
  ++half.halvings;
  return half;
}

/// Where to stop: the goal is met with the first `enough` halvings, and the largest drop of
/// gain from there on to the end is after the one whose number is returned.
std::size_t before_largest_drop(const std::vector<Interval> &halved,
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
std::vector<Interval>
halvings(Queue queue, double sum, double mesh_cells, const RefinementGoal &goal)
{
  std::vector<Interval> halved;
  Growth growth(mesh_cells);
  double remaining = sum;
  std::size_t enough = 0; // halvings until the goal is met
  while (!queue.empty())
  {
    const Interval whole = queue.top();
    if (enough == 0 && !halved.empty() &&
        (remaining <= goal.share * sum || growth.with(whole) > goal.growth))
      enough = halved.size();
    if (enough > 0 && (whole.gain() < gap_window * halved[enough - 1].gain() ||
                       growth.with(whole) > window_growth * goal.growth))
      break;
    queue.pop();
    growth.add(whole);
    halved.push_back(whole);
    remaining -= whole.indicator;
    for (const bool lower : {true, false})
    {
      const Interval half = half_of(whole, lower);
      remaining += half.indicator;
      if (half.halvings < goal.most_halves)
        queue.push(half);
    }
  }
  if (enough > 0)
    halved.resize(
        before_largest_drop(halved, queue.empty() ? 0. : queue.top().gain(), enough));
  return halved;
}

} // namespace

std::array<std::vector<double>, 3>
halve_slabs(const std::array<std::vector<double>, 3> &planes,
            const PerSlab<double> &indicators,
            const PerSlab<double> &cells,
            const RefinementGoal &goal)
{
  std::array<std::vector<double>, 3> result = planes;
  double sum = 0.;
  for (const std::vector<double> &axis : indicators)
    sum += std::accumulate(axis.begin(), axis.end(), 0.);
  const double mesh_cells = std::accumulate(cells[0].begin(), cells[0].end(), 0.);
  for (const Interval &interval :
       halvings(all_intervals(planes, indicators, cells), sum, mesh_cells, goal))
    result[interval.axis].push_back(0.5 * (interval.lower + interval.upper));
  for (std::vector<double> &axis : result)
    std::sort(axis.begin(), axis.end());
  return result;
}

} // namespace kelvolt

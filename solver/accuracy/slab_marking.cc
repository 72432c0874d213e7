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
/// Relative difference up to which two intervals count as images of each other.
constexpr double tie = 1e-3;

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

} // namespace

std::array<std::vector<double>, 3>
halve_slabs(const std::array<std::vector<double>, 3> &planes,
            const PerSlab<double> &indicators,
            const PerSlab<double> &cells,
            const RefinementGoal &goal)
{
  std::array<std::vector<double>, 3> result = planes;
  double remaining = 0.;
  for (const std::vector<double> &axis : indicators)
    remaining += std::accumulate(axis.begin(), axis.end(), 0.);
  const double enough = goal.share * remaining;
  Growth growth(std::accumulate(cells[0].begin(), cells[0].end(), 0.));
  Queue queue = all_intervals(planes, indicators, cells);
  double last_gain = 0.;
  for (bool first = true; !queue.empty(); first = false)
  {
    const Interval whole = queue.top();
    queue.pop();
    const bool image = whole.gain() >= (1. - tie) * last_gain;
    if (!first && !image && (remaining <= enough || growth.with(whole) > goal.growth))
      break;
    last_gain = whole.gain();
    growth.add(whole);
    result[whole.axis].push_back(0.5 * (whole.lower + whole.upper));
    for (const bool lower : {true, false})
    {
      const Interval half = half_of(whole, lower);
      remaining += half.indicator;
      if (half.halvings < goal.most_halves)
        queue.push(half);
    }
    remaining -= whole.indicator;
  }
  for (std::vector<double> &axis : result)
    std::sort(axis.begin(), axis.end());
  return result;
}

} // namespace kelvolt

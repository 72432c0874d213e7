#include "axis_grading.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace kelvolt
{

namespace
{

/// A cell count this much above a whole number is rounded down: one more cell for a tenth
/// of a cell would halve the cells of short intervals without need.
constexpr double rounding_slack = 0.1;

/// Sweeps of the exchange between neighbouring intervals; each one can only shorten cells.
/// Far above what any case takes (a change travels through all intervals in one sweep).
constexpr int most_sweeps = 100;

/// From three on the next even number: see GradingRule.
double without_lonely_middle(double cells)
{
  return cells > 2. && std::fmod(cells, 2.) == 1. ? cells + 1. : cells;
}

/// The wanted length of cells within one interval [0, length], and the number of cells that
/// it makes as a function of x. From an end whose first cell has the length a, a geometric
/// sequence has log_growth(1 + (growth - 1) x / a) cells before x, hence the density
/// 1 / (c (a + (growth - 1) x)) with c = ln(growth) / (growth - 1). So do both ends, up to
/// the density 1 / largest, where the sequence has reached the cone's top largest / c.
class SizeField
{
public:
  SizeField(double length, double left, double right, const GradingRule &rule)
      : length_(length), slope_(rule.growth - 1.), log_growth_(std::log(rule.growth)),
        largest_(rule.largest)
  {
    const double top = largest_ * slope_ / log_growth_;
    left_ = std::min({left, right + slope_ * length, top});
    right_ = std::min({right, left_ + slope_ * length, top});
    const double meeting = 0.5 * (length + (right_ - left_) / slope_);
    const double rise_end = std::min(meeting, (top - left_) / slope_);
    rise_end_ = std::clamp(rise_end, 0., length);
    fall_begin_ = std::clamp(length - (top - right_) / slope_, rise_end_, length);
    if (rise_end == meeting)
      fall_begin_ = rise_end_;
    rise_count_ = cone_count(left_, rise_end_);
    flat_count_ = (fall_begin_ - rise_end_) / largest_;
    count_ = rise_count_ + flat_count_ + cone_count(right_, length - fall_begin_);
  }

  /// Cells in the whole interval, not rounded.
  double count() const
  {
    return count_;
  }

  /// The x before which `n` cells lie, 0 <= n <= count(); inverse of the running count.
  double position(double n) const
  {
    if (n <= rise_count_)
      return cone_length(left_, n);
    if (n <= rise_count_ + flat_count_)
      return rise_end_ + (n - rise_count_) * largest_;
    return length_ - cone_length(right_, count_ - n);
  }

private:
  /// Cells of a geometric sequence that begins with `first` and fills `distance`.
  double cone_count(double first, double distance) const
  {
    return std::log1p(slope_ * distance / first) / log_growth_;
  }

  /// Inverse of cone_count().
  double cone_length(double first, double cells) const
  {
    return first * std::expm1(log_growth_ * cells) / slope_;
  }

  double length_;
  double slope_;
  double log_growth_;
  double largest_;
  double left_ = 0.;
  double right_ = 0.;
  double rise_end_ = 0.;   ///< here the cells have reached their largest size
  double fall_begin_ = 0.; ///< from here on they shrink
  double rise_count_ = 0.;
  double flat_count_ = 0.;
  double count_ = 0.;
};

/// One interval between planes with the sizes asked for at its ends.
struct GradedInterval
{
  double length = 0.;
  double left = 0.;
  double right = 0.;
  double cells = 1.;
  double first = 0.; ///< length of its first cell
  double last = 0.;  ///< length of its last cell

  void subdivide(const GradingRule &rule)
  {
    const SizeField field(length, left, right, rule);
    cells = without_lonely_middle(std::max(1., std::ceil(field.count() - rounding_slack)));
    const double step = field.count() / cells;
    first = cells == 1. ? length : field.position(step);
    last = cells == 1. ? length : length - field.position(field.count() - step);
  }

  /// Limits the size at one end by the neighbouring cell across the plane; true if that
  /// changed anything.
  static bool limit(double &size, double bound)
  {
    if (bound >= size * (1. - 1e-6))
      return false;
    size = bound;
    return true;
  }
};

std::vector<GradedInterval> graded_intervals(const std::vector<double> &planes,
                                             const std::vector<PlaneSize> &sizes,
                                             const GradingRule &rule)
{
  std::vector<GradedInterval> intervals(planes.size() - 1);
  for (std::size_t i = 0; i < intervals.size(); ++i)
  {
    intervals[i].length = planes[i + 1] - planes[i];
    intervals[i].left = sizes[i].above;
    intervals[i].right = sizes[i + 1].below;
    intervals[i].subdivide(rule);
  }
  bool changed = true;
  for (int sweep = 0; changed && sweep < most_sweeps; ++sweep)
  {
    changed = false;
    for (std::size_t i = 1; i < intervals.size(); ++i)
    {
      if (GradedInterval::limit(intervals[i].left, rule.growth * intervals[i - 1].last))
      {
        intervals[i].subdivide(rule);
        changed = true;
      }
    }
    for (std::size_t i = intervals.size() - 1; i > 0; --i)
    {
      if (GradedInterval::limit(intervals[i - 1].right, rule.growth * intervals[i].first))
      {
        intervals[i - 1].subdivide(rule);
        changed = true;
      }
    }
  }
  return intervals;
}

/// Cells of the interval for the rule's size factor. The default count is even before it is
/// divided, so that the factors 1 and 1/2 still nest. The small number keeps 4 cells of the
/// factor 0.1 from becoming 41.
double cells_of(const GradedInterval &interval, const GradingRule &rule)
{
  const double least = interval.cells > 2. ? 2. : 1.;
  return without_lonely_middle(
      std::max(least, std::ceil(interval.cells / rule.size_factor - 1e-9)));
}

} // namespace

std::vector<double> cells_per_interval(const std::vector<double> &planes,
                                       const std::vector<PlaneSize> &sizes,
                                       const GradingRule &rule)
{
  std::vector<double> cells;
  for (const GradedInterval &interval : graded_intervals(planes, sizes, rule))
    cells.push_back(cells_of(interval, rule));
  return cells;
}

std::vector<double> grade_axis(const std::vector<double> &planes,
                               const std::vector<PlaneSize> &sizes,
                               const GradingRule &rule)
{
  const std::vector<GradedInterval> intervals = graded_intervals(planes, sizes, rule);
  std::vector<double> points{planes.front()};
  for (std::size_t i = 0; i < intervals.size(); ++i)
  {
    const GradedInterval &interval = intervals[i];
    const SizeField field(interval.length, interval.left, interval.right, rule);
    const double cells = cells_of(interval, rule);
    for (double c = 1.; c < cells; c += 1.)
      points.push_back(planes[i] + field.position(field.count() * c / cells));
    points.push_back(planes[i + 1]);
  }
  return points;
}

} // namespace kelvolt

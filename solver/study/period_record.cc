#include "study/period_record.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace kelvolt
{
namespace
{

bool is_lower(const Number &a, const Number &b)
{
  return a.value < b.value;
}

/// Its bar reaches what the course between the instants may have been.
/// @param sign 1, or -1: of the lowest
Number farthest_of(const std::vector<double> &times,
                   const std::vector<bool> &is_corner,
                   const std::vector<Number> &values,
                   double sign)
{
  Course course;
  for (std::size_t i = 0; i < times.size(); ++i)
  {
    course.add({times[i], sign * values[i].value});
    if (is_corner[i])
      course.turn_corner();
  }
  Number farthest = sign > 0. ? *std::max_element(values.begin(), values.end(), is_lower)
                              : *std::min_element(values.begin(), values.end(), is_lower);
  const double above = course.top() - sign * farthest.value;
  if (above > 0.)
    farthest.widen_error(above);
  return farthest;
}

/// By straight lines through every stride-th instant, and the last one.
double mean_over(const std::vector<double> &times,
                 const std::vector<Number> &values,
                 double start,
                 std::size_t stride)
{
  double sum = 0., before = start, value = values.back().value;
  for (std::size_t i = 0; i < times.size(); ++i)
    if ((i + 1) % stride == 0 || i + 1 == times.size())
    {
      sum += 0.5 * (times[i] - before) * (values[i].value + value);
      before = times[i];
      value = values[i].value;
    }
  return sum / (times.back() - start);
}

/// What straight lines leave out is told by every other one.
Number
mean_over(const std::vector<double> &times, const std::vector<Number> &values, double start)
{
  const double mean = mean_over(times, values, start, 1);
  double error = 0.;
  for (const Number &one : values)
    error = std::max(error, one.error_or_zero());
  return {mean, error + std::abs(mean - mean_over(times, values, start, 2))};
}

} // namespace

void PeriodRecord::add(double t, const Summary &now, bool is_corner)
{
  times_.push_back(t);
  is_corner_.push_back(is_corner);
  parts_.resize(now.parts.size());
  for (std::size_t i = 0; i < parts_.size(); ++i)
  {
    parts_[i].name = now.parts[i].name;
    parts_[i].mean.push_back(now.parts[i].mean_temperature);
    parts_[i].highest.push_back(now.parts[i].max_temperature);
  }
}

std::vector<PeriodicSummary::Part> PeriodRecord::parts(double start) const
{
  std::vector<PeriodicSummary::Part> result;
  for (const Part &part : parts_)
  {
    PeriodicSummary::Part &one = result.emplace_back();
    one.name = part.name;
    one.peak = farthest_of(times_, is_corner_, part.mean, 1.);
    one.valley = farthest_of(times_, is_corner_, part.mean, -1.);
    one.mean = mean_over(times_, part.mean, start);
    one.ripple = {one.peak.value - one.valley.value,
                  one.peak.error_or_zero() + one.valley.error_or_zero()};
    one.max_peak = farthest_of(times_, is_corner_, part.highest, 1.);
  }
  return result;
}

} // namespace kelvolt

#include "time/step_control.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Aims below what is accepted, so that few steps are made twice.
constexpr double safety = 0.85;
constexpr double largest_growth = 5.;
constexpr double least_growth = 0.2;
/// By how much, at the most, the next length is corrected for the trend of the errors.
constexpr double largest_trend = 2.;
/// An error as good as none: what the iterations leave of the state decides it, and no more
/// than the largest growth follows from it (which makes it 5^4 times larger at most).
constexpr double least_ratio = 3e-4;
/// After an attempt without a result.
constexpr double retreat = 0.25;

/// Steps come in lengths an eighth of a power of two apart, so that the last digits of an
/// error decide nothing: a run that is repeated on other ranks makes the same steps.
double in_grades(double dt)
{
  constexpr double grades = 8.; // per factor of 2
  return std::exp2(std::round(std::log2(dt) * grades) / grades);
}

} // namespace

void StepControl::restart(double dt)
{
  dt_ = dt;
  last_dt_ = last_ratio_ = 0.;
  rejected_ = false;
}

void StepControl::accept(double dt, double ratio)
{
  const double now = std::max(ratio, least_ratio);
  double factor = safety * std::pow(now, -exponent_);
  if (now == least_ratio)
    factor = largest_growth;
  else if (last_ratio_ > 0.)
    factor *= std::clamp(dt / last_dt_ * std::pow(last_ratio_ / now, exponent_),
                         1. / largest_trend,
                         largest_trend);
  const double growth = rejected_ ? 1. : largest_growth;
  dt_ = in_grades(dt * std::clamp(factor, least_growth, growth));
  last_dt_ = dt;
  last_ratio_ = now;
  rejected_ = false;
}

void StepControl::reject(double dt, std::optional<double> ratio)
{
  const double factor =
      ratio ? std::min(safety * std::pow(std::max(*ratio, 1.), -exponent_), 0.9) : retreat;
  dt_ = in_grades(dt * std::max(factor, least_growth));
  rejected_ = true;
}

void StepControl::restore(const State &state)
{
  dt_ = state.dt;
  last_dt_ = state.last_dt;
  last_ratio_ = state.last_ratio;
  rejected_ = state.rejected;
}

} // namespace kelvolt

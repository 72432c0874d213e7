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
/// Shares of the exponent that the last error and the one before have in the choice.
constexpr double integral_share = 0.7, proportional_share = 0.4;
/// An error as good as none, which would let a step grow without bound.
constexpr double least_ratio = 1e-6;
/// After an attempt without a result.
constexpr double retreat = 0.25;

} // namespace

void StepControl::restart(double dt)
{
  dt_ = dt;
  last_ratio_ = 0.;
  rejected_ = false;
}

void StepControl::accept(double dt, double ratio)
{
  const double now = std::max(ratio, least_ratio);
  const double factor = last_ratio_ > 0.
                            ? safety * std::pow(now, -integral_share * exponent_) *
                                  std::pow(last_ratio_, proportional_share * exponent_)
                            : safety * std::pow(now, -exponent_);
  const double growth = rejected_ ? 1. : largest_growth;
  dt_ = dt * std::clamp(factor, least_growth, growth);
  last_ratio_ = now;
  rejected_ = false;
}

void StepControl::reject(double dt, std::optional<double> ratio)
{
  const double factor =
      ratio ? std::min(safety * std::pow(std::max(*ratio, 1.), -exponent_), 0.9) : retreat;
  dt_ = dt * std::max(factor, least_growth);
  rejected_ = true;
}

void StepControl::restore(const State &state)
{
  dt_ = state.dt;
  last_ratio_ = state.last_ratio;
  rejected_ = state.rejected;
}

} // namespace kelvolt

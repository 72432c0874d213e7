#include "results/corrected_value.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

/// Two degrees change a value at most this much more than one where an edge or source is to
/// be resolved: 1.35 times at r^(1/2) for the second degree.
constexpr double doubtful_ratio = 1.6;

} // namespace

double left_out(unsigned int degree, unsigned int added, double exponent)
{
  constexpr double of_sources = 1.75;
  const double p = degree + 0.5, s = exponent < 1. ? exponent : of_sources;
  return 1. / (1. - std::pow(p / (p + added), 4. * s)) - 1.;
}

double left_by_decline(unsigned int degree, double first, double second)
{
  if (second == 0.)
    return 0.;
  constexpr double slowest = 0.25, fastest = 40.;
  const double P = degree + 0.5;
  const auto power = [P](double added, double k)
  {
    return std::pow(1. + added / P, -k);
  };
  const auto ratio = [&power](double k)
  {
    return (power(1., k) - power(2., k)) / (1. - power(1., k));
  };
  const auto left = [&power](double k)
  {
    return power(2., k) / (power(1., k) - power(2., k));
  };
  if (second >= ratio(slowest) * first)
    return left(slowest) * std::min(1., (P + 1.) / P * first / second);
  double from = slowest, to = fastest;
  for (int i = 0; i < 40; ++i)
  {
    const double k = (from + to) / 2.;
    (second < ratio(k) * first ? from : to) = k;
  }
  return left(from);
}

double open_by_decline(unsigned int degree, double first, double second)
{
  constexpr double margin = 1.3;
  return std::abs(second) *
         (1. + margin * left_by_decline(degree, std::abs(first), std::abs(second)));
}

double left_after(const MeshEstimate &estimate, double second)
{
  const double left = left_out_of(estimate);
  return second * estimate.change < 0. ? std::copysign(left, second) : left;
}

double left_out_of(const MeshEstimate &estimate)
{
  return estimate.electric_left * estimate.electric +
         estimate.thermal_left * estimate.thermal;
}

double open_error(const MeshEstimate &estimate, unsigned int added)
{
  const double b = added > 1 ? 0.03 : 0.07;
  const double sum = estimate.electric + estimate.thermal,
               size = std::max(std::abs(sum), std::abs(estimate.change)),
               left = estimate.electric_left * std::abs(estimate.electric) +
                      estimate.thermal_left * std::abs(estimate.thermal);
  return b * (10. * left + estimate.spread + size + 10. * std::abs(sum - estimate.change)) +
         estimate.margin * size + estimate.at_sharp_edges + estimate.hidden +
         estimate.iteration_error + estimate.bent_laws;
}

CorrectedValue::CorrectedValue()
    : open_(std::numeric_limits<double>::infinity()),
      hidden_(std::numeric_limits<double>::infinity())
{
}

void CorrectedValue::add(MeshEstimate estimate)
{
  estimate.hidden = hidden_ = std::min(hidden_, estimate.hidden);
  value_ = estimate.value + estimate.change;
  change_ = estimate.change;
  const double open = open_error(estimate);
  seen_ = open - estimate.hidden;
  compare(value_ + left_out_of(estimate), open);
}

bool CorrectedValue::is_ruled_by_layers(MeshEstimate estimate, double accepted) const
{
  estimate.hidden = std::min(hidden_, estimate.hidden);
  const double open = open_error(estimate), error = std::abs(left_out_of(estimate)) + open;
  return error > accepted &&
         (estimate.hidden > 0.5 * open || error - estimate.hidden <= accepted);
}

void CorrectedValue::add_second(MeshEstimate estimate, unsigned int degree)
{
  estimate.hidden = hidden_ = std::min(hidden_, estimate.hidden);
  const double second = estimate.value + estimate.change - value_,
               best = value_ + second + left_after(estimate, second),
               open = open_error(estimate, 2) + std::abs(second),
               least = open_by_decline(degree, change_, second) - std::abs(best - value_);
  one_degree_was_contradicted_ = std::abs(best - best_) > seen_;
  compare(best, std::max(open, least));
  inflation_ = 1.;
  if (std::abs(estimate.change) >
      doubtful_ratio * std::abs(change_) + estimate.iteration_error)
    doubts_one_degree_ = true;
}

void CorrectedValue::compare(double best, double open)
{
  const double step = opinions_ > 0 ? std::abs(best - best_) : 0.,
               allowed = open + (opinions_ > 0 ? open_ : 0.);
  reliable_ = step <= allowed;
  inflation_ = reliable_ ? 1. : step / allowed;
  best_ = best;
  open_ = open;
  ++opinions_;
}

double CorrectedValue::error() const
{
  return (opinions_ == 1 ? of_one_opinion : 1.) * confirmed_error();
}

double CorrectedValue::confirmed_error() const
{
  return inflation_ * (std::abs(best_ - value_) + open_);
}

std::vector<double> CorrectedValue::memory() const
{
  return {value_,
          best_,
          open_,
          inflation_,
          reliable_ ? 1. : 0.,
          double(opinions_),
          doubts_one_degree_ ? 1. : 0.};
}

CorrectedValue CorrectedValue::remembered(const std::vector<double> &memory)
{
  CorrectedValue result;
  result.value_ = memory.at(0);
  result.best_ = memory.at(1);
  result.open_ = memory.at(2);
  result.inflation_ = memory.at(3);
  result.reliable_ = memory.at(4) != 0.;
  result.opinions_ = static_cast<unsigned int>(memory.at(5));
  result.doubts_one_degree_ = memory.at(6) != 0.;
  return result;
}

} // namespace kelvolt

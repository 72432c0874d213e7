#include "reduction/sampled_reduction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace kelvolt
{
namespace
{

/// Where sources act at shifts beyond them.
constexpr int most_more_samples = 2;
/// The energy of an error, in which solutions of different shifts are nearly orthogonal,
/// over the natural norm in which their solves end (1.8 at most was found).
constexpr double norm_excess = 2.;
/// What of the accepted bound may be added to save work.
constexpr double negligible_share = 0.02;
/// The bound is judged up to this multiple of 1 / first time.
constexpr double farthest = 300.;
/// Shifts that matter at a time t: those of 1 / t within this factor.
constexpr double reach_of_time = 10.;
/// By what the first further sample divides the bound, usually; and the most of them, where
/// what is known of the first model says ever less of the last.
constexpr double usual_gain = 1.5;
constexpr std::size_t most_one_by_one = 8;

/// Between the shifts that there are, spread over them; rising.
std::vector<double> sample_shifts(const KrylovBasis &basis)
{
  const std::vector<double> present = sorted_shifts(basis);
  std::vector<double> result;
  const std::size_t gaps = present.size() - 1;
  for (std::size_t i = 0; i < std::min(shifts_of_bound, gaps); ++i)
  {
    const std::size_t gap = (2 * i + 1) * gaps / (2 * std::min(shifts_of_bound, gaps));
    result.push_back(std::sqrt(present[gap] * present[gap + 1]));
  }
  // The last one beyond all others: what the first time sees.
  if (gaps >= shifts_of_bound)
    result.back() = std::sqrt(10.) * present.back();
  return result;
}

/// Whether the samples leave open a good deal of what a load does faster than their highest
/// shift s, and where it should be looked at: sources in thin layers, or on surfaces, act
/// at shifts far above those that a model needs. Then E(s) s is far below its limit E(t =
/// 0).
std::optional<double> missing_shift(const std::vector<ResidualSample> &samples,
                                    const std::vector<double> &at_once)
{
  constexpr double far_below = 30.;
  const auto highest = std::max_element(samples.begin(),
                                        samples.end(),
                                        [](const auto &one, const auto &other)
                                        { return one.shift < other.shift; });
  double ratio = 0.;
  for (std::size_t a = 0; a < at_once.size(); ++a)
    ratio = std::max(ratio, at_once[a] / (highest->shift * highest->energy(a, a)));
  return ratio > far_below ? std::optional(ratio * highest->shift) : std::nullopt;
}

/// E_aa(s) is not above that: it falls, and s E_aa(s) rises.
double energy_at(const std::vector<ResidualSample> &samples, std::size_t a, double s)
{
  double least = std::numeric_limits<double>::max();
  for (const ResidualSample &sample : samples)
    least = std::min(least, sample.energy(a, a) * std::max(1., sample.shift / s));
  return least;
}

constexpr double unknown = std::numeric_limits<double>::infinity();

} // namespace

SampledReduction::SampledReduction(KrylovBasis &basis,
                                   const ReductionGoal &goal,
                                   double inner)
    : basis_(basis), goal_(goal), inner_(inner), at_once_(basis.at_once()),
      bound_(basis.model(), goal.times)
{
  reduction_.certified = reduction_.delivered = basis.model();
  reduction_.times = goal.times;
  const std::size_t n = reduction_.certified.n_inputs();
  reduction_.ranges.assign(
      n * (n + 1) / 2,
      std::vector<ErrorRange>(goal.times.size(), ErrorRange{-unknown, unknown}));
}

void SampledReduction::take(double s)
{
  samples_.push_back(basis_.sample(s, inner_));
  reduction_.defect = std::max(
      reduction_.defect, basis_.residual_defect(reduction_.certified, samples_.back()));
  basis_.take_samples();
}

void SampledReduction::begin()
{
  for (const double s : sample_shifts(basis_))
    take(s);
  for (int more = 0; more < most_more_samples; ++more)
    if (const std::optional<double> s = missing_shift(samples_, at_once_))
      take(*s);
  find_bound();
}

void SampledReduction::take_another()
{
  take(worst_shift(reduction_.delivered,
                   1. / (reach_of_time * worst_time_),
                   reach_of_time / worst_time_));
  find_bound();
}

/// Where the errors of the certified model lie, at the times and of the pairs where the
/// bound is not met without.
void SampledReduction::narrow_ranges()
{
  bound_.take(samples_, at_once_);
  for (std::size_t i = 0; i < reduction_.certified.n_inputs(); ++i)
    for (std::size_t j = 0; j <= i; ++j)
    {
      std::vector<double> negligible;
      for (std::size_t time = 0; time < goal_.times.size(); ++time)
        negligible.push_back(reduction_.share(i, j, time) > goal_.within
                                 ? negligible_share * goal_.within *
                                       reduction_.scale(i, j, time)
                                 : unknown);
      const std::vector<ErrorRange> found = bound_.ranges(i, j, negligible);
      for (std::size_t time = 0; time < found.size(); ++time)
        if (std::isfinite(negligible[time]))
          reduction_.narrow(i, j, time, found[time]);
    }
}

void SampledReduction::find_bound()
{
  reduction_.delivered = basis_.model();
  reduction_.inexactness =
      std::max(norm_excess * inner_,
               reduction_.defect * std::sqrt(double(reduction_.certified.n_modes())));
  narrow_ranges();
  reduction_.largest_bound = largest_inexact_ = 0.;
  for (std::size_t time = 0; time < goal_.times.size(); ++time)
    for (std::size_t i = 0; i < reduction_.delivered.n_inputs(); ++i)
      for (std::size_t j = 0; j <= i; ++j)
      {
        if (const double share = reduction_.share(i, j, time);
            share > reduction_.largest_bound)
        {
          reduction_.largest_bound = share;
          worst_time_ = goal_.times[time];
        }
        largest_inexact_ =
            std::max(largest_inexact_,
                     reduction_.inexact_error(i, j, time) / reduction_.scale(i, j, time));
      }
  reduction_.met = reduction_.largest_bound <= goal_.within;
}

/// How much the error at a shift is, relative; with the weight s^(-1/2), which leads to
/// better models for all times than none.
double SampledReduction::score(const ReducedModel &model, double s) const
{
  double largest = 0.;
  for (std::size_t i = 0; i < model.n_inputs(); ++i)
  {
    double root = 0.;
    for (std::size_t a = 0; a < model.n_residuals(); ++a)
      root += std::abs(model.rho(a, i, s)) * std::sqrt(energy_at(samples_, a, s));
    largest = std::max(largest, root * root / model.transfer(i, i, s));
  }
  return largest / std::sqrt(s);
}

double SampledReduction::worst_shift(const ReducedModel &model) const
{
  return worst_shift(model, 0.1 / goal_.last, farthest / goal_.first);
}

double
SampledReduction::worst_shift(const ReducedModel &model, double low, double high) const
{
  const int n = 16 * static_cast<int>(std::ceil(std::log10(high / low)));
  double worst = low, largest = -1.;
  for (int i = 0; i <= n; ++i)
  {
    const double s = low * std::pow(high / low, double(i) / n);
    if (const double found = score(model, s); found > largest)
    {
      largest = found;
      worst = s;
    }
  }
  return worst;
}

bool worth_another(const std::vector<double> &bounds)
{
  const std::size_t taken = bounds.size() - 1;
  if (bounds.back() <= 1. || taken >= most_one_by_one)
    return false;
  const double gain = taken == 0
                          ? usual_gain
                          : std::pow(bounds.front() / bounds.back(), 1. / double(taken));
  return gain > 1. && std::log(bounds.back()) <= double(shifts_of_bound) * std::log(gain);
}

} // namespace kelvolt

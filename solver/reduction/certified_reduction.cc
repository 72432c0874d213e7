#include "reduction/certified_reduction.h"

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
/// Where a bound fails by what inexact solves make of it, or where that is so many times
/// the accepted one, all is solved again, so much tighter that it is a small share: where
/// the preconditioner hides a mode from the norm by which they stop, most of all.
constexpr double hopeless = 10., aimed_inexact_share = 0.1;
constexpr double much_tighter = 1e-3, tighter = 0.3, least_inner = 1e-9;
/// The energy of an error, in which solutions of different shifts are nearly orthogonal,
/// over the natural norm in which their solves end (1.8 at most was found).
constexpr double norm_excess = 2.;
/// What of the accepted bound may be added to save work.
constexpr double negligible_share = 0.02;
/// What the solves leave open of any response, as in every number of the program.
constexpr double solved_share = 1e-6;
/// Shifts that are added before the bound is found anew.
constexpr double most_at_once = 12.;
/// The first shift lies so far below the slowest rate, the last so far above 1 / time: the
/// hottest place at a time follows shorter lengths than the mean does.
constexpr double below_slowest = 0.7;
constexpr double above_fastest = 3.;
/// The bound is judged up to this multiple of 1 / first time.
constexpr double farthest = 300.;
/// How many times the true error the bound is, usually.
constexpr double usual_effectivity = 3.;
/// Shifts per decade for an error of 0.37 %, and how many more for each factor of ten, as
/// measured on packages from 1e-7 s to 1000 s.
constexpr double shifts_per_decade = 1.33, more_shifts_per_decade = 0.44;

/// The shifts above zero, rising.
std::vector<double> sorted_shifts(const KrylovBasis &basis)
{
  std::vector<double> shifts;
  for (const double s : basis.shifts())
    if (s > 0.)
      shifts.push_back(s);
  std::sort(shifts.begin(), shifts.end());
  return shifts;
}

/// Divides every interval between the shifts into equal ones, downwards, so that the
/// hierarchies of the last ones solved upwards serve again.
void fill_up(KrylovBasis &basis, const ReductionGoal &goal)
{
  const std::vector<double> present = sorted_shifts(basis);
  if (present.size() < 2)
    return;
  const double planned =
      static_cast<double>(planned_shifts({present.front(), present.back()}, goal.within));
  const int parts = static_cast<int>(
      std::ceil((planned - 1.) / (static_cast<double>(present.size()) - 1.) - 0.3));
  for (std::size_t i = present.size() - 1; i > 0; --i)
    for (int part = parts - 1; part > 0; --part)
      basis.add(present[i - 1] *
                    std::pow(present[i] / present[i - 1], double(part) / parts),
                goal.inner);
}

/// E_aa(s) is not above that: it falls, and s E_aa(s) rises.
double energy_at(const std::vector<ResidualSample> &samples, std::size_t a, double s)
{
  double least = std::numeric_limits<double>::max();
  for (const ResidualSample &sample : samples)
    least = std::min(least, sample.energy(a, a) * std::max(1., sample.shift / s));
  return least;
}

/// How much the error at a shift is, relative; with the weight s^(-1/2), which leads to
/// better models for all times than none.
double
score(const ReducedModel &model, const std::vector<ResidualSample> &samples, double s)
{
  double largest = 0.;
  for (std::size_t i = 0; i < model.n_inputs(); ++i)
  {
    double root = 0.;
    for (std::size_t a = 0; a < model.n_residuals(); ++a)
      root += std::abs(model.rho(a, i, s)) * std::sqrt(energy_at(samples, a, s));
    largest = std::max(largest, root * root / model.transfer(i, i, s));
  }
  return largest / std::sqrt(s);
}

double worst_shift(const ReducedModel &model,
                   const std::vector<ResidualSample> &samples,
                   const ReductionGoal &goal)
{
  const double low = 0.1 / goal.last, high = farthest / goal.first;
  const int n = 16 * static_cast<int>(std::ceil(std::log10(high / low)));
  double worst = low, largest = -1.;
  for (int i = 0; i <= n; ++i)
  {
    const double s = low * std::pow(high / low, double(i) / n);
    if (const double found = score(model, samples, s); found > largest)
    {
      largest = found;
      worst = s;
    }
  }
  return worst;
}

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

} // namespace

double slowest_rate(const ReducedModel &model)
{
  for (const double rate : model.rate)
    if (rate > 0.)
      return rate;
  return 0.;
}

ShiftRange shift_range(const KrylovBasis &basis, double first, double last)
{
  const double slowest = slowest_rate(basis.model());
  const double high = above_fastest / first, seen = 0.3 / last;
  return {std::min(std::max(below_slowest * slowest, seen), 0.1 * high), high};
}

std::size_t planned_shifts(const ShiftRange &range, double within)
{
  const double per_decade =
      shifts_per_decade + more_shifts_per_decade *
                              std::max(0., std::log10(3.7e-3 * usual_effectivity / within));
  const double wanted = std::log10(range.high / range.low) * per_decade;
  return static_cast<std::size_t>(
      std::max(5., std::ceil(wanted - static_cast<double>(shifts_of_bound))));
}

std::vector<double> spread_shifts(const ShiftRange &range, std::size_t n)
{
  const auto steps = static_cast<double>(n - 1);
  std::vector<double> shifts;
  shifts.reserve(n);
  for (std::size_t i = 0; i < n; ++i)
    shifts.push_back(range.low * std::pow(range.high / range.low, double(i) / steps));
  return shifts;
}

namespace
{

double scale_of(const ReducedModel &model, std::size_t i, std::size_t j, double t)
{
  return std::sqrt(model.step(i, i, t) * model.step(j, j, t));
}

std::size_t pair_place(std::size_t i, std::size_t j)
{
  return i >= j ? i * (i + 1) / 2 + j : pair_place(j, i);
}

} // namespace

/// Inexact solves leave a part of the residual that no g_a holds. With `inexactness` its
/// root of the energy over sqrt(Z), that of the error is larger by no more than that.
double
CertifiedReduction::inexact_error(std::size_t i, std::size_t j, std::size_t time) const
{
  const double scale = scale_of(delivered, i, j, times[time]),
               share = ranges[pair_place(i, j)][time].size() / scale;
  return inexactness * (2. * std::sqrt(share) + inexactness) * scale;
}

double CertifiedReduction::loose_error(std::size_t input, double t) const
{
  const double value = delivered.step(input, input, t),
               rest = delivered.steady(input, input) - value;
  return inexactness * std::min(value, rest) + solved_share * value;
}

double CertifiedReduction::error(std::size_t i, std::size_t j, std::size_t time) const
{
  const double t = times[time],
               difference = delivered.step(i, j, t) - certified.step(i, j, t);
  return ranges[pair_place(i, j)][time].above(difference).size() +
         inexact_error(i, j, time) + solved_share * scale_of(delivered, i, j, t);
}

namespace
{

/// The bound of a basis as it is, which then takes up what the bound was found with.
struct BoundedBasis
{
  CertifiedReduction reduction;
  std::vector<ResidualSample> samples;
  double largest_inexact = 0.; ///< share, of inexact solves
};

std::vector<ResidualSample>
sample(KrylovBasis &basis, const std::vector<double> &at_once, double inner, double &defect)
{
  std::vector<ResidualSample> samples;
  const ReducedModel model = basis.model();
  const auto take = [&](double s)
  {
    samples.push_back(basis.sample(s, inner));
    defect = std::max(defect, basis.residual_defect(model, samples.back()));
  };
  for (const double s : sample_shifts(basis))
    take(s);
  for (int more = 0; more < most_more_samples; ++more)
    if (const std::optional<double> s = missing_shift(samples, at_once))
      take(*s);
  return samples;
}

/// Where the errors of the certified model lie.
void find_ranges(CertifiedReduction &result,
                 const std::vector<ResidualSample> &samples,
                 const std::vector<double> &at_once,
                 const ReductionGoal &goal)
{
  ResidualBound bound(result.certified, samples, at_once, goal.times);
  for (std::size_t i = 0; i < result.certified.n_inputs(); ++i)
    for (std::size_t j = 0; j <= i; ++j)
    {
      std::vector<double> negligible;
      for (const double t : goal.times)
        negligible.push_back(negligible_share * goal.within *
                             scale_of(result.certified, i, j, t));
      result.ranges.push_back(bound.ranges(i, j, negligible));
    }
}

BoundedBasis bounded(KrylovBasis &basis, const ReductionGoal &goal, double inner)
{
  BoundedBasis found;
  CertifiedReduction &result = found.reduction;
  result.times = goal.times;
  result.certified = basis.model();
  const std::vector<double> at_once = basis.at_once();
  found.samples = sample(basis, at_once, inner, result.defect);
  result.inexactness = std::max(
      norm_excess * inner, result.defect * std::sqrt(double(result.certified.n_modes())));
  find_ranges(result, found.samples, at_once, goal);
  basis.take_samples();
  result.delivered = basis.model();
  for (std::size_t time = 0; time < goal.times.size(); ++time)
    for (std::size_t i = 0; i < result.delivered.n_inputs(); ++i)
      for (std::size_t j = 0; j <= i; ++j)
      {
        const double scale = scale_of(result.delivered, i, j, goal.times[time]);
        result.largest_bound =
            std::max(result.largest_bound, result.error(i, j, time) / scale);
        found.largest_inexact =
            std::max(found.largest_inexact, result.inexact_error(i, j, time) / scale);
      }
  result.met = result.largest_bound <= goal.within;
  return found;
}

/// How many shifts bring the bound to the goal, besides those of the next bound.
/// @param times_too_large the bound
std::size_t missing_shifts(const KrylovBasis &basis, double times_too_large)
{
  const std::vector<double> present = sorted_shifts(basis);
  const double more = more_shifts_per_decade *
                      std::log10(present.back() / present.front()) *
                      std::log10(std::max(1., times_too_large));
  return static_cast<std::size_t>(
      std::clamp(std::ceil(more) - double(shifts_of_bound), 0., most_at_once));
}

} // namespace

CertifiedReduction reduce(KrylovBasis &basis, const ReductionGoal &goal)
{
  double inner = goal.inner;
  fill_up(basis, goal);
  for (;;)
  {
    BoundedBasis found = bounded(basis, goal, inner);
    CertifiedReduction &reduction = found.reduction;
    if (reduction.met || basis.shifts().size() >= goal.most_shifts)
      return std::move(reduction);
    const double inexact = found.largest_inexact / goal.within,
                 rest = reduction.largest_bound / goal.within - inexact;
    if ((rest <= 1. || inexact > hopeless) && inner > least_inner)
    {
      inner = std::max(
          least_inner,
          inner * std::clamp(aimed_inexact_share / inexact, much_tighter, tighter));
      basis.rebuild(inner);
      continue;
    }
    for (std::size_t more = missing_shifts(basis, rest);
         more > 0 && basis.shifts().size() + shifts_of_bound < goal.most_shifts;
         --more)
      basis.add(worst_shift(basis.model(), found.samples, goal), inner);
  }
}

} // namespace kelvolt

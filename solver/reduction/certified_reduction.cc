#include "reduction/certified_reduction.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

namespace kelvolt
{
namespace
{

constexpr std::size_t n_samples = 4;
/// Where sources act at shifts beyond them.
constexpr int most_more_samples = 2;
/// A defect of so many times what the inner solves are told to leave says that they leave
/// more: where the preconditioner hides a mode from the norm by which they stop. Then all
/// is solved again, much tighter.
constexpr double doubtful = 2., much_tighter = 1e-3, least_inner = 1e-9;
/// What the solves leave open of any response, as in every number of the program.
constexpr double solved_share = 1e-6;
/// Shifts that are added before the bound is found anew.
constexpr std::size_t most_at_once = 8;
/// The first shift lies so far below the slowest rate, the last so far above 1 / time: the
/// hottest place at a time follows shorter lengths than the mean does.
constexpr double below_slowest = 0.7;
constexpr double above_fastest = 3.;
/// The bound is judged up to this multiple of 1 / first time.
constexpr double farthest = 300.;
/// How many times the true error the bound is, usually.
constexpr double usual_effectivity = 6.;

/// Shifts per decade by which the error falls below a share, as measured on packages from
/// 1e-7 s to 1000 s: 1.33 for 0.37 %, and 0.44 more for each factor of ten.
double shifts_per_decade(double within)
{
  return 1.33 + 0.44 * std::max(0., std::log10(3.7e-3 * usual_effectivity / within));
}

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
  for (std::size_t i = 0; i < std::min(n_samples, gaps); ++i)
  {
    const std::size_t gap = (2 * i + 1) * gaps / (2 * std::min(n_samples, gaps));
    result.push_back(std::sqrt(present[gap] * present[gap + 1]));
  }
  // The last one beyond all others: what the first time sees.
  if (gaps >= n_samples)
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

/// Largest bound of the responses to a step, as a share of sqrt(Z_ii Z_jj).
double largest_share(const ReducedModel &model,
                     const std::vector<double> &times,
                     const std::function<double(std::size_t, std::size_t, double)> &error)
{
  double largest = 0.;
  for (const double t : times)
    for (std::size_t i = 0; i < model.n_inputs(); ++i)
      for (std::size_t j = 0; j <= i; ++j)
        largest = std::max(
            largest, error(i, j, t) / std::sqrt(model.step(i, i, t) * model.step(j, j, t)));
  return largest;
}

/// What the bound will be with the present basis, by the samples of an earlier one.
double predicted_share(const KrylovBasis &basis,
                       const ReductionGoal &goal,
                       const std::vector<ResidualSample> &samples,
                       const std::vector<double> &at_once)
{
  const ReducedModel model = basis.model();
  const ResidualBound bound(model, samples, at_once, goal.first, goal.last);
  return largest_share(model,
                       goal.times,
                       [&](std::size_t i, std::size_t j, double t)
                       { return bound.error(i, j, t); });
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
  const double wanted = std::log10(range.high / range.low) * shifts_per_decade(within);
  return 1 + 2 * static_cast<std::size_t>(std::max(2., std::ceil(0.5 * wanted - 0.6)));
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

/// Inexact solves leave a part of the residual that no g_a holds. Where each is solved to a
/// share eps in the energy, the energy of the error is not above
/// (sqrt(bound) + eps sqrt(number of vectors) sqrt(Z))^2.
double CertifiedReduction::error(std::size_t i, std::size_t j, double t) const
{
  const double scale = std::sqrt(delivered.step(i, i, t) * delivered.step(j, j, t));
  const double root = std::sqrt(bound->error(i, j, t) / scale) + inexactness;
  return (root * root + solved_share) * scale +
         std::abs(delivered.step(i, j, t) - certified.step(i, j, t));
}

namespace
{

/// The bound of a basis as it is, which then takes up what the bound was found with.
struct BoundedBasis
{
  CertifiedReduction reduction;
  std::vector<ResidualSample> samples;
  std::vector<double> at_once;
};

BoundedBasis bounded(KrylovBasis &basis, const ReductionGoal &goal, double inner)
{
  BoundedBasis found;
  CertifiedReduction &result = found.reduction;
  std::vector<ResidualSample> &samples = found.samples;
  result.certified = basis.model();
  found.at_once = basis.at_once();
  for (const double s : sample_shifts(basis))
  {
    samples.push_back(basis.sample(s, inner));
    result.defect =
        std::max(result.defect, basis.residual_defect(result.certified, samples.back()));
  }
  for (int more = 0; more < most_more_samples; ++more)
    if (const std::optional<double> s = missing_shift(samples, found.at_once))
      samples.push_back(basis.sample(*s, inner));
  result.bound = std::make_unique<ResidualBound>(
      result.certified, samples, found.at_once, goal.first, goal.last);
  result.inexactness =
      std::max(inner, result.defect) * std::sqrt(double(result.certified.n_modes()));
  basis.take_samples();
  result.delivered = basis.model();
  result.largest_bound = largest_share(result.delivered,
                                       goal.times,
                                       [&](std::size_t i, std::size_t j, double t)
                                       { return result.error(i, j, t); });
  result.met = result.largest_bound <= goal.within;
  return found;
}

} // namespace

CertifiedReduction reduce(KrylovBasis &basis, const ReductionGoal &goal)
{
  double inner = goal.inner;
  fill_up(basis, goal);
  for (;;)
  {
    BoundedBasis found = bounded(basis, goal, inner);
    if (found.reduction.defect > doubtful * inner && inner > least_inner)
    {
      inner = std::max(least_inner, much_tighter * inner);
      basis.rebuild(inner);
      continue;
    }
    if (found.reduction.met || basis.shifts().size() >= goal.most_shifts)
      return std::move(found.reduction);
    for (std::size_t more = 0;
         more < most_at_once && basis.shifts().size() + n_samples < goal.most_shifts &&
         predicted_share(basis, goal, found.samples, found.at_once) > 0.8 * goal.within;
         ++more)
      basis.add(worst_shift(basis.model(), found.samples, goal), inner);
  }
}

} // namespace kelvolt

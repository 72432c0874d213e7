#include "reduction/certified_reduction.h"

#include "reduction/sampled_reduction.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

std::vector<double> sorted_shifts(const KrylovBasis &basis)
{
  std::vector<double> shifts;
  for (const double s : basis.shifts())
    if (s > 0.)
      shifts.push_back(s);
  std::sort(shifts.begin(), shifts.end());
  return shifts;
}

namespace
{

/// Where a bound fails by what inexact solves make of it, or where that is so many times
/// the accepted one, all is solved again, so much tighter that it is a small share: where
/// the preconditioner hides a mode from the norm by which they stop, most of all.
constexpr double hopeless = 10., aimed_inexact_share = 0.1;
constexpr double much_tighter = 1e-3, tighter = 0.3, least_inner = 1e-9;
/// What the solves leave open of any response, as in every number of the program.
constexpr double solved_share = 1e-6;
/// Shifts that are added before the bound is found anew.
constexpr double most_at_once = 12.;
/// The first shift lies so far below the slowest rate, the last so far above 1 / time: the
/// hottest place at a time follows shorter lengths than the mean does.
constexpr double below_slowest = 0.7;
constexpr double above_fastest = 10.;
/// How many times the true error the bound is, usually.
constexpr double usual_effectivity = 3.;
/// A hierarchy made at a shift serves others within this factor well.
constexpr double served_well = 6.;
/// Shifts per decade for an error of 0.37 %, and how many more for each factor of ten, as
/// measured on packages from 1e-7 s to 1000 s.
constexpr double shifts_per_decade = 1.33, more_shifts_per_decade = 0.44;

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

std::vector<double> middles_first(const std::vector<double> &shifts)
{
  std::vector<double> result;
  for (std::size_t begin = 0, end = 0; begin < shifts.size(); begin = end)
  {
    const auto served_from = [&](std::size_t i)
    {
      const auto beyond =
          std::upper_bound(shifts.begin(), shifts.end(), served_well * shifts[i]);
      return static_cast<std::size_t>(beyond - shifts.begin());
    };
    const std::size_t middle = served_from(begin) - 1;
    end = served_from(middle);
    result.push_back(shifts[middle]);
    for (std::size_t i = begin; i < end; ++i)
      if (i != middle)
        result.push_back(shifts[i]);
  }
  return result;
}

namespace
{

std::size_t pair_place(std::size_t i, std::size_t j)
{
  return i >= j ? i * (i + 1) / 2 + j : pair_place(j, i);
}

} // namespace

double CertifiedReduction::scale(std::size_t i, std::size_t j, std::size_t time) const
{
  const double t = times[time];
  return std::sqrt(delivered.step(i, i, t) * delivered.step(j, j, t));
}

void CertifiedReduction::narrow(std::size_t i,
                                std::size_t j,
                                std::size_t time,
                                const ErrorRange &range)
{
  ErrorRange &known = ranges[pair_place(i, j)][time];
  known.least = std::max(known.least, range.least);
  known.largest = std::min(known.largest, range.largest);
}

/// Inexact solves leave a part of the residual that no g_a holds. With `inexactness` its
/// root of the energy over sqrt(Z), that of the error is larger by no more than that.
double
CertifiedReduction::inexact_error(std::size_t i, std::size_t j, std::size_t time) const
{
  const double size = scale(i, j, time),
               share = ranges[pair_place(i, j)][time].size() / size;
  return inexactness * (2. * std::sqrt(share) + inexactness) * size;
}

double CertifiedReduction::place_excess(std::size_t input, std::size_t time) const
{
  const double value = delivered.step(input, input, times[time]),
               rest = delivered.steady(input, input) - value;
  return error(input, input, time) + inexactness * std::min(value, rest);
}

bool CertifiedReduction::loses_heat(std::size_t input) const
{
  return std::isfinite(delivered.steady(input, input));
}

double CertifiedReduction::error(std::size_t i, std::size_t j, std::size_t time) const
{
  const double t = times[time],
               difference = delivered.step(i, j, t) - certified.step(i, j, t);
  return ranges[pair_place(i, j)][time].above(difference).size() +
         inexact_error(i, j, time) + solved_share * scale(i, j, time);
}

namespace
{

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

/// @return what is left of the bound without what inexact solves make of it, as a multiple
/// of what is accepted
double sample_while_it_pays(SampledReduction &sampled,
                            const KrylovBasis &basis,
                            const ReductionGoal &goal)
{
  const CertifiedReduction &reduction = sampled.reduction();
  std::vector<double> rests;
  const auto add_rest = [&]
  {
    rests.push_back((reduction.largest_bound - sampled.largest_inexact()) / goal.within);
  };
  sampled.begin();
  for (add_rest();
       !reduction.met && basis.shifts().size() < goal.most_shifts && worth_another(rests);
       add_rest())
    sampled.take_another();
  return rests.back();
}

} // namespace

CertifiedReduction reduce(KrylovBasis &basis, const ReductionGoal &goal)
{
  double inner = goal.inner;
  fill_up(basis, goal);
  for (;;)
  {
    SampledReduction sampled(basis, goal, inner);
    const CertifiedReduction &reduction = sampled.reduction();
    const double rest = sample_while_it_pays(sampled, basis, goal);
    if (reduction.met || basis.shifts().size() >= goal.most_shifts)
      return reduction;
    basis.renew_residuals();
    const double inexact = sampled.largest_inexact() / goal.within;
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
      basis.add(sampled.worst_shift(basis.model()), inner);
  }
}

} // namespace kelvolt

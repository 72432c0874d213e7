#include "reduction/residual_bound.h"

#include "compact/modal_model.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr int points_per_decade = 40;
/// The grid begins so far below the first time; before that w is w(0).
constexpr double first_share = 1e-4;
/// Two times of the grid differ by more.
constexpr double same_time = 1e-9;
/// The natural norm in which solves end is that of the energy within this factor.
constexpr double norm_factor = 3.;
/// Of moments, what round-off and the orthogonality of the basis leave open.
constexpr double moments_open = 1e-6;

/// What one pair of residual and gain, of term = residual n_inputs + gain, has of a mode.
double coefficient(const ReducedModel &model, std::size_t term, std::size_t m)
{
  const std::size_t n = model.n_inputs();
  return model.residual(m, term / n) * model.gain(m, term % n);
}

/// The limit of rho for s without bounds.
double unmatched(const ReducedModel &model, std::size_t term)
{
  const std::size_t n = model.n_inputs();
  return model.unmatched(term / n, term % n);
}

/// @param f kernel of each mode
double
sum_of_kernels(const ReducedModel &model, std::size_t term, const std::vector<double> &f)
{
  double sum = 0.;
  for (std::size_t m = 0; m < f.size(); ++m)
    sum += coefficient(model, term, m) * f[m];
  return sum;
}

/// For each mode the sum over the kernels of its pairs at the time u.
std::vector<double> smoothed_kernels(const ReducedModel &model,
                                     std::size_t term,
                                     const std::vector<double> &f,
                                     double u)
{
  std::vector<double> smoothed(f.size(), 0.);
  for (std::size_t m = 0; m < f.size(); ++m)
    for (std::size_t l = 0; l < f.size(); ++l)
      smoothed[m] += coefficient(model, term, l) *
                     pair_kernel({model.rate[m], f[m]}, {model.rate[l], f[l]}, u);
  return smoothed;
}

} // namespace

double ErrorRange::size() const
{
  return std::max(std::abs(least), std::abs(largest));
}

ResidualBound::ResidualBound(const ReducedModel &model, std::vector<double> times)
    : n_inputs_(model.n_inputs()), n_residuals_(model.n_residuals()),
      times_(std::move(times)), rates_(RateMeasure::rates(times_.front(), times_.back()))
{
  set_grid();
  tabulate(model);
  set_steps();
}

/// Log spaced, and the times.
void ResidualBound::set_grid()
{
  const double first = first_share * times_.front();
  std::vector<double> all = times_;
  const int n = static_cast<int>(std::log10(times_.back() / first) * points_per_decade);
  for (int i = 0; i <= n; ++i)
    all.push_back(first * std::pow(10., double(i) / points_per_decade));
  std::sort(all.begin(), all.end());
  for (const double u : all)
    if (u_.empty() || u > u_.back() * (1. + same_time))
      u_.push_back(u);
}

/// w at all times of the grid, for all pairs of terms.
void ResidualBound::tabulate(const ReducedModel &model)
{
  const std::size_t k = model.n_modes(), n_terms = n_residuals_ * n_inputs_;
  w_.assign(n_terms * n_terms, {});
  for (std::size_t one = 0; one < n_terms; ++one)
    for (std::size_t other = 0; other < n_terms; ++other)
      at_zero_.push_back(unmatched(model, one) * unmatched(model, other));
  std::vector<double> f(k), single(n_terms);
  for (const double u : u_)
  {
    for (std::size_t m = 0; m < k; ++m)
      f[m] = step_kernel(model.rate[m], u);
    for (std::size_t term = 0; term < n_terms; ++term)
      single[term] = sum_of_kernels(model, term, f);
    for (std::size_t one = 0; one < n_terms; ++one)
    {
      const std::vector<double> smoothed = smoothed_kernels(model, one, f, u);
      const double own = unmatched(model, one);
      for (std::size_t other = 0; other < n_terms; ++other)
      {
        const double others = unmatched(model, other);
        double w = own * others - others * single[one] - own * single[other];
        for (std::size_t m = 0; m < k; ++m)
          w += coefficient(model, other, m) * smoothed[m];
        w_[one * n_terms + other].push_back(w);
      }
    }
  }
}

/// int_0^h exp(-lambda (h - x)) w(x) dx for a linear w.
void ResidualBound::set_steps()
{
  double before = 0.;
  for (const double u : u_)
  {
    const double h = u - before;
    before = u;
    for (std::vector<PerRate> *of : {&decay_, &from_begin_, &from_end_})
      of->emplace_back();
    for (const double rate : rates_)
    {
      const double x = rate * h, whole = step_kernel(rate, h),
                   end = x < 1e-4 ? h * (0.5 - x / 6.) : (1. - whole / h) / rate;
      decay_.back().push_back(std::exp(-x));
      from_begin_.back().push_back(whole - end);
      from_end_.back().push_back(end);
    }
  }
}

namespace
{

/// What is known of the weights (c_a / alpha + sign c_b / beta)^2; of c_a^2 with sign = 0.
RateMoments moments_of(const std::vector<ResidualSample> &samples,
                       const std::vector<double> &at_once,
                       std::size_t a,
                       std::size_t b,
                       double sign,
                       const std::vector<double> &scale)
{
  const auto combined = [&](const DenseMatrix &E)
  {
    if (sign == 0.)
      return E(a, a);
    return E(a, a) / (scale[a] * scale[a]) + E(b, b) / (scale[b] * scale[b]) +
           sign * (E(a, b) + E(b, a)) / (scale[a] * scale[b]);
  };
  const auto size = [&](const DenseMatrix &E)
  {
    if (sign == 0.)
      return E(a, a);
    return 2. * (E(a, a) / (scale[a] * scale[a]) + E(b, b) / (scale[b] * scale[b]));
  };
  RateMoments moments;
  for (const ResidualSample &sample : samples)
  {
    const double open = norm_factor * sample.tolerance, s = sample.shift,
                 energy = size(sample.energy), fall = size(sample.fall);
    moments.shifts.push_back(s);
    moments.energy.push_back(
        {combined(sample.energy), (open * open + moments_open) * energy});
    moments.fall.push_back(
        {combined(sample.fall),
         2. * open * std::sqrt(fall * energy / s) + moments_open * fall});
  }
  const auto root = [&](std::size_t one)
  {
    return std::sqrt(at_once[one]) / scale[one];
  };
  moments.total = sign == 0. ? at_once[a] : std::pow(root(a) + root(b), 2.);
  return moments;
}

} // namespace

void ResidualBound::take(const std::vector<ResidualSample> &samples,
                         const std::vector<double> &at_once)
{
  weights_.clear();
  std::vector<double> scale;
  for (std::size_t a = 0; a < n_residuals_; ++a)
    scale.push_back(std::sqrt(samples[samples.size() / 2].energy(a, a)));
  const auto measure = [&](std::size_t a, std::size_t b, double sign)
  {
    return RateMeasure(rates_, moments_of(samples, at_once, a, b, sign, scale));
  };
  for (std::size_t a = 0; a < n_residuals_; ++a)
    for (std::size_t b = 0; b <= a; ++b)
    {
      Weights weights{a, b, a == b ? 1. : 0.25 * scale[a] * scale[b], {}};
      if (a == b)
        weights.measures.push_back(measure(a, a, 0.));
      else
        for (const double sign : {1., -1.})
          weights.measures.push_back(measure(a, b, sign));
      weights_.push_back(std::move(weights));
    }
}

namespace
{

/// An upper limit of what a linear w leaves out in the step that ends at each time.
std::vector<double> interpolation_errors(const std::vector<double> &u,
                                         const std::vector<double> &w)
{
  std::vector<double> errors(u.size(), 0.);
  for (std::size_t i = 1; i + 1 < u.size(); ++i)
  {
    const double slope = (w[i] - w[i - 1]) / (u[i] - u[i - 1]),
                 next = (w[i + 1] - w[i]) / (u[i + 1] - u[i]),
                 second = std::abs(next - slope) / (u[i + 1] - u[i - 1]);
    for (const std::size_t end : {i, i + 1})
      errors[end] =
          std::max(errors[end], 0.25 * second * std::pow(u[end] - u[end - 1], 2.));
  }
  return errors;
}

} // namespace

/// w of a pair of residuals and one of inputs, both ways.
std::vector<double> ResidualBound::kernel(std::size_t one, std::size_t other) const
{
  const std::size_t n_terms = n_residuals_ * n_inputs_;
  std::vector<double> w = {at_zero_[one * n_terms + other]};
  const std::vector<double> &rest = w_[one * n_terms + other];
  w.insert(w.end(), rest.begin(), rest.end());
  return w;
}

/// By what f, and what it leaves open, can be of the weights.
void ResidualBound::extend(Weights &weights,
                           const PerRate &f,
                           const PerRate &open,
                           double negligible,
                           ErrorRange &sum)
{
  PerRate up(f), down(f);
  double sign = 1.;
  for (RateMeasure &measure : weights.measures)
  {
    for (std::size_t l = 0; l < f.size(); ++l)
    {
      up[l] = weights.scale * (sign * f[l] + open[l]);
      down[l] = weights.scale * (-sign * f[l] + open[l]);
    }
    const double crude = std::max(measure.crude(up), measure.crude(down));
    const bool sharp = crude > negligible;
    sum.largest += sharp ? measure.largest(up) : crude;
    sum.least -= sharp ? measure.largest(down) : crude;
    sign = -1.;
  }
}

void ResidualBound::add_range(Weights &weights,
                              std::size_t i,
                              std::size_t j,
                              const std::vector<double> &negligible,
                              std::vector<ErrorRange> &sum)
{
  const std::size_t a = weights.a, b = weights.b, n = n_inputs_;
  std::vector<double> w = kernel(a * n + i, b * n + j);
  if (a != b)
  {
    const std::vector<double> back = kernel(b * n + i, a * n + j);
    for (std::size_t q = 0; q < w.size(); ++q)
      w[q] += back[q];
  }
  const std::vector<double> left =
      interpolation_errors(u_, std::vector<double>(std::next(w.begin()), w.end()));
  PerRate f(rates_.size(), 0.), open(f);
  std::size_t at = 0;
  for (std::size_t q = 0; q < u_.size(); ++q)
  {
    for (std::size_t l = 0; l < f.size(); ++l)
    {
      f[l] = decay_[q][l] * f[l] + from_begin_[q][l] * w[q] + from_end_[q][l] * w[q + 1];
      open[l] = decay_[q][l] * open[l] + (from_begin_[q][l] + from_end_[q][l]) * left[q];
    }
    if (at == times_.size() || u_[q] < times_[at] * (1. - same_time))
      continue;
    if (std::isfinite(negligible[at]))
      extend(weights, f, open, negligible[at], sum[at]);
    ++at;
  }
}

std::vector<ErrorRange>
ResidualBound::ranges(std::size_t i, std::size_t j, const std::vector<double> &negligible)
{
  std::vector<ErrorRange> sum(times_.size());
  std::vector<double> share;
  share.reserve(negligible.size());
  for (const double one : negligible)
    share.push_back(one / static_cast<double>(n_residuals_ * n_residuals_));
  for (Weights &weights : weights_)
    add_range(weights, i, j, share, sum);
  return sum;
}

} // namespace kelvolt

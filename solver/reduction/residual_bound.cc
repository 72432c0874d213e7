#include "reduction/residual_bound.h"

#include "compact/modal_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr int points_per_decade = 24;
/// The grid begins so far below the first time: what is before counts with w(0) and E(0).
constexpr double first_share = 1e-4;
/// Rates that differ by less are taken for equal, in the middle: to 1e-9 of the kernel.
constexpr double equal_rates = 1e-4;

/// int_0^u exp(-p (u - x)) (1 - exp(-q x)) / q dx: the inverse transform of
/// 1 / (s (s + p) (s + q)).
double pair_kernel(double p, double q, double f_p, double f_q, double u)
{
  if (std::abs(p - q) > equal_rates * std::max(p, q))
    return (f_q - f_p) / (p - q);
  const double middle = 0.5 * (p + q), x = middle * u;
  if (x < 1e-2)
    return u * u * (0.5 - x / 3. + x * x / 8. - x * x * x / 30.);
  return (1. - std::exp(-x) * (1. + x)) / (middle * middle);
}

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
                     pair_kernel(model.rate[m], model.rate[l], f[m], f[l], u);
  return smoothed;
}

} // namespace

ResidualBound::ResidualBound(const ReducedModel &model,
                             std::vector<ResidualSample> samples,
                             std::vector<double> at_once,
                             double first,
                             double last)
    : n_inputs_(model.n_inputs()), n_residuals_(model.n_residuals()),
      samples_(std::move(samples)), at_once_(std::move(at_once)),
      first_(first_share * first), log_step_(std::log(10.) / points_per_decade)
{
  const int n = 2 + static_cast<int>(std::log(last / first_) / log_step_);
  for (int i = 0; i <= n; ++i)
    u_.push_back(first_ * std::exp(i * log_step_));
  tabulate(model);
  for (std::size_t a = 0; a < n_residuals_; ++a)
  {
    E_.emplace_back();
    for (const double u : u_)
      E_.back().push_back(energy(a, u));
  }
}

double ResidualBound::energy(std::size_t a, double x) const
{
  double least = at_once_[a];
  for (const ResidualSample &sample : samples_)
    if (x > 0.)
      least = std::min(least,
                       sample.shift > 0. ? sample.shift * sample.energy(a, a) /
                                               -std::expm1(-sample.shift * x)
                                         : sample.energy(a, a) / x);
  return std::max(least, 0.);
}

/// w at all times of the grid, for all pairs of residuals.
void ResidualBound::tabulate(const ReducedModel &model)
{
  const std::size_t k = model.n_modes(), n_terms = n_residuals_ * n_inputs_;
  w_.assign(n_terms * n_terms, {});
  for (std::size_t one = 0; one < n_terms; ++one)
    for (std::size_t other = 0; other < n_terms; ++other)
      at_zero_.push_back(std::abs(unmatched(model, one) * unmatched(model, other)));
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
        w_[one * n_terms + other].push_back(std::abs(w));
      }
    }
  }
}

/// The one of the grid that begins at u or before it.
std::size_t ResidualBound::interval(double u) const
{
  if (u <= first_)
    return 0;
  return std::min(static_cast<std::size_t>(std::log(u / first_) / log_step_),
                  u_.size() - 2);
}

double ResidualBound::weight(std::size_t which, double u) const
{
  const std::vector<double> &w = w_[which];
  if (u <= u_.front())
    return w.front();
  const std::size_t i = interval(u);
  const double share = std::clamp((std::log(u / u_[i])) / log_step_, 0., 1.);
  return w[i] + share * (w[i + 1] - w[i]);
}

double
ResidualBound::pair_error(std::size_t which, std::size_t a, std::size_t b, double t) const
{
  const auto energy_after = [&](std::size_t i)
  {
    return std::sqrt(E_[a][i] * E_[b][i]);
  };
  const double half = 0.5 * t;
  // From the beginning to the middle E is steep: intervals of the grid, with E at their
  // beginning.
  double sum = std::sqrt(at_once_[a] * at_once_[b]) * std::min(u_.front(), half) *
               std::max(weight(which, t), weight(which, t - std::min(u_.front(), half)));
  for (std::size_t i = 0; i + 1 < u_.size() && u_[i] < half; ++i)
  {
    const double end = std::min(u_[i + 1], half);
    sum += energy_after(i) * (end - u_[i]) *
           std::max(weight(which, t - u_[i]), weight(which, t - end));
  }
  // From the middle on w is steep; E is the one at the later end of u, which is earlier.
  const auto energy_before = [&](double x)
  {
    const std::size_t i = interval(x);
    return std::sqrt(E_[a][i] * E_[b][i]);
  };
  const double u = std::min(u_.front(), half);
  sum += energy_before(t - u) * u * std::max(w_[which].front(), at_zero_[which]);
  for (std::size_t i = 0; i + 1 < u_.size() && u_[i] < half; ++i)
  {
    const double end = std::min(u_[i + 1], half);
    sum += energy_before(t - end) * (end - u_[i]) *
           std::max(weight(which, u_[i]), weight(which, end));
  }
  return sum;
}

double ResidualBound::error(std::size_t i, std::size_t j, double t) const
{
  double sum = 0.;
  for (std::size_t a = 0; a < n_residuals_; ++a)
    for (std::size_t b = 0; b < n_residuals_; ++b)
      sum += pair_error(place(a, i, b, j), a, b, t);
  return sum;
}

} // namespace kelvolt

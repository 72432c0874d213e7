#include "reduction/place_errors.h"

#include "compact/modal_model.h"
#include "reduction/certified_reduction.h"
#include "reduction/symmetric_modes.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kelvolt
{
namespace
{

/// Of the solves, in the energy of their solutions.
constexpr double loosely = 0.05;
/// What residuals do is looked for so far beyond the shifts of the model.
constexpr double beyond = 10.;
constexpr double decades_per_shift = 1.2;
/// Errors at times within this factor count.
constexpr double reach = 3.2;
/// On 200 packages made at random the doubled estimate was 1.4 times the error at least.
constexpr double safety = 2.;

std::vector<double> shifts_of_places(const KrylovBasis &basis, double first, double last)
{
  ShiftRange range = shift_range(basis, first, last);
  range.high *= beyond;
  const double decades = std::log10(range.high / range.low);
  return spread_shifts(range, 2 + static_cast<std::size_t>(decades / decades_per_shift));
}

/// The inverse of the matrix 1 / (s_j + s_k), which takes values at the shifts to the
/// weights of the decays with the same rates that have them.
DenseMatrix weights_of_decays(const std::vector<double> &s)
{
  const std::size_t n = s.size();
  DenseMatrix scaled(n, n), inverse(n, n);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < n; ++k)
      scaled(j, k) = 2. * std::sqrt(s[j] * s[k]) / (s[j] + s[k]);
  const SymmetricModes modes = symmetric_modes(scaled);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < n; ++k)
    {
      for (std::size_t m = 0; m < n; ++m)
        inverse(j, k) += modes.vector(j, m) * modes.vector(k, m) / modes.value[m];
      inverse(j, k) *= 2. * std::sqrt(s[j] * s[k]);
    }
  return inverse;
}

/// The inverse transform of rho_ai(s) / (s (s + rate)) at a time.
double
decay_kernel(const ReducedModel &model, std::size_t a, std::size_t i, double rate, double t)
{
  const double own = step_kernel(rate, t);
  double sum = model.unmatched(a, i) * own;
  for (std::size_t m = 0; m < model.n_modes(); ++m)
    sum -= model.residual(m, a) * model.gain(m, i) *
           pair_kernel({model.rate[m], step_kernel(model.rate[m], t)}, {rate, own}, t);
  return sum;
}

} // namespace

PlaceErrors::PlaceErrors(KrylovBasis &basis,
                         std::vector<double> times,
                         std::size_t n_inputs)
    : basis_(basis), model_(basis.model()), times_(std::move(times)), n_inputs_(n_inputs)
{
  for (std::size_t input = 0; input < n_inputs_; ++input)
  {
    self_.emplace_back();
    for (const double t : times_)
      self_.back().push_back(model_.step(input, input, t));
  }
  if (model_.n_residuals() == 0)
    return;
  shifts_ = shifts_of_places(basis, times_.front(), times_.back());
  solutions_.resize(model_.n_residuals() * shifts_.size());
  for (std::size_t j = shifts_.size(); j-- > 0;)
    for (std::size_t a = 0; a < model_.n_residuals(); ++a)
      solutions_[a * shifts_.size() + j] = basis.of_residual(a, shifts_[j], loosely);
  find_weights();
}

void PlaceErrors::find_weights()
{
  const DenseMatrix decays = weights_of_decays(shifts_);
  weights_ = DenseMatrix(n_inputs_ * times_.size(), solutions_.size());
  for (std::size_t input = 0; input < n_inputs_; ++input)
    for (std::size_t time = 0; time < times_.size(); ++time)
      for (std::size_t a = 0; a < model_.n_residuals(); ++a)
        for (std::size_t k = 0; k < shifts_.size(); ++k)
        {
          const double kernel = decay_kernel(model_, a, input, shifts_[k], times_[time]);
          for (std::size_t j = 0; j < shifts_.size(); ++j)
            weights_(input * times_.size() + time, a * shifts_.size() + j) +=
                kernel * decays(k, j);
        }
}

std::vector<double> PlaceErrors::gains(const Vector &l) const
{
  std::vector<double> result = basis_.gains(model_, l);
  for (const Vector &one : solutions_)
    result.push_back(one * l);
  return result;
}

PartNodes PlaceErrors::nodes(const ScalarField &field, unsigned int part) const
{
  const std::size_t n = model_.n_modes();
  return {field,
          part,
          n + solutions_.size(),
          [&](std::size_t k)
          {
            if (k >= n)
              return solutions_[k - n];
            std::vector<double> unit(n, 0.);
            unit[k] = 1.;
            return basis_.state(model_, unit);
          }};
}

std::vector<double> PlaceErrors::of_place(std::size_t input,
                                          const std::vector<double> &gains) const
{
  std::vector<double> share, errors;
  for (std::size_t time = 0; time < times_.size(); ++time)
  {
    double sum = 0.;
    for (std::size_t k = 0; k < solutions_.size(); ++k)
      sum += weights_(input * times_.size() + time, k) * gains[model_.n_modes() + k];
    share.push_back(std::abs(sum) / self_[input][time]);
  }
  std::size_t begin = 0, end = 0;
  for (std::size_t time = 0; time < times_.size(); ++time)
  {
    while (times_[begin] * reach < times_[time])
      ++begin;
    while (end < times_.size() && times_[end] < times_[time] * reach)
      ++end;
    errors.push_back(safety * self_[input][time] *
                     *std::max_element(share.begin() + static_cast<std::ptrdiff_t>(begin),
                                       share.begin() + static_cast<std::ptrdiff_t>(end)));
  }
  return errors;
}

std::vector<double> PlaceErrors::of_highest(std::size_t input, const PartNodes &nodes) const
{
  constexpr double lowest = -std::numeric_limits<double>::max();
  const std::size_t n = times_.size();
  std::vector<std::vector<double>> states;
  states.reserve(n);
  for (const double t : times_)
    states.push_back(step_state(model_, input, t));
  // As they are, and with what errors may add and take away, one after the other.
  std::vector<double> highest(3 * n, lowest);
  for (std::size_t node = 0; node < nodes.size(); ++node)
  {
    const std::vector<double> gains = nodes.values(node), errors = of_place(input, gains);
    for (std::size_t time = 0; time < n; ++time)
    {
      const double value =
          std::inner_product(states[time].begin(), states[time].end(), gains.begin(), 0.);
      highest[time] = std::max(highest[time], value);
      highest[n + time] = std::max(highest[n + time], value + errors[time]);
      highest[2 * n + time] = std::max(highest[2 * n + time], value - errors[time]);
    }
  }
  dealii::Utilities::MPI::max(highest, nodes.communicator(), highest);
  std::vector<double> result;
  for (std::size_t time = 0; time < n; ++time)
    result.push_back(
        std::max(highest[n + time] - highest[time], highest[time] - highest[2 * n + time]));
  return result;
}

} // namespace kelvolt

#include "reduction/reduced_model.h"

#include "compact/modal_model.h"

#include <cmath>
#include <limits>

namespace kelvolt
{

double ReducedModel::transfer(std::size_t i, std::size_t j, double s) const
{
  double sum = 0.;
  for (std::size_t m = 0; m < n_modes(); ++m)
    sum += gain(m, i) * gain(m, j) / (s + rate[m]);
  return sum;
}

double ReducedModel::step(std::size_t i, std::size_t j, double t) const
{
  double sum = 0.;
  for (std::size_t m = 0; m < n_modes(); ++m)
    sum += gain(m, i) * gain(m, j) * step_kernel(rate[m], t);
  return sum;
}

double ReducedModel::steady(std::size_t i, std::size_t j) const
{
  double sum = 0.;
  for (std::size_t m = 0; m < n_modes(); ++m)
  {
    const double both = gain(m, i) * gain(m, j);
    if (rate[m] > 0.)
      sum += both / rate[m];
    else if (both != 0.)
      return std::numeric_limits<double>::infinity();
  }
  return sum;
}

double ReducedModel::rho(std::size_t a, std::size_t i, double s) const
{
  double sum = unmatched(a, i);
  for (std::size_t m = 0; m < n_modes(); ++m)
    sum -= residual(m, a) * gain(m, i) / (s + rate[m]);
  return sum;
}

std::vector<double> step_state(const ReducedModel &model, std::size_t input, double t)
{
  std::vector<double> state;
  for (std::size_t m = 0; m < model.n_modes(); ++m)
    state.push_back(model.rate[m] == 0. && std::isinf(t)
                        ? 0.
                        : model.gain(m, input) * step_kernel(model.rate[m], t));
  return state;
}

} // namespace kelvolt

#include "truncated_model.h"

#include "compact/foster_network.h"
#include "compact/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace kelvolt
{

namespace
{

using Vector = std::vector<long double>;

/// Differences are looked for at so many times of a decade.
constexpr unsigned int times_per_decade = 20;
constexpr long double least_remainder = 1e-12L;

long double dot(const Vector &a, const Vector &b)
{
  long double sum = 0.L;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += a[i] * b[i];
  return sum;
}

/// Adds what is new in x, if there is any.
void extend(std::vector<Vector> &basis, Vector x)
{
  const long double before = std::sqrt(dot(x, x));
  for (int pass = 0; pass < 2; ++pass)
    for (const Vector &v : basis)
    {
      const long double along = dot(x, v);
      for (std::size_t i = 0; i < x.size(); ++i)
        x[i] -= along * v[i];
    }
  const long double length = std::sqrt(dot(x, x));
  if (!(length > least_remainder * before))
    return;
  for (long double &value : x)
    value /= length;
  basis.push_back(std::move(x));
}

/// The axes of modes that keep their heat, then the steady states.
std::vector<Vector> steady_directions(const ModalModel &model)
{
  std::vector<Vector> basis;
  const std::size_t n = model.n_modes();
  for (std::size_t i = 0; i < n && model.rate[i] == 0.; ++i)
  {
    basis.emplace_back(n, 0.L);
    basis.back()[i] = 1.L;
  }
  for (const ModalInput &input : model.inputs)
  {
    Vector steady(n, 0.L);
    for (std::size_t i = 0; i < n; ++i)
      if (model.rate[i] > 0.)
        steady[i] = static_cast<long double>(input.gain[i]) / model.rate[i];
    extend(basis, std::move(steady));
  }
  return basis;
}

SymmetricMatrix gramian(const ModalModel &model)
{
  const std::size_t n = model.n_modes();
  SymmetricMatrix matrix(n);
  for (const ModalInput &input : model.inputs)
  {
    long double size = 0.L;
    for (std::size_t i = 0; i < n; ++i)
      if (model.rate[i] > 0.)
        size += static_cast<long double>(input.gain[i]) * input.gain[i] / model.rate[i];
    if (!(size > 0.L))
      continue;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (model.rate[i] > 0. && model.rate[j] > 0.)
          matrix.at(i, j) += static_cast<long double>(input.gain[i]) * input.gain[j] /
                             (static_cast<long double>(model.rate[i]) + model.rate[j]) /
                             size;
  }
  return matrix;
}

/// Rates at which an answer may grow, from the slowest to the fastest of the range.
struct GrowthRates
{
  double slowest, fastest;
};

/// Adds answers to inputs that grow, at as many rates as there is room for.
void add_growing_answers(const ModalModel &model,
                         const GrowthRates &range,
                         std::size_t n_modes,
                         std::vector<Vector> &basis)
{
  const std::size_t n = model.n_modes(),
                    n_rates = (n_modes - basis.size()) / model.inputs.size();
  for (std::size_t k = 0; k < n_rates; ++k)
  {
    const double share =
        n_rates == 1 ? 0.5 : static_cast<double>(k) / static_cast<double>(n_rates - 1);
    const double growth = range.slowest * std::pow(range.fastest / range.slowest, share);
    for (const ModalInput &input : model.inputs)
    {
      Vector answer(n, 0.L);
      for (std::size_t i = 0; i < n; ++i)
        answer[i] = static_cast<long double>(input.gain[i]) /
                    (static_cast<long double>(model.rate[i]) + growth);
      extend(basis, std::move(answer));
    }
  }
}

/// Adds what is reached best until the basis is full.
void fill_up(const EigenPairs &reached, std::size_t n_modes, std::vector<Vector> &basis)
{
  for (std::size_t i = reached.vectors.size(); i-- > 0 && basis.size() < n_modes;)
    extend(basis, reached.vectors[i]);
}

std::vector<double> projected(const std::vector<double> &gain,
                              const std::vector<Vector> &basis)
{
  const Vector exact(gain.begin(), gain.end());
  std::vector<double> result;
  result.reserve(basis.size());
  for (const Vector &v : basis)
    result.push_back(static_cast<double>(dot(v, exact)));
  return result;
}

/// The axes of the projected model's own modes, in the axes of the given one.
std::vector<Vector> turned(const std::vector<Vector> &basis, const EigenPairs &modes)
{
  std::vector<Vector> result;
  for (const Vector &mode : modes.vectors)
  {
    result.emplace_back(basis.front().size(), 0.L);
    for (std::size_t k = 0; k < basis.size(); ++k)
      for (std::size_t i = 0; i < basis[k].size(); ++i)
        result.back()[i] += mode[k] * basis[k][i];
  }
  return result;
}

ModalModel projected(const ModalModel &model, std::vector<Vector> basis)
{
  SymmetricMatrix rates(basis.size());
  for (std::size_t k = 0; k < basis.size(); ++k)
    for (std::size_t l = 0; l < basis.size(); ++l)
      for (std::size_t i = 0; i < model.n_modes(); ++i)
        rates.at(k, l) += basis[k][i] * model.rate[i] * basis[l][i];
  const EigenPairs modes = symmetric_eigen(std::move(rates));
  basis = turned(basis, modes);
  ModalModel result = model;
  result.rate.clear();
  for (std::size_t k = 0; k < basis.size(); ++k)
    result.rate.push_back(model.rate[k] == 0. ? 0. : static_cast<double>(modes.values[k]));
  for (ModalInput &input : result.inputs)
    input.gain = projected(input.gain, basis);
  for (ModalOutput &output : result.outputs)
    for (std::vector<double> &row : output.gain)
      row = projected(row, basis);
  return result;
}

/// Of own responses by their value, of mutual ones by the steady value: the largest.
double misfit(const ModalModel &exact, const ModalModel &approximation)
{
  double own = -1., mutual = 0.;
  for (std::size_t j = 0; j < exact.inputs.size(); ++j)
    for (std::size_t l = 0; l < exact.outputs.size(); ++l)
    {
      const Difference difference = largest_difference(exact, approximation, j, l);
      if (exact.inputs[j].name == exact.outputs[l].name)
        own = std::max(own, difference.of_value);
      else
        mutual = std::max(mutual, difference.of_steady);
    }
  return own < 0. ? mutual : own;
}

} // namespace

ModalModel truncated(const ModalModel &model, std::size_t n_modes)
{
  if (model.rate.front() < 0.)
    throw std::domain_error("A model of which a mode grows (thermal runaway) is not "
                            "truncated.");
  if (n_modes >= model.n_modes())
    return model;
  const std::vector<Vector> steady = steady_directions(model);
  if (steady.size() > n_modes)
    throw std::domain_error("A model of " + std::to_string(model.inputs.size()) +
                            " inputs needs at least " + std::to_string(steady.size()) +
                            " modes to keep every steady state.");
  const EigenPairs reached = symmetric_eigen(gramian(model));
  std::vector<Vector> basis = steady;
  fill_up(reached, n_modes, basis);
  ModalModel best = projected(model, std::move(basis));
  if (!(model.first_time > 0.))
    return best;
  double least = misfit(model, best);
  constexpr double stride = 2.;
  for (double slowest = 1. / model.last_time; slowest < 10. / model.first_time;
       slowest *= stride)
    for (double fastest = slowest; fastest < 10. / model.first_time; fastest *= stride)
    {
      basis = steady;
      add_growing_answers(model, {slowest, fastest}, n_modes, basis);
      fill_up(reached, n_modes, basis);
      ModalModel tried = projected(model, std::move(basis));
      if (const double off = misfit(model, tried); off < least)
      {
        least = off;
        best = std::move(tried);
      }
    }
  return best;
}

ModalModel part_of(const ModalModel &model, std::size_t input, std::size_t output)
{
  ModalModel result = model;
  result.inputs = {model.inputs.at(input)};
  result.outputs = {model.outputs.at(output)};
  return result;
}

Difference largest_difference(const ModalModel &exact,
                              const ModalModel &approximation,
                              std::size_t input,
                              std::size_t output)
{
  Difference largest;
  const double last = step_response(exact, input, output, exact.last_time),
               steady = steady_response(exact, input, output),
               scale = std::isfinite(steady) ? steady : last;
  for (const double time :
       logarithmic_times(exact.first_time, exact.last_time, times_per_decade))
  {
    const double value = step_response(exact, input, output, time),
                 off = std::abs(step_response(approximation, input, output, time) - value);
    if (value != 0.)
      largest.of_value = std::max(largest.of_value, off / std::abs(value));
    largest.of_steady = std::max(largest.of_steady, off / std::abs(scale));
  }
  return largest;
}

} // namespace kelvolt

#include "foster_network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace kelvolt
{

FosterNetwork foster_network(const ModalModel &model,
                             std::size_t input,
                             std::size_t output,
                             std::size_t row)
{
  FosterNetwork network;
  const std::vector<double> &in = model.inputs.at(input).gain,
                            &out = model.outputs.at(output).gain.at(row);
  for (std::size_t i = model.n_modes(); i-- > 0;)
  {
    const double rate = model.rate[i], weight = in[i] * out[i];
    if (rate < 0.)
      throw std::domain_error("The model has no network: a mode grows (thermal runaway).");
    if (rate == 0.)
      network.slope += weight;
    else
    {
      network.resistance.push_back(weight / rate);
      network.time_constant.push_back(1. / rate);
    }
  }
  return network;
}

bool is_passive(const FosterNetwork &network)
{
  return network.slope >= 0. && std::all_of(network.resistance.begin(),
                                            network.resistance.end(),
                                            [](double r) { return r >= 0.; });
}

double total_resistance(const FosterNetwork &network)
{
  return std::accumulate(network.resistance.begin(), network.resistance.end(), 0.);
}

double step_response(const FosterNetwork &network, double time)
{
  double sum = network.slope * time;
  for (std::size_t i = 0; i < network.n_terms(); ++i)
    sum -= network.resistance[i] * std::expm1(-time / network.time_constant[i]);
  return sum;
}

std::vector<double> step_response(const FosterNetwork &network,
                                  const std::vector<double> &times)
{
  std::vector<double> result(times.size());
  std::transform(times.begin(),
                 times.end(),
                 result.begin(),
                 [&](double time) { return step_response(network, time); });
  return result;
}

double pulse_response(const FosterNetwork &network, double width, double period)
{
  if (period == 0.)
    return step_response(network, width);
  if (!(width > 0. && width <= period))
    throw std::invalid_argument("A pulse has to be longer than 0 s and no longer than its "
                                "period.");
  if (network.slope != 0.)
    return std::numeric_limits<double>::infinity();
  double sum = 0.;
  for (std::size_t i = 0; i < network.n_terms(); ++i)
    sum += network.resistance[i] * std::expm1(-width / network.time_constant[i]) /
           std::expm1(-period / network.time_constant[i]);
  return sum;
}

std::vector<double> logarithmic_times(double first, double last, unsigned int n)
{
  if (!(first > 0. && last >= first && n > 0))
    throw std::invalid_argument("Logarithmic times go from above zero to a later time.");
  const auto n_steps =
      static_cast<std::size_t>(std::ceil(n * std::log10(last / first) - 1e-9));
  std::vector<double> times;
  for (std::size_t i = 0; i <= n_steps; ++i)
    times.push_back(i == n_steps && i > 0
                        ? last
                        : first * std::pow(last / first,
                                           static_cast<double>(i) /
                                               std::max(1., static_cast<double>(n_steps))));
  return times;
}

} // namespace kelvolt

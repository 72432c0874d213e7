#include "modal_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>

namespace kelvolt
{

namespace
{

bool all_finite(const std::vector<double> &values)
{
  return std::all_of(
      values.begin(), values.end(), [](double x) { return std::isfinite(x); });
}

class ModelCheck
{
public:
  explicit ModelCheck(const ModalModel &model) : model_(model) {}

  std::vector<std::string> faults()
  {
    if (model_.rate.empty())
      add("it has no mode");
    if (!all_finite(model_.rate) || !std::is_sorted(model_.rate.begin(), model_.rate.end()))
      add("its rates are not finite numbers that rise");
    if (!(model_.first_time >= 0. && model_.last_time >= model_.first_time &&
          std::isfinite(model_.last_time)))
      add(fmt::format("its time range is {} to {} s", model_.first_time, model_.last_time));
    if (!(model_.reduction_bound >= 0. && model_.mesh_bound >= 0.))
      add("a bound of its error is no positive number");
    check_inputs();
    check_outputs();
    return std::move(faults_);
  }

private:
  void add(const std::string &fault)
  {
    faults_.push_back(fault);
  }

  void check_gains(const std::string &of, const std::vector<double> &gain)
  {
    if (gain.size() != model_.n_modes())
      add(fmt::format("{} has {} gains for {} modes", of, gain.size(), model_.n_modes()));
    else if (!all_finite(gain))
      add(fmt::format("{} has a gain that is not finite", of));
  }

  void check_inputs()
  {
    if (model_.inputs.empty())
      add("it has no input");
    std::set<std::string> names;
    for (const ModalInput &input : model_.inputs)
    {
      check_gains(fmt::format("the input '{}'", input.name), input.gain);
      if (!std::isfinite(input.base))
        add(fmt::format("the input '{}' counts from {}", input.name, input.base));
      if (!names.insert(input.name).second)
        add(fmt::format("two inputs are called '{}'", input.name));
    }
  }

  void check_outputs()
  {
    if (model_.outputs.empty())
      add("it has no output");
    std::set<std::pair<std::string, ModalOutputKind>> names;
    for (const ModalOutput &output : model_.outputs)
    {
      const std::string of =
          fmt::format("the output '{}' ({})", output.name, word_of(output.kind));
      if (output.gain.empty() ||
          (output.gain.size() > 1 && output.kind != ModalOutputKind::maximum))
        add(fmt::format("{} has {} rows of gains", of, output.gain.size()));
      for (const std::vector<double> &row : output.gain)
        check_gains(of, row);
      if (!(output.base_temperature >= 0. && std::isfinite(output.base_temperature)))
        add(fmt::format("{} rises above {} K", of, output.base_temperature));
      if (!names.insert({output.name, output.kind}).second)
        add(of + " is there twice");
    }
  }

  const ModalModel &model_;
  std::vector<std::string> faults_;
};

/// sum over the modes of gain * row * kernel(rate).
template <typename Kernel>
double response(const ModalModel &model,
                const ModalInput &input,
                const std::vector<double> &row,
                const Kernel &kernel)
{
  double sum = 0.;
  // From the fastest to the slowest mode, that is mostly from small to large terms.
  for (std::size_t i = model.n_modes(); i-- > 0;)
    sum += input.gain[i] * row[i] * kernel(model.rate[i]);
  return sum;
}

template <typename Kernel>
double largest_response(const ModalModel &model,
                        std::size_t input,
                        std::size_t output,
                        const Kernel &kernel)
{
  double largest = -std::numeric_limits<double>::infinity();
  for (const std::vector<double> &row : model.outputs.at(output).gain)
    largest = std::max(largest, response(model, model.inputs.at(input), row, kernel));
  return largest;
}

double steady_kernel(double rate)
{
  if (rate < 0.)
    throw std::domain_error(
        "The model has no steady state: a mode grows (thermal runaway).");
  return rate == 0. ? std::numeric_limits<double>::infinity() : 1. / rate;
}

} // namespace

std::vector<std::string> faults_of(const ModalModel &model)
{
  return ModelCheck(model).faults();
}

std::string word_of(ModalOutputKind kind)
{
  switch (kind)
  {
  case ModalOutputKind::mean:
    return "mean";
  case ModalOutputKind::maximum:
    return "max";
  case ModalOutputKind::point:
    return "point";
  }
  throw std::logic_error("An output of a model is of no kind.");
}

ModalOutputKind output_kind(const std::string &word)
{
  for (const ModalOutputKind kind :
       {ModalOutputKind::mean, ModalOutputKind::maximum, ModalOutputKind::point})
    if (word_of(kind) == word)
      return kind;
  throw std::invalid_argument(
      fmt::format("An output is of the kind '{}', not mean, max or point.", word));
}

std::size_t find_input(const ModalModel &model, const std::string &name)
{
  return static_cast<std::size_t>(std::find_if(model.inputs.begin(),
                                               model.inputs.end(),
                                               [&](const ModalInput &input)
                                               { return input.name == name; }) -
                                  model.inputs.begin());
}

std::size_t
find_output(const ModalModel &model, const std::string &name, ModalOutputKind kind)
{
  return static_cast<std::size_t>(std::find_if(model.outputs.begin(),
                                               model.outputs.end(),
                                               [&](const ModalOutput &output) {
                                                 return output.name == name &&
                                                        output.kind == kind;
                                               }) -
                                  model.outputs.begin());
}

double step_kernel(double rate, double time)
{
  return rate == 0. ? time : -std::expm1(-rate * time) / rate;
}

double pair_kernel(const RateAtTime &p, const RateAtTime &q, double time)
{
  // Rates that differ by less are taken for equal, in the middle: to 1e-9 of the kernel.
  constexpr double equal_rates = 1e-4;
  if (std::abs(p.rate - q.rate) > equal_rates * std::max(p.rate, q.rate))
    return (q.kernel - p.kernel) / (p.rate - q.rate);
  const double middle = 0.5 * (p.rate + q.rate), x = middle * time;
  if (x < 1e-2)
    return time * time * (0.5 - x / 3. + x * x / 8. - x * x * x / 30.);
  return (1. - std::exp(-x) * (1. + x)) / (middle * middle);
}

double
step_response(const ModalModel &model, std::size_t input, std::size_t output, double time)
{
  return largest_response(
      model, input, output, [time](double rate) { return step_kernel(rate, time); });
}

std::vector<double> step_response(const ModalModel &model,
                                  std::size_t input,
                                  std::size_t output,
                                  const std::vector<double> &times)
{
  std::vector<double> result(times.size());
  std::transform(times.begin(),
                 times.end(),
                 result.begin(),
                 [&](double time) { return step_response(model, input, output, time); });
  return result;
}

double steady_response(const ModalModel &model, std::size_t input, std::size_t output)
{
  return largest_response(model, input, output, steady_kernel);
}

std::size_t hottest_row(const ModalModel &model, std::size_t input, std::size_t output)
{
  const std::vector<std::vector<double>> &rows = model.outputs.at(output).gain;
  // A mode that keeps its heat decides; a finite stand-in for its infinity orders the rows.
  const auto kernel = [](double rate)
  {
    return rate > 0. ? 1. / rate : 1e200;
  };
  std::vector<double> rise(rows.size());
  std::transform(rows.begin(),
                 rows.end(),
                 rise.begin(),
                 [&](const std::vector<double> &row)
                 { return response(model, model.inputs.at(input), row, kernel); });
  return static_cast<std::size_t>(std::max_element(rise.begin(), rise.end()) -
                                  rise.begin());
}

} // namespace kelvolt

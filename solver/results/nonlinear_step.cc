#include "results/nonlinear_step.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

using Json = nlohmann::ordered_json;

const ImpedanceValues &values_of(const ImpedanceCurve &curve, const std::string &of)
{
  return of == "mean" ? curve.mean : of == "max" ? curve.maximum : curve.point;
}

double
power_of(const Impedance &impedance, const NonlinearStep &step, const std::string &heated)
{
  const auto found = std::find(impedance.heated.begin(), impedance.heated.end(), heated);
  return step.powers.at(found - impedance.heated.begin());
}

/// The times of the step are among those of the curves.
std::size_t place_of(const Impedance &impedance, double t)
{
  const auto found = std::find(impedance.times.begin(), impedance.times.end(), t);
  if (found == impedance.times.end())
    throw std::logic_error("a step is compared at a time that no curve has");
  return found - impedance.times.begin();
}

NonlinearStep::Difference difference(const NonlinearStep::Rise &rise,
                                     const LinearRise &linear)
{
  NonlinearStep::Difference result;
  for (std::size_t k = 0; k < rise.value.size(); ++k)
  {
    const double size = std::abs(rise.value[k]);
    const bool has_digits = size > rise.error[k];
    const auto share = [&](double x)
    {
      return has_digits ? std::optional(x / size) : std::nullopt;
    };
    result.share.push_back(share(linear.value[k] - rise.value[k]));
    result.error.push_back(share(linear.error[k] + rise.error[k]));
  }
  return result;
}

Json shares_json(const std::vector<std::optional<double>> &shares)
{
  Json json = Json::array();
  for (const std::optional<double> &share : shares)
    json.push_back(share ? Json(*share) : Json(nullptr));
  return json;
}

Json rise_json(const Impedance &impedance, const NonlinearStep::Rise &rise)
{
  Json json;
  json["rise"] = rise.value;
  json["rise_error"] = rise.error;
  for (std::size_t i = 0; i < rise.differences.size(); ++i)
  {
    const std::string name = impedance.sets[i].operating_point + "_difference";
    json[name] = shares_json(rise.differences[i].share);
    json[name + "_error"] = shares_json(rise.differences[i].error);
  }
  return json;
}

} // namespace

std::optional<LinearRise> linear_rise(const Impedance &impedance,
                                      const ImpedanceSet &set,
                                      const NonlinearStep &step,
                                      const std::string &observed,
                                      const std::string &of)
{
  if (of == "max" && impedance.heated.size() > 1)
    return std::nullopt;
  LinearRise result{std::vector<double>(step.times.size()),
                    std::vector<double>(step.times.size())};
  for (const ImpedanceCurve &curve : set.curves)
  {
    if (curve.observed != observed)
      continue;
    const ImpedanceValues &values = values_of(curve, of);
    const double power = power_of(impedance, step, curve.heated);
    for (std::size_t k = 0; k < step.times.size(); ++k)
    {
      const std::size_t i = place_of(impedance, step.times[k]);
      result.value[k] += power * values.value[i];
      result.error[k] += std::abs(power) * (values.reduction[i] + values.mesh[i]);
    }
  }
  return result;
}

void compare_with_curves(const Impedance &impedance, NonlinearStep &step)
{
  for (NonlinearStep::Rise &rise : step.rises)
    for (const ImpedanceSet &set : impedance.sets)
      if (const auto linear = linear_rise(impedance, set, step, rise.observed, rise.of))
        rise.differences.push_back(difference(rise, *linear));
}

nlohmann::ordered_json nonlinear_json(const Impedance &impedance)
{
  const NonlinearStep &step = impedance.nonlinear.value();
  Json json;
  json["status"] = step.status;
  json["temperature"] = step.temperature;
  for (std::size_t i = 0; i < step.powers.size(); ++i)
    json["powers"][impedance.heated[i]] = step.powers[i];
  json["times"] = step.times;
  for (const NonlinearStep::Rise &rise : step.rises)
    json["observed"][rise.observed][rise.of] = rise_json(impedance, rise);
  json["cells"] = step.cells;
  json["steps"] = step.steps;
  json["stage_solves"] = step.stage_solves;
  json["seconds"] = step.seconds;
  return json;
}

} // namespace kelvolt

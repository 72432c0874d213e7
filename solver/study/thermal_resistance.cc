#include "study/thermal_resistance.h"

#include "case/cooling_numbers.h"
#include "case/given.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// A surface counts from this share of the heat on.
constexpr double least_share = 1e-3;

/// The one given temperature that a surface is drawn to; none where air and a coolant, or
/// air and radiation, have temperatures of their own.
std::optional<double> reference_temperature(const CoolingLaw &law)
{
  if (!fixes_temperature(law))
    return std::nullopt;
  const Convection *const film = given_convection(law);
  if (film == nullptr)
  {
    const std::vector<double> references = reference_temperatures(law);
    return references.size() == 1 ? std::optional(references.front()) : std::nullopt;
  }
  const ColdPlate *const plate = film->model ? as_cold_plate(*film->model) : nullptr;
  if (plate == nullptr)
    return film->ambient;
  if (film->emissivity > 0. && film->ambient != plate->inlet)
    return std::nullopt;
  return plate->inlet;
}

/// (a - b) / heat with the bars of all three.
Number resistance(const Number &a, const Number &b, const Number &heat)
{
  const double value = (a.value - b.value) / heat.value;
  return {value,
          (a.error_or_zero() + b.error_or_zero() + std::abs(value) * heat.error_or_zero()) /
              std::abs(heat.value)};
}

bool is_known(const Number &number)
{
  return std::isfinite(number.value) && number.error_or_zero() < std::abs(number.value);
}

const SurfaceSummary &find_surface(const Summary &summary, const std::string &name)
{
  return *std::find_if(summary.surfaces.begin(),
                       summary.surfaces.end(),
                       [&](const SurfaceSummary &one) { return one.name == name; });
}

/// That of all surfaces that draw the package to a temperature, if it is one.
std::optional<double> common_reference(const std::vector<Cooling> &cooling)
{
  std::optional<double> common;
  for (const Cooling &one : cooling)
  {
    if (!fixes_temperature(one.law))
      continue;
    const std::optional<double> reference = reference_temperature(one.law);
    if (!reference || (common && *common != *reference))
      return std::nullopt;
    common = reference;
  }
  return common;
}

/// Nothing of a surface that takes next to nothing, or gives heat.
std::optional<ThermalResistance::ToSurface>
to_surface(const Cooling &cooling, double least_heat, const Summary &summary)
{
  const SurfaceSummary &surface = find_surface(summary, cooling.surface.text());
  const Number &flow = surface.heat_flow;
  if (!(flow.value > least_heat) || given_flux(cooling.law))
    return std::nullopt;
  ThermalResistance::ToSurface result;
  result.name = surface.name;
  result.to_surface = resistance(summary.max_temperature, surface.mean_temperature, flow);
  if (!is_known(result.to_surface))
    return std::nullopt;
  if (const std::optional<double> reference = reference_temperature(cooling.law))
  {
    result.to_reference = resistance(summary.max_temperature, *reference, flow);
    if (is_known(result.to_reference))
      result.reference_temperature = Number::exact(*reference);
  }
  return result;
}

} // namespace

std::optional<ThermalResistance> thermal_resistance(const Case &input,
                                                    const Summary &summary)
{
  for (const Cooling &cooling : input.cooling)
    if (given_flux(cooling.law).value_or(0.) < 0.)
      return std::nullopt;
  const Number &joule_heat = summary.audit.joule_heat, &other = summary.audit.other_heat;
  ThermalResistance result;
  result.part = summary.hottest_part;
  result.heat = {joule_heat.value + other.value,
                 joule_heat.error_or_zero() + other.error_or_zero()};
  if (!(result.heat.value > 0.))
    return std::nullopt;
  if (const std::optional<double> ambient = common_reference(input.cooling))
  {
    result.to_ambient = resistance(summary.max_temperature, *ambient, result.heat);
    if (is_known(result.to_ambient))
      result.ambient = Number::exact(*ambient);
  }
  for (const Cooling &cooling : input.cooling)
    if (auto surface = to_surface(cooling, least_share * result.heat.value, summary))
      result.surfaces.push_back(std::move(*surface));
  if (!result.ambient && result.surfaces.empty())
    return std::nullopt;
  return result;
}

} // namespace kelvolt

#include "thermal/cooling_law.h"

#include "case/convection_values.h"
#include "case/overloaded.h"

namespace kelvolt
{
namespace
{

/// Whether the film changes with the temperature of the surface: air does.
bool is_nonlinear(const ConvectionModel &model)
{
  const ColdPlate *const plate = as_cold_plate(model);
  // The coolant's warming is linear too, but not seen by the tangent.
  return plate == nullptr || plate->flow.has_value();
}

} // namespace

bool follows_temperature(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &) { return true; },
                               [](const FixedTemperature &) { return false; },
                               [](const HeatFlux &)
                               {
                                 return false;
                               }},
                    law);
}

bool is_nonlinear(const CoolingLaw &law)
{
  return radiates(law) ||
         std::visit(Overloaded{[](const Convection &convection) {
                                 return convection.model && is_nonlinear(*convection.model);
                               },
                               [](const FixedTemperature &) { return false; },
                               [](const HeatFlux &)
                               {
                                 return false;
                               }},
                    law);
}

bool radiates(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &convection)
                               { return convection.emissivity > 0.; },
                               [](const FixedTemperature &) { return false; },
                               [](const HeatFlux &)
                               {
                                 return false;
                               }},
                    law);
}

std::vector<double> reference_temperatures(const CoolingLaw &law)
{
  using References = std::vector<double>;
  return std::visit(Overloaded{[](const Convection &convection)
                               {
                                 References result;
                                 if (convection.model)
                                   if (const auto inlet = coolant_inlet(*convection.model))
                                     result.push_back(*inlet);
                                 if (convection.uses_ambient())
                                   result.push_back(convection.ambient);
                                 return result;
                               },
                               [](const FixedTemperature &fixed)
                               { return References{fixed.temperature}; },
                               [](const HeatFlux &)
                               {
                                 return References();
                               }},
                    law);
}

} // namespace kelvolt

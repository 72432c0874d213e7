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

bool is_nonlinear(const CoolingLaw &law)
{
  return radiates(law) ||
         std::visit(Overloaded{[](const Convection &convection) {
                                 return convection.model && is_nonlinear(*convection.model);
                               },
                               [](const FixedTemperature &) { return false; },
                               [](const auto &loss)
                               {
                                 return !loss.is_linear;
                               }},
                    law);
}

bool radiates(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &convection)
                               { return convection.emissivity > 0.; },
                               [](const auto &)
                               {
                                 return false;
                               }},
                    law);
}

} // namespace kelvolt

#include "study/heat_taken.h"

#include "case/given.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

std::string too_much_heat_taken(const Case &input, const ThermalProblem &thermal)
{
  const HeatBalance balance = thermal.balance(input);
  double given = thermal.total_given_heat(), taken = 0.;
  std::string takers;
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
  {
    const SurfaceHeat &surface = balance.cooling[i];
    const CoolingLaw &law = input.cooling[i].law;
    if (given_temperature(law))
      return "";
    if (follows_temperature(law))
      given -= thermal.loss_at_absolute_zero(i);
    else if (surface.heat_flow > 0.)
    {
      taken += surface.heat_flow;
      takers += (takers.empty() ? "" : ", ") + input.cooling[i].surface.text();
    }
    else
      given -= surface.heat_flow;
  }
  if (!(taken > given))
    return "";
  return fmt::format("the heat flux at {} takes {:.4g} W out of the package, but with the "
                     "package at 0 K its surroundings would give {:.4g} W at most. Check "
                     "the sign (positive is into the body) and the size of the heat flux.",
                     takers,
                     taken,
                     given);
}

bool takes_heat_away(const Case &input)
{
  return std::any_of(input.cooling.begin(),
                     input.cooling.end(),
                     [](const Cooling &cooling)
                     { return given_flux(cooling.law).value_or(0.) < 0.; });
}

} // namespace kelvolt

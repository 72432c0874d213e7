#pragma once

#include "case/overloaded.h"
#include "thermal/convection_correlation.h"
#include "thermal/cooling_law.h"

#include <vector>

namespace kelvolt
{

/// What leaves through a surface at the temperature T by its law and the film found for it,
///
///     q = h (T - T_f) + eps s (T^4 - T_a^4)
///
///     h    film coefficient [W/m2/K]     T_f  temperature of the fluid [K]
///     eps  emissivity                    T_a  ambient temperature [K]
///
/// or the flux that the case gives; none where the temperature is held.
/// @param tangent_h what counts as the derivative of the film's share by T [W/m2/K]
inline SurfaceLoss
surface_loss(const CoolingLaw &law, const Film &film, double tangent_h, double T)
{
  return std::visit(Overloaded{[&](const Convection &convection)
                               {
                                 SurfaceLoss loss = radiation(convection, T);
                                 loss.flux += film.h * (T - film.fluid);
                                 loss.derivative += tangent_h;
                                 return loss;
                               },
                               [](const FixedTemperature &) { return SurfaceLoss(); },
                               [&](const auto &given) -> SurfaceLoss
                               {
                                 return evaluate(given, T);
                               }},
                    law);
}

/// What leaves through a surface at its Gauss points [W/m2], and its derivative by the
/// temperature there [W/m2/K].
struct SurfaceLosses
{
  std::vector<double> flux, derivative;
};

/// surface_loss() at all points. @param T at the points [K]
inline SurfaceLosses surface_losses(const CoolingLaw &law,
                                    const Film &film,
                                    double tangent_h,
                                    const std::vector<double> &T)
{
  SurfaceLosses result;
  for (const double at_point : T)
  {
    const SurfaceLoss loss = surface_loss(law, film, tangent_h, at_point);
    result.flux.push_back(loss.flux);
    result.derivative.push_back(loss.derivative);
  }
  return result;
}

} // namespace kelvolt

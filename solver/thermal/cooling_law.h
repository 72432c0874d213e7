#pragma once

#include "case/case.h"

#include <cmath>

namespace kelvolt
{

/// CODATA 2018 [W/m2/K4]
constexpr double stefan_boltzmann = 5.670374419e-8;

/// Heat leaving through a surface [W/m2] and its derivative by temperature [W/m2/K].
struct SurfaceLoss
{
  double flux = 0.;
  double derivative = 0.;
};

/// h (T - T_a) + eps s (T^4 - T_a^4)
inline SurfaceLoss evaluate(const Convection &law, double T)
{
  const double radiation = law.emissivity * stefan_boltzmann;
  const double a = law.ambient;
  return {law.h * (T - a) + radiation * (T * T * T * T - a * a * a * a),
          law.h + 4. * radiation * T * T * T};
}

inline SurfaceLoss evaluate(const HeatFlux &law, double /*T*/)
{
  return {-law.flux, 0.};
}

} // namespace kelvolt

#pragma once

#include "case/case.h"

#include <array>
#include <cmath>
#include <tuple>

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

/// eps s (T^4 - T_a^4); below absolute zero, where a coarse mesh may undershoot, T^4 goes
/// on falling, so that the slope stays positive.
inline SurfaceLoss radiation(const Convection &law, double T)
{
  const double factor = law.emissivity * stefan_boltzmann;
  const double a = law.ambient;
  const double cube = std::abs(T * T * T);
  return {factor * (T * cube - a * a * a * a), 4. * factor * cube};
}

/// h (T - T_a) + eps s (T^4 - T_a^4) of a law with a given film coefficient.
inline SurfaceLoss evaluate(const Convection &law, double T)
{
  const SurfaceLoss radiated = radiation(law, T);
  return {law.h * (T - law.ambient) + radiated.flux, law.h + radiated.derivative};
}

/// The loss of a law that is made of numbers, with its derivatives by them, in the order of
/// keys().
template <typename Law>
struct LawLoss : SurfaceLoss
{
  std::array<double, std::tuple_size_v<decltype(Law::keys())>> by_number{};
};

inline LawLoss<HeatFlux> evaluate(const HeatFlux &law, double /*T*/)
{
  return {{-law.flux, 0.}, {-1.}};
}

/// Whether the loss is not linear in the temperature.
bool is_nonlinear(const CoolingLaw &law);

/// Whether some of the loss is radiated.
bool radiates(const CoolingLaw &law);

} // namespace kelvolt

#pragma once

#include "discretization/scalar_field.h"

namespace kelvolt
{

/// The heat that a step in time stores: with the heat H(T) = int rho cp dT that the
/// material takes up on its way to T,
///
///     rate (H(T) - H(start))    [W/m3]
///
/// joins the balance. Backward Euler has the rate 1 / dt and starts from the temperature
/// before the step, a stage of a Runge-Kutta method 1 / (gamma dt) and what the stages
/// before it lead to. With a constant heat capacity it is rate rho cp (T - start); the
/// difference of H keeps the heat, to the digits of the solver, where the capacity changes
/// with T.
struct Storage
{
  double rate = 0.; ///< [1/s]; 0: steady
  /// [K] at the Gauss points; needed for a rate above 0.
  const PointValues *start = nullptr;
};

} // namespace kelvolt

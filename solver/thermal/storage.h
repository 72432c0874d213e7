#pragma once

#include "linear_algebra/vector.h"

#include <optional>

namespace kelvolt
{

/// The heat that a step in time stores: with the heat H(T) = int rho cp dT that the
/// material takes up on its way to T, tested with the functions N_i of the nodes,
///
///     rate int (H(T) - H(start)) N_i dV  -  earlier_i    [W]
///
/// joins the balance of node i. Backward Euler has the rate 1 / dt and starts from the
/// temperature before the step; a stage of a Runge-Kutta method has the rate
/// 1 / (gamma dt), and the heat rates of the stages before it are `earlier`. With a
/// constant heat capacity the integral is rate rho cp (T - start); the difference of H
/// keeps the heat, to the digits of the solver, where the capacity changes with T.
struct Storage
{
  double rate = 0.;                ///< [1/s]; 0: steady
  Vector start;                    ///< [K]; needed for a rate above 0
  std::optional<Vector> earlier{}; ///< [W], owned entries; none: zero
};

} // namespace kelvolt

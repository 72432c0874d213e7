#pragma once

#include "linear_algebra/newton_step.h"

#include <functional>

namespace kelvolt
{

/// The step of T that Newton's method takes at a given density of heat: unlike a step with
/// frozen k it knows how k follows T, at the price of some twenty such steps. Both
/// equations are left linearized somewhere near T. Collective.
/// @param linearize at the temperature that the problem holds
/// @param mass see ThermalProblem::solve_increment()
/// @return iterations of all linear solvers
template <typename Thermal, typename Mass>
int newton_increment(Thermal &thermal,
                     const std::function<void()> &linearize,
                     const Mass &mass,
                     const StepLimit &limit,
                     Vector &dT)
{
  // Differences of steps are derivatives only if the steps are exact.
  constexpr double tolerance = 1e-10;
  Vector T = thermal.temperature();
  T.zero_out_ghost_values();
  int iterations = 0;
  const auto step_at = [&](const Vector &place, Vector &step)
  {
    thermal.set_temperature(place);
    linearize();
    iterations += thermal.solve_increment(mass, tolerance, step).iterations;
    step.zero_out_ghost_values();
  };
  newton_step(step_at, limit, T, dT);
  thermal.set_temperature(T);
  return iterations;
}

} // namespace kelvolt

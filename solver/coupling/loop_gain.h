#pragma once

#include "coupling/solve_coupled.h"

#include <vector>

namespace kelvolt
{

/// How close a coupled solution is to thermal runaway.
struct LoopGain
{
  /// What the heat of a small disturbance of T gives back of it, at the drive as it is: 0
  /// without feedback, negative if the feedback damps, 1 where the steady state ends,
  /// above 1 for a state that the package would leave at once.
  double gain = 0.;
  /// Change of each part's, then each wire's Joule heat [W/K] by the disturbance that comes
  /// back strongest, scaled to a largest value of 1 K.
  std::vector<double> feedback;
};

/// Largest eigenvalue of the map
///
///     v  ->  v - K^-1 dF/dT v
///
/// where F(T) is the residual of the heat equation with everything that follows from T: the
/// potential at the given voltages and currents, k(T) and the surface losses; K is the
/// operator of conduction with k frozen and the losses' slopes. With constant k the map is
/// K^-1 (dq/dT) v, the loss's slope times the thermal response. dF/dT v is a difference
/// over a small step of T with phi solved anew; the eigenvalue comes from a few steps of
/// Arnoldi's process that starts with the temperature that the Joule heat itself makes.
///
/// The problem holds a converged state and holds it again afterwards. Collective.
/// @param problem with terminals
LoopGain loop_gain(const CoupledProblem &problem, const CoupledSolution &state);

} // namespace kelvolt

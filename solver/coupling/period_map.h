#pragma once

#include "thermal/thermal_problem.h"
#include "time/loads.h"

namespace kelvolt
{

/// What a state lacks to be one that a period repeats.
///
/// Let F(T) be the state one period P after T, and T* = F(T*). Close to it F takes
/// differences as M = exp(-P C^-1 K) does, with the heat capacities C and the slopes of
/// conduction and losses K, so that
///
///     T* - T  =  (1 - M)^-1 d  =  d + f(B) d,    d = F(T) - T,   B = K^-1 C
///
///     f(b) = 1 / (exp(P / b) - 1)     b  a time constant [s]
///
/// Fast modes have died away within a period and add nothing; of those with b >> P one
/// period shows the share P / b only. B is self-adjoint in the inner product x' C y, and
/// f(B) d follows from the Lanczos vectors of d (Higham, Functions of Matrices, section
/// 13.2), which find the slow modes first. What the heat of the current changes with the
/// temperature is not in K.
class PeriodMap
{
public:
  /// Slopes are those at a mean state. @param mean [K] @param loads there
  /// @param period P [s]
  PeriodMap(ThermalProblem &thermal, Vector mean, Loads loads, double period);

  struct Correction
  {
    Vector step;             ///< T* - T [K]
    double slowest = 0.;     ///< largest time constant that d holds [s]
    unsigned int solves = 0; ///< of the linearized problem
  };
  /// The problem holds the mean state afterwards. @param d F(T) - T [K], ghosts up to date;
  /// those of the step are, too. Collective. @throws LinearSolveFailed
  Correction correct(const Vector &d);

private:
  void hold_mean_state();
  Vector capacity_times(const Vector &x) const;

  ThermalProblem &thermal_;
  Vector mean_;
  Loads loads_;
  double period_;
};

} // namespace kelvolt

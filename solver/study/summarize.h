#pragma once

#include "coupling/critical_drive.h"
#include "coupling/loop_gain.h"
#include "coupling/solve_coupled.h"
#include "results/summary.h"

namespace kelvolt
{

/// The numbers of a coupled solution: temperatures, parts, surfaces, terminals, audit and
/// warnings. Accuracy, limits, error and cost stay at their defaults. Collective.
Summary summarize(const Case &input,
                  const ElectricProblem *electric,
                  const ThermalProblem &thermal,
                  const MaterialTable &materials,
                  const CoupledSolution &solution);

/// What to say of a drive without a steady state.
/// @param gain of the last steady state
/// @param last summary of the last steady state
Runaway summarize_runaway(const Case &input,
                          const CriticalDrive &critical,
                          const LoopGain &gain,
                          const MaterialTable &materials,
                          const Summary &last);

/// Judges the limits of the case; sets `limits` and the status. What exceeds a limit by
/// less than 1e-9 of its size (of a temperature: of the rise) equals it and meets it. Warns
/// of a bound within the error bar of the value.
void judge_limits(const Case &input, Summary &summary);

} // namespace kelvolt

#pragma once

#include "coupling/solve_coupled.h"
#include "output/summary.h"

namespace kelvolt
{

/// The numbers of a coupled solution: temperatures, parts, surfaces, terminals, audit and
/// warnings. Accuracy, limits, error and cost stay at their defaults. Collective.
Summary summarize(const Case &input,
                  const ElectricProblem *electric,
                  const ThermalProblem &thermal,
                  const MaterialTable &materials,
                  const CoupledSolution &solution);

/// Judges the limits of the case; sets `limits` and the status.
void judge_limits(const Case &input, Summary &summary);

} // namespace kelvolt

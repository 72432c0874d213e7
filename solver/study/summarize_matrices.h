#pragma once

#include "coupling/solve_coupled.h"
#include "results/summary.h"

#include <vector>

namespace kelvolt
{

/// Adds the matrices between terminals and between parts at the coupled solution, which the
/// problems hold. The summary has all numbers of its parts. The parts are those that `heat`
/// and `devices` name; without any, those that make at least a thousandth of the Joule
/// heat. Collective.
/// @param electric nullptr if the case has no terminals
/// @param conductors those of the mesh, as for ElectricProblem
void add_matrices(const Case &input,
                  const ElectricProblem *electric,
                  ThermalProblem &thermal,
                  const DrivenConductors &conductors,
                  const CoupledSolution &solution,
                  Summary &summary);

} // namespace kelvolt

#pragma once

#include "coupling/solve_coupled.h"
#include "output/surface_quads.h"

#include <vector>

namespace kelvolt
{

/// The cooled surfaces of a case and then its terminals, on the mesh of boxes.
///
/// The flux of a face is the mean of what its law takes there; where the temperature is
/// given, its share of the residual's flow. A terminal's is that of the cells behind it,
/// with one number added to all, such that they add up to its current. Collective.
std::vector<NamedSurface> box_surfaces(const Case &input,
                                       const ElectricProblem *electric,
                                       const ThermalProblem &thermal,
                                       const CoupledSolution &solution);

} // namespace kelvolt

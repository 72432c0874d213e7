#pragma once

#include "thermal/thermal_problem.h"

#include <vector>

namespace kelvolt
{

/// R_ij [K/W]: rise of the mean temperature of part i per watt spread evenly over part j,
/// for small further heat around the state of the last linearize(). Conductivities are held
/// at that state; surfaces answer with the slope of their losses there, of radiation
/// exactly, of a model of convection by film_tangent(). Joule heat does not follow.
///
/// One solve per part, with one multigrid hierarchy for all of them.
///
/// @param parts indices into Case::parts, none twice
/// @throws std::runtime_error if the matrix is not symmetric to 1e-8 of its largest entry.
/// Collective.
std::vector<std::vector<double>> resistance_matrix(ThermalProblem &thermal,
                                                   const std::vector<std::size_t> &parts);

} // namespace kelvolt

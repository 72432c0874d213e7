#pragma once

#include "electric/electric_problem.h"

#include <vector>

namespace kelvolt
{

/// G_ij [S]: current into terminal i per volt at terminal j, all other terminals at 0 V,
/// whether the case gives their voltage or their current. Terminals in the order of the
/// case; rows and columns add up to zero on every island. sigma is held: the matrix gives
/// I = G V of the state that sigma belongs to, not how the currents change once the
/// temperature follows.
///
/// Entries come from the residual of the discrete equations, one solve per terminal with
/// one multigrid hierarchy for all of them.
///
/// @param conductors those of the mesh, as for ElectricProblem
/// @param sigma [S/m] at the Gauss points of the conductors
/// @param wires conductances [S] of the wires of the case
/// @param profile that the solves report to
/// @throws std::runtime_error if rows do not add up to zero, or the matrix is not
/// symmetric, to 1e-8 of its largest entry. Collective.
std::vector<std::vector<double>> conductance_matrix(const Grid &grid,
                                                    const Case &input,
                                                    const DrivenConductors &conductors,
                                                    const PointValues &sigma,
                                                    const std::vector<double> &wires,
                                                    Profile *profile = nullptr);

} // namespace kelvolt

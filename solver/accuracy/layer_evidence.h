#pragma once

#include "accuracy/column_estimate.h"
#include "accuracy/edge_safety.h"
#include "coupling/column_state.h"

#include <vector>

namespace kelvolt
{

/// Of the change of the fields from one state to one of more degrees, per cell of this
/// rank: of the temperature, then of the potential.
std::vector<double> change_energies(const ColumnState &from, const ColumnState &to);

/// Which part of what a cell or a face at a contact contributes lies in a layer beside an
/// edge that is far narrower than the cell. The second degree more changes r_l times as
/// much there as the first one, at the edge alone r_s times, see ratio_in_layer() and
/// left_out(), and what the energies of both changes say is r:
///
///     part = (r - r_s) / (r_l - r_s)  from 0 to 1,  1 if r_l < r_s
///
/// Sets EdgeShare::layer_part.
/// @param first, second change_energies() of one degree more and of the next, the
/// temperature alone where there are no more shares @param degree of the mesh
void tell_layers_apart(const std::vector<double> &first,
                       const std::vector<double> &second,
                       unsigned int degree,
                       EdgeShares &shares);

/// Adds to the indicators of columns what layers hide there. @param degree of the mesh
/// Collective.
void add_layers(unsigned int degree, MPI_Comm communicator, ColumnGoalEstimate &goal);

} // namespace kelvolt

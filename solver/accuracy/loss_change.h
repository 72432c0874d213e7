#pragma once

#include "accuracy/cell_change.h"
#include "discretization/column_operator.h"
#include "discretization/diffusion_operator.h"
#include "results/numbers.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// int sigma |grad phi|^2 dV over each of this rank's cells [W], sigma that of the
/// operator. Ghosts must be up to date.
std::vector<double> losses_of_cells(const DiffusionOperator &conduction, const Vector &phi);
std::vector<double> losses_of_cells(const ColumnOperator &conduction, const Vector &phi);

/// What is left open of the Joule heat of each part: q_+ - q_h of its cells, each without
/// its sign and times left_of_flow(). Beside the end of a resistive film current crowds
/// into a good conductor, and most of its small loss is made there: what degrees add in
/// some cells they take from others. Collective.
/// @param change of the potential @param from,to losses_of_cells() of u_h and u_+
std::vector<double> left_of_losses(std::size_t n_parts,
                                   const CellChange &change,
                                   const std::vector<double> &from,
                                   const std::vector<double> &to);

/// Widens the bars of parts' Joule heat.
void widen_losses(const std::vector<double> &left, Numbers &numbers);

} // namespace kelvolt

#pragma once

#include "accuracy/cell_change.h"
#include "case/case.h"
#include "linear_algebra/vector.h"
#include "results/numbers.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// How much of a flow is left open, as a multiple of its change: it converges like
/// energies, so that along an edge with r^s
///
///     12/5 (1 / (1 - (p / (p + added))^(4 s)) - 1),   at least 2
///
/// twice what it is for energies, since faces change by less than the points on them.
double left_of_flow(unsigned int degree, unsigned int added, double exponent);

/// d: u_+ - u_h at each node, times the largest left_of_flow() of its cells; with ghosts.
/// Collective.
Vector left_at_nodes(const CellChange &change);

/// Widens the bars of the heat across contacts. At the edges of a contact the flow crowds,
/// in the middle it thins out: what degrees add there has both signs, so that the flow
/// through all of the contact may change by little while it is known no better than its
/// pieces.
/// @param left per contact, in the order of the case: what is open of the jump, mean of the
/// size over all faces [K]
void widen_contacts(const Case &input, const std::vector<double> &left, Numbers &numbers);

/// That of a temperature. Collective. @param thermal a ThermalProblem or ColumnHeat
/// @param d left_at_nodes()
template <typename Thermal>
std::vector<double>
left_of_contacts(std::size_t count, const Thermal &thermal, const Vector &d)
{
  std::vector<double> left;
  for (std::size_t i = 0; i < count; ++i)
    left.push_back(thermal.mean_jump_of_faces(i, d));
  return left;
}

} // namespace kelvolt

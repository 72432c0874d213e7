#pragma once

#include "accuracy/column_edges.h"
#include "accuracy/edge_exponent.h"
#include "accuracy/singular_edges.h"
#include "discretization/column_operator.h"
#include "discretization/diffusion_operator.h"
#include "layout/contact_vertices.h"
#include "linear_algebra/vector.h"
#include "results/numbers.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// The heat across a contact as the part on either side conducts it, - k dT/dn there, from
/// the first part to the second. In the exact solution both are [T] / r. Beside a joint
/// whose surroundings are not resolved they are not, by as much as the flow is unknown,
/// and are not the same with one degree more either, though the flow itself hardly moves.
/// k is the mean of a cell: where it follows the temperature, slopes are off by what it
/// varies over half a cell besides, which can but widen a bar.
struct SideFlows
{
  double first = 0., second = 0.;     ///< [W]
  double exponent = regular_exponent; ///< the smallest of the edges of the cells there
};

/// Per contact. Collective. @param degree of the mesh @param T with ghosts
std::vector<SideFlows> side_flows(const ScalarField &field,
                                  const DiffusionOperator &conduction,
                                  const SingularEdges &edges,
                                  unsigned int degree,
                                  std::size_t n_contacts,
                                  const Vector &T);

/// On columns. @param contacts their parts
std::vector<SideFlows> side_flows(const ColumnField &field,
                                  const ColumnOperator &conduction,
                                  const ColumnEdges &edges,
                                  const ContactPairs &contacts,
                                  const Vector &T);

/// Where singular edges meet a contact, its bars reach as far as what its sides conduct is
/// off what is stated. @param r of the contact [m2 K/W]
void widen_to_sides(const SideFlows &sides, double r, ContactSummary &contact);

} // namespace kelvolt

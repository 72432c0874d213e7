#pragma once

#include "electric/conductor_joints.h"
#include "electric/electric_problem.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// How the current runs from part to part.
struct PartCurrents
{
  /// Per joint of ConductorJoints, from its first part to its second [A].
  std::vector<double> joint;
  /// Per body half the sum of the sizes of the currents through its joints and terminals
  /// [A].
  std::vector<double> through;
  /// Largest current that a body gains or loses, over the largest of a terminal; the
  /// balance of each body closes like that of the terminals.
  double imbalance = 0.;
};

/// Consistent like the currents of the terminals: sums of the discrete equations' residual,
/// taken over the cells of one body alone. Where several joints meet in an edge or a
/// corner, the current of its nodes is shared among them such that the sum of the squares
/// is least; such nodes carry less and less as the mesh gets finer. Nothing where terminals
/// on different bodies share nodes that carry current, so that it cannot be told whose it
/// is. Collective.
std::optional<PartCurrents> part_currents(const ElectricProblem &electric,
                                          const ConductorJoints &joints);

} // namespace kelvolt

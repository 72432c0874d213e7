#pragma once

#include "electric/conductor_joints.h"
#include "electric/electric_problem.h"

#include <optional>

namespace kelvolt
{

/// See Inflows::currents(). Collective.
std::optional<PartCurrents> part_currents(const ElectricProblem &electric,
                                          const ConductorJoints &joints,
                                          const std::vector<FootCurrent> &feet);

} // namespace kelvolt

#pragma once

#include "coupling/critical_drive.h"
#include "results/summary.h"
#include "study/study_run.h"

#include <optional>
#include <string>
#include <vector>

/// @file
/// The largest drive with a steady state, where the case asks for more: thermal
/// runaway by the feedback between temperature and loss.

namespace kelvolt
{

/// Follows the steady state from small drives upwards; says so on the log.
/// @param start fields of the unheated package @param guesses shares of the drive to try
/// first @param failure what the iteration said at the whole drive
/// @return nothing if there is a steady state at the whole drive after all; the problems
/// hold it. Collective.
/// @throws std::runtime_error if another cause than the feedback ends the way
std::optional<Runaway> follow_drive(StudyRun &run,
                                    MeshSolution &solution,
                                    const CoupledFields &start,
                                    const std::vector<double> &guesses,
                                    const std::string &failure);

/// The same on the default mesh, where that is affordable, from what a coarse one said.
/// @return `coarse` where it is not. Collective.
/// @throws std::runtime_error also if the two meshes disagree on whether there is a state
Runaway bracket_on_default_mesh(StudyRun &run, Runaway coarse);

} // namespace kelvolt

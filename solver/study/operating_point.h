#pragma once

#include "study/study_run.h"

#include <optional>
#include <string>

namespace kelvolt
{

/// Whether anything heats the package: losses, currents, given fluxes.
bool has_load(const Case &input);

/// Puts the package into its state without any load: at the temperature of all its
/// surroundings, or where these differ into the steady state between them; bodies that
/// nothing cools at the initial temperature of the case.
/// @return the temperature where it is one [K]. Collective. @throws InputError if
/// surroundings differ and a body is not cooled
std::optional<double> set_unloaded_state(StudyRun &run, MeshSolution &solution);

/// Whether the linearized problem is another one where the package is hot.
bool depends_on_state(const MeshSolution &solution);

/// Puts the package into the steady state of the case's own loads.
/// @return what it takes up [W]; none if there is no steady state. Collective.
std::optional<double> set_steady_state(StudyRun &run, MeshSolution &solution);

} // namespace kelvolt

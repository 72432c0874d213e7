#pragma once

#include "study/steady.h"

namespace kelvolt
{

/// What solve_steady() does for packages with slanted or round edges, on columns; the
/// solution stays null. Collective.
/// @throws InputError for what the mesh shows to be wrong with the case, before anything is
/// computed; std::runtime_error if there is no answer that can be trusted
SteadyResult solve_columns(StudyRun &run);

} // namespace kelvolt

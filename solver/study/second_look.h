#pragma once

#include "coupling/column_state.h"
#include "study/goals.h"
#include "study/study_run.h"

namespace kelvolt
{

/// Unknowns up to which a second look is cheap on any mesh: it takes a second at most.
constexpr unsigned long long second_look_unknowns = 30000;

/// Whether two degrees are added to a mesh of columns whatever is stated with one: on small
/// meshes, and where they tell what layers hide and the machine has room for it.
/// @param estimates with one degree added. Collective.
bool wants_second_look(const StudyRun &run,
                       const ColumnState &state,
                       const std::vector<GoalEstimate> &estimates,
                       const Summary &on_mesh,
                       const Summary &enriched,
                       const Goals &goals);

} // namespace kelvolt

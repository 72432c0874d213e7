#pragma once

#include "study/study_run.h"
#include "study/transient_mesh.h"
#include "study/transient_record.h"

namespace kelvolt
{

/// States the goals of the case at the end of a transient run, with their worst bar of all
/// saved times, and sets its status where one is not met.
void state_transient_goals(const StudyRun &run,
                           const TransientMesh &mesh,
                           TransientRecord &record);

} // namespace kelvolt

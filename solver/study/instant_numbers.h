#pragma once

#include "coupling/time_step.h"
#include "study/space_errors.h"
#include "study/study_run.h"

namespace kelvolt
{

/// The numbers of the state that the integrator has just reached, with their bars: what the
/// mesh leaves open, and what the steps did, which is told by the same numbers at the
/// temperature less the estimated error in time. Limits are judged. The problems hold the
/// state again afterwards. Collective.
/// @param recent_error the largest of any temperature in recent steps [K]
Summary numbers_at_instant(StudyRun &run,
                           const TimeIntegrator &integrator,
                           const SpaceErrors &space,
                           double recent_error,
                           MeshSolution &solution);

} // namespace kelvolt

#pragma once

#include "coupling/time_step.h"
#include "study/space_errors.h"
#include "study/study_run.h"
#include "study/temperature_bounds.h"

namespace kelvolt
{

/// What the mesh leaves open, the time since the start that is asked for [s], and what no
/// temperature can be beyond.
struct SpaceErrorsAt
{
  const SpaceErrors &errors;
  double time;
  const TemperatureBounds &bounds;
};

/// The numbers of the state that the integrator has just reached, with their bars: what the
/// mesh leaves open, and what the steps did, which is told by the same numbers at the
/// temperature less the estimated error in time. No temperature, current or loss is known
/// better than a share of the largest recent error leaves it, since errors of both signs
/// may cancel at one instant; flows of heat have no such floor. Limits are judged. The
/// problems hold the state again afterwards. Collective.
/// @param recent_error the largest of any temperature in recent steps [K]
Summary numbers_at_instant(StudyRun &run,
                           const TimeIntegrator &integrator,
                           const SpaceErrorsAt &space,
                           double recent_error,
                           MeshSolution &solution);

/// Those of the state that the problems hold at time 0, with the limits of temperatures;
/// flows and currents are not those of any instant yet. Collective.
Summary numbers_at_start(StudyRun &run, const SpaceErrors &space, MeshSolution &solution);

} // namespace kelvolt

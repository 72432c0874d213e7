#pragma once

#include "study/transient.h"

namespace kelvolt
{

/// Finds the state that one period of all loads repeats, and states that period: from the
/// steady state of the mean loads on, a period is computed and what it lacks (see
/// PeriodMap) is added, with Anderson acceleration where laws follow the temperature, until
/// that is a small share of the tolerance. Times count from the beginning of the period.
/// Collective. @throws std::runtime_error as solve_transient() does
TransientResult solve_periodic(StudyRun &run, const SaveFields &save_fields);

} // namespace kelvolt

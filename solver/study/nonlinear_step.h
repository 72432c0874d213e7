#pragma once

#include "case/case_problem.h"
#include "results/impedance.h"
#include "study/study_run.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Why the powers of the case are not a step from cold in what is heated: for that all of
/// them are constant and asked for, nothing else drives the case, and all its surroundings
/// have one temperature.
std::vector<CaseProblem> faults_of_step(const ImpedanceRequest &request, const Case &input);

/// A study in time of that step, to the accuracy of the impedance: rises of what its curves
/// observe, at the times that tables show, and how far the curves are from them.
/// Collective.
/// @return nothing, and a warning, if a step in time finds no state
std::optional<NonlinearStep> follow_step(StudyRun &run, const Impedance &impedance);

} // namespace kelvolt

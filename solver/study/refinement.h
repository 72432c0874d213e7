#pragma once

#include "study/goals.h"
#include "study/study_run.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Cells up to which a case may be refined.
double cell_budget(const Case &input);

/// Whether a finer mesh is wanted and would bring the goals nearer; warns if only that. The
/// same arguments as below.
bool may_refine(StudyRun &run,
                const std::vector<AccuracySummary> &goals,
                const std::vector<CycleRecord> &cycles);

/// Whether a mesh of so many cells may follow one of so many before, for the budgets of
/// cells and of memory; warns if not. Collective.
bool is_within_budget(StudyRun &run, double cells, double before);

/// How far to go in one step, where the largest error is `ratio` times what is accepted.
RefinementGoal step_towards_goals(double ratio, Goals::Value stated);

/// The layout of the next mesh; none if the goals are met, no mesh would bring them nearer,
/// or the budget of cells or of memory is spent. Warns of the latter. Collective.
/// @param goals of the mesh @param cycles all so far, the last one that of the mesh
/// @param stated what the goals state, whose bars fall at different rates
std::optional<PartLayout> refine(StudyRun &run,
                                 const PartLayout &mesh,
                                 const PerSlab<double> &indicators,
                                 const std::vector<AccuracySummary> &goals,
                                 const std::vector<CycleRecord> &cycles,
                                 Goals::Value stated);

} // namespace kelvolt

#pragma once

#include "study/goals.h"
#include "study/study_run.h"

#include <vector>

namespace kelvolt
{

/// The numbers of the solution on one mesh with their error bars, and where the mesh should
/// be finer.
struct MeshNumbers
{
  Summary summary;
  Numbers on_mesh;               ///< before any is corrected
  std::vector<GoalRecord> goals; ///< in the order of Case::accuracy
  PerSlab<double> indicators;    ///< see unmet_indicators()
};

/// Of the solution that the mesh holds, without error bars. Collective.
Summary numbers_of(const Case &input, const MeshSolution &solution);

/// Estimates every error from the solution with one degree added; and with two degrees
/// added, before values are called reliable in which one degree may have overlooked
/// something. Collective.
MeshNumbers estimate_numbers(StudyRun &run, MeshSolution &solution, Goals &goals);

} // namespace kelvolt

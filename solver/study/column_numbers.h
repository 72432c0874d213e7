#pragma once

#include "accuracy/column_estimate.h"
#include "coupling/column_state.h"
#include "materials/material_table.h"
#include "study/goals.h"
#include "study/study_run.h"

#include <vector>

namespace kelvolt
{

/// The numbers of a solution on columns, without error bars.
struct ColumnNumbers
{
  Summary summary;
  std::vector<ColumnTemperatures> temperatures;
  std::size_t hottest_part = 0;
};

/// Of the last state. Collective.
/// @param largest_imbalance up to which currents of parts are stated
ColumnNumbers column_numbers(const Case &input,
                             const ColumnState &state,
                             const MaterialTable &materials,
                             double largest_imbalance);

/// The numbers of one mesh of columns with their error bars, and where it should be finer:
/// MeshNumbers for columns.
struct ColumnMeshNumbers
{
  Summary summary;
  std::vector<GoalRecord> goals;
  ColumnIndicators indicators; ///< of the goals that are not met
  unsigned int linear_iterations = 0;
};

/// Estimates every error from the solution with one degree added; on small meshes,
/// where layers may hide what a goal is short of, and where there is no mesh before to
/// compare with, with two degrees added besides. A goal is
/// met with such a second opinion only. Collective.
ColumnMeshNumbers estimate_columns(StudyRun &run,
                                   ColumnState &state,
                                   const MaterialTable &materials,
                                   Goals &goals);

} // namespace kelvolt

#pragma once

#include "coupling/column_state.h"
#include "mesh/column_layout.h"
#include "study/steady.h"

namespace kelvolt
{

/// On one mesh of columns.
struct ColumnSolution
{
  /// Collective.
  ColumnSolution(const StudyRun &run, ColumnLayout on);

  MaterialTable materials;
  ColumnLayout layout;
  ColumnState state;
};

/// What solve_steady() does for packages with slanted or round edges, on columns.
/// Collective.
/// @throws InputError for what the mesh shows to be wrong with the case, before anything is
/// computed; std::runtime_error if there is no answer that can be trusted
SteadyResult solve_columns(StudyRun &run);

} // namespace kelvolt

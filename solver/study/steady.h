#pragma once

#include "results/history.h"
#include "results/summary.h"
#include "study/study_run.h"

#include <memory>
#include <vector>

namespace kelvolt
{

/// A run whose balances close worse than this has no answer.
constexpr double largest_imbalance = 1e-6;
/// No solid stands more [K]: carbon, the last, sublimates at about 3900 K.
constexpr double no_solid = 3900.;

struct ColumnSolution;

/// The answer to a steady case. Where the drive has no steady state, the summary says so
/// and holds no other answer.
struct SteadyResult
{
  Summary summary;
  std::vector<CycleRecord> cycles;
  std::unique_ptr<MeshSolution> solution; ///< on the last mesh; null without steady state
  std::shared_ptr<const ColumnSolution> columns; ///< in its place on columns
};

/// Solves on finer and finer meshes until the accuracy is reached, then audits the
/// balances. Collective.
/// @throws std::runtime_error if there is no answer that can be trusted
SteadyResult solve_steady(StudyRun &run);

} // namespace kelvolt

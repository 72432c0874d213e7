#pragma once

#include "results/history.h"
#include "results/summary.h"
#include "study/study_run.h"

#include <functional>
#include <memory>
#include <vector>

namespace kelvolt
{

/// The answer to a transient case.
struct TransientResult
{
  Summary summary;
  std::vector<TransientStepRecord> steps; ///< accepted
  std::unique_ptr<MeshSolution> solution; ///< at the last accepted step
};

/// Called at every saved time [s] with the state there. Collective.
using SaveFields = std::function<void(double t, const MeshSolution &)>;

/// Adapts the mesh to all lengths of time, then follows the loads step by step (see
/// TimeIntegrator) and keeps numbers with their bars at the saved times. A temperature that
/// grows without bound ends the run with the status `runaway` and what was computed until
/// then. A signal ends it with the status `interrupted`, its state kept; what was kept
/// before is gone on from (see Checkpoints). Collective.
/// @throws NoStateInTime (initial_state.h) if a step finds no state, std::runtime_error if
/// a balance does not close
TransientResult solve_transient(StudyRun &run, const SaveFields &save_fields);

} // namespace kelvolt

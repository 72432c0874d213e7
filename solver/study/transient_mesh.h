#pragma once

#include "output/checkpoint.h"
#include "results/history.h"
#include "study/space_errors.h"
#include "study/study_run.h"

#include <memory>
#include <optional>
#include <vector>

namespace kelvolt
{

/// The mesh of a transient run, with the problems in their state at time 0.
struct TransientMesh
{
  std::unique_ptr<MeshSolution> solution;
  SpaceErrors errors;
  double tolerance = 0.;         ///< of the study, space and time together [K]
  bool judged_throughout = true; ///< every length of time had a state to judge by
  double largest_rise = 0.;      ///< from the start, roughly [K]
  double first_rise = 0.;        ///< by the first instant asked for, likewise [K]
  /// What the state after the longest time took from cold, like a steady one; 0: unknown.
  double steady_seconds = 0.;
  std::vector<CycleRecord> cycles;    ///< one per mesh
  std::vector<AccuracySummary> goals; ///< of the last mesh, of all lengths of time
};

/// Share of the tolerance that the mesh may use; the steps in time have another, and the
/// rest is a reserve.
constexpr double space_share = 0.5;
constexpr double time_share = 0.25;

/// Errors count relative to the rise that there is by then, at least this share of the
/// largest one: who asks for a time asks for what happens by then.
constexpr double least_share_of_rise = 1e-6;

/// Refines the mesh for some lengths of time from the first instant of the schedule to the
/// end, until the errors of the goals at each are what the study leaves to the mesh (see
/// SpaceErrors). Keeps what it knows after every mesh; goes on from what was found of that.
/// Collective. @throws std::runtime_error if there is no such state
TransientMesh adapt_to_times(StudyRun &run, const std::optional<Checkpoint> &found);

} // namespace kelvolt

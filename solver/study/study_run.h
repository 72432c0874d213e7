#pragma once

#include "case/case.h"
#include "console/run_log.h"
#include "layout/part_layout.h"
#include "results/summary.h"
#include "run/profile.h"
#include "run/stopwatch.h"
#include "study/checkpoints.h"
#include "study/mesh_solution.h"

#include <mpi.h>

#include <memory>

namespace kelvolt
{

/// A judged case on its way to an answer: what every study reads, and what its run has cost
/// so far.
struct StudyRun
{
  /// Warns of joints that were limited and of what duties assume.
  /// @param profile that takes part; null: none
  StudyRun(MPI_Comm communicator,
           Case judged,
           MaterialMap materials,
           RunLog &log,
           Profile *profile = nullptr);

  MPI_Comm communicator;
  Case input;
  MaterialMap library;
  RunLog &log;
  Profile *profile;
  PartLayout layout; ///< the boxes of the case, before any mesh; empty with outlines
  Case solved;       ///< with_mean_losses() of the input: what the problems are made of
  Cost cost;         ///< of all meshes so far
  Stopwatch watch;   ///< since the start of the run
  Checkpoints *checkpoints = nullptr; ///< null: none are kept
};

/// The layout of the mesh that a study begins with.
PartLayout first_mesh(StudyRun &run);

/// A mesh with problems that hold no solution yet. Collective.
std::unique_ptr<MeshSolution> set_up_mesh(StudyRun &run, PartLayout mesh);

} // namespace kelvolt

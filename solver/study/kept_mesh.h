#pragma once

#include "output/checkpoint.h"
#include "study/study_run.h"
#include "study/transient_mesh.h"

/// @file
/// The mesh of a transient run in a checkpoint.

namespace kelvolt
{

/// All but the fields.
void keep_mesh(const TransientMesh &mesh, Checkpoint &state);

/// The mesh with problems whose fields are the caller's to set. Collective.
/// @throws std::out_of_range, DamagedResult if it was not kept so
TransientMesh kept_mesh(StudyRun &run, const Checkpoint &state);

/// The layout of the mesh that the fields of the state live on.
PartLayout kept_layout(const StudyRun &run, const Checkpoint &state);

/// The layout of the mesh that comes next.
void keep_next(const PartLayout &next, Checkpoint &state);
PartLayout kept_next(const StudyRun &run, const Checkpoint &state);

/// What a study has cost and said so far goes on from what was kept.
void go_on_from(const Checkpoint &state, StudyRun &run);
/// Puts it there.
void keep_run(const StudyRun &run, Checkpoint &state);

} // namespace kelvolt

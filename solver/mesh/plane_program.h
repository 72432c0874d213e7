#pragma once

#include "mesh/plane_division.h"
#include "mesh/plane_mesh.h"

namespace kelvolt
{

/// Calls kelvolt-mesh, which lies beside the running program, and waits for its triangles.
/// @throws std::runtime_error with what it says, or if it is not there
PlaneMesh run_plane_mesher(const Arrangement &division, const PlaneSizing &sizing);

} // namespace kelvolt

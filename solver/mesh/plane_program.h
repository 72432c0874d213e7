#pragma once

#include "mesh/plane_division.h"
#include "mesh/plane_mesh.h"

namespace kelvolt
{

/// Calls kelvolt-mesh, which lies beside the running program, and waits for its triangles.
/// @throws std::runtime_error with what it says, or if it is not there
PlaneMesh run_plane_mesher(const Arrangement &division, const PlaneSizing &sizing);

/// Whether it lies there: where Gmsh is missing, it is not built.
bool has_plane_mesher();

} // namespace kelvolt

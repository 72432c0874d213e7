#pragma once

#include "mesh/plane_division.h"
#include "mesh/plane_mesh.h"

namespace kelvolt
{

/// Triangles in all faces of a divided arrangement, whose edges become their sides. The
/// same for the same input; other versions of Gmsh make other triangles.
/// @throws std::runtime_error if a face cannot be meshed
PlaneMesh mesh_plane(const Arrangement &division, const PlaneSizing &sizing);

} // namespace kelvolt

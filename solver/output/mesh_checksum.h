#pragma once

#include "field_mesh.h"

#include <cstdint>

namespace kelvolt
{

/// Of all points and cells with their numbers, the same on all ranks: two meshes that have
/// it in common are one, shared out alike over the ranks. Collective.
std::int64_t mesh_checksum(const FieldMesh &mesh, const FieldMeshRows &rows);

} // namespace kelvolt

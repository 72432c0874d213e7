#pragma once

#include "mesh/plane_mesh.h"

namespace kelvolt
{

/// Changes triangles that an arc folds over, shape_ratio() below least_shape_ratio, and
/// those beside them, where that mends them: other diagonals in pairs of triangles, and
/// nodes within faces moved towards the middle of what lies around them. Faces keep their
/// areas. What cannot be mended is left.
void mend(PlaneMesh &mesh);

} // namespace kelvolt

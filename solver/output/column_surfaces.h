#pragma once

#include "coupling/column_state.h"
#include "output/surface_quads.h"

#include <vector>

namespace kelvolt
{

/// box_surfaces() on columns. Collective.
std::vector<NamedSurface> column_surfaces(const Case &input, const ColumnState &state);

} // namespace kelvolt

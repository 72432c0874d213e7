#pragma once

#include "accuracy/joint_edge.h"
#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// The smallest exponent in each cell of edges that run level, where they touch the cell or
/// lie close beside it, see exponent_beside().
/// @param at_planes of the sharpest edge that ends at a node: [node][plane along z]
/// @param degree of the mesh
/// @param exponents of other edges: [column][slab]
void reach_from_level_edges(const ColumnLayout &layout,
                            const std::vector<JointEdge> &at_planes,
                            unsigned int degree,
                            std::vector<double> &exponents);

} // namespace kelvolt

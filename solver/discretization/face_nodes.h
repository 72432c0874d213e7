#pragma once

#include <vector>

namespace kelvolt
{

/// Places in a field's list of elements: cells where the unknown lives, and the others.
constexpr unsigned int fe_lagrange = 0;
constexpr unsigned int fe_nothing = 1;

/// Lexicographic cell nodes on a face of the cell, in lexicographic order of its two axes;
/// the cell has n nodes along each axis.
std::vector<unsigned int> face_nodes(unsigned int n, unsigned int face);

} // namespace kelvolt

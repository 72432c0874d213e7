#pragma once

#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// The rank that owns each column: whole columns, cut in two again and again across the
/// longer extent of their centres, with equal numbers of filled cells on both sides
/// (recursive coordinate bisection).
std::vector<unsigned int> column_owners(const ColumnLayout &layout, unsigned int n_ranks);

} // namespace kelvolt

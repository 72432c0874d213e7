#pragma once

#include "layout/conductor_islands.h"
#include "mesh/column_layout.h"

namespace kelvolt
{

/// connected_cells() of columns: cells joined through faces whose part is marked, in the
/// order of ColumnLayout::part.
ConnectedCells connected_cells(const ColumnLayout &layout,
                               const std::vector<bool> &takes_part);

/// joined_by_wires() of columns.
ConnectedCells joined_by_wires(const Case &input,
                               const std::vector<bool> &wire_joins,
                               const ColumnLayout &layout,
                               ConnectedCells cells);

} // namespace kelvolt

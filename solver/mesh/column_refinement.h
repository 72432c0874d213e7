#pragma once

#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// How much an error owes to the size of the triangles and to that of the slabs: sums over
/// the cells of each, over all ranks, not signed.
struct ColumnIndicators
{
  std::vector<double> column, slab;

  double sum() const;
};

/// What to refine: the columns and slabs with the largest indicators for the cells that
/// they cost, until their share of all is reached or the cells have grown so much.
/// @param share of the indicators, below 1
/// @param growth largest ratio of the numbers of cells, about
struct ColumnMarks
{
  std::vector<char> column, slab;
};
ColumnMarks mark_columns(const ColumnLayout &layout,
                         const ColumnIndicators &indicators,
                         double share,
                         double growth);

/// The layout with marked triangles bisected twice and marked slabs halved.
ColumnLayout refined(const ColumnLayout &layout, const ColumnMarks &marks);

/// Cells that belong to some part.
unsigned long long filled_cells(const ColumnLayout &layout);

} // namespace kelvolt

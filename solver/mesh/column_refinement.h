#pragma once

#include "mesh/column_layout.h"
#include "mesh/slab_marking.h"

#include <vector>

namespace kelvolt
{

/// How much an error owes to the size of the triangles and to that of the slabs: sums over
/// the cells of each, over all ranks, not signed.
struct ColumnIndicators
{
  std::vector<double> column, slab;

  double sum() const;
  /// As many as that has where there are none yet.
  void add(double factor, const ColumnIndicators &more);
};

/// What to refine.
struct ColumnMarks
{
  std::vector<char> column, slab;
};

/// The layout with marked triangles bisected twice and marked slabs halved.
ColumnLayout refined(const ColumnLayout &layout, const ColumnMarks &marks);

/// The layout refined in rounds, until by prediction the goal's share of the indicators
/// remains or the cells have grown so much: in each, triangles and slabs with the largest
/// indicators for the cells that they cost, and all that come near these, so that images of
/// each other in a symmetric package are refined together. What is cut is predicted to hold
/// half of its indicator, most of it on the side where its neighbours have more, as at
/// singular edges and corners: cells shrink geometrically towards these within one step.
/// Something is refined wherever any indicator is above zero.
ColumnLayout refined(const ColumnLayout &layout,
                     ColumnIndicators indicators,
                     const RefinementGoal &goal);

/// Cells that belong to some part.
unsigned long long filled_cells(const ColumnLayout &layout);

} // namespace kelvolt

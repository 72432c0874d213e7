#include "mesh/column_refinement.h"
#include "mesh/plane_refinement.h"

#include <gtest/gtest.h>

#include <algorithm>

/// @file Which triangles and slabs the next mesh is finer in, on a unit square under eight
/// slabs, where what has to be refined is known.

namespace kelvolt
{
namespace
{

/// Two triangles, cut so often, under one part.
ColumnLayout square(int cuts)
{
  PlaneMesh plane;
  plane.nodes = {{0., 0.}, {1., 0.}, {1., 1.}, {0., 1.}};
  plane.triangles = {{{0, 1, 2}, 0, {}}, {{0, 2, 3}, 0, {}}};
  begin_bisection(plane);
  for (int i = 0; i < cuts; ++i)
    plane = bisected(plane, std::vector<char>(plane.triangles.size(), 1)).mesh;
  ColumnLayout layout{std::move(plane), {}, {}};
  for (int k = 0; k <= 8; ++k)
    layout.z.push_back(k / 8.);
  layout.part.assign(std::size_t(layout.n_columns()) * layout.n_slabs(), 0);
  return layout;
}

ColumnIndicators none(const ColumnLayout &layout)
{
  return {std::vector<double>(layout.n_columns(), 0.),
          std::vector<double>(layout.n_slabs(), 0.)};
}

double smallest_at_origin(const PlaneMesh &plane)
{
  double smallest = 1.;
  for (const PlaneMesh::Triangle &triangle : plane.triangles)
    for (const unsigned int node : triangle.corner)
      if (plane.nodes[node] == PlanePoint{0., 0.})
        smallest = std::min(smallest, plane.area(triangle));
  return smallest;
}

// All is owed to one corner of the plane: cells shrink towards it, several times in one
// step, slabs stay, and the mesh grows by little.
TEST(ColumnRefinement, GoesTowardsACorner)
{
  const ColumnLayout layout = square(2);
  ColumnIndicators indicators = none(layout);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (const unsigned int node : layout.plane.triangles[c].corner)
      if (layout.plane.nodes[node] == PlanePoint{0., 0.})
        indicators.column[c] = 1.;
  const ColumnLayout finer = refined(layout, indicators, {0.1, 5., 4});
  EXPECT_EQ(finer.z, layout.z);
  EXPECT_LT(smallest_at_origin(finer.plane), 0.02 * smallest_at_origin(layout.plane));
  EXPECT_LT(filled_cells(finer), 6 * filled_cells(layout));
}

// All is owed to one slab, on the side of its neighbour: halved there, triangles stay.
TEST(ColumnRefinement, GoesTowardsANeighbour)
{
  const ColumnLayout layout = square(1);
  ColumnIndicators indicators = none(layout);
  indicators.slab[3] = 1.;
  indicators.slab[4] = 0.1;
  const ColumnLayout finer = refined(layout, indicators, {0.3, 5., 4});
  EXPECT_EQ(finer.n_columns(), layout.n_columns());
  EXPECT_EQ(std::count(finer.z.begin(), finer.z.end(), 0.4375), 1);
  EXPECT_EQ(std::count(finer.z.begin(), finer.z.end(), 0.46875), 1);
  EXPECT_EQ(std::count(finer.z.begin(), finer.z.end(), 0.0625), 0);
}

// Whatever the budget, something is refined where an indicator is above zero; nothing else.
TEST(ColumnRefinement, AlwaysGoesOn)
{
  const ColumnLayout layout = square(1);
  ColumnIndicators indicators = none(layout);
  EXPECT_EQ(filled_cells(refined(layout, indicators, {0.5, 2., 2})), filled_cells(layout));
  indicators.slab[0] = 1e-30;
  EXPECT_GT(filled_cells(refined(layout, indicators, {0.5, 1., 2})), filled_cells(layout));
}

// Equal triangles are refined together, although a share of them would do.
TEST(ColumnRefinement, KeepsSymmetry)
{
  const ColumnLayout layout = square(1);
  ColumnIndicators indicators = none(layout);
  indicators.column.assign(layout.n_columns(), 1.);
  const ColumnLayout finer = refined(layout, indicators, {0.6, 10., 1});
  EXPECT_EQ(finer.n_columns(), 4 * layout.n_columns());
}

} // namespace
} // namespace kelvolt

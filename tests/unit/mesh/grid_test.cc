#include "../layout/example_packages.h"
#include "mesh/grid.h"

#include <deal.II/base/mpi.h>
#include <deal.II/grid/tria_accessor.h>
#include <deal.II/grid/tria_iterator.h>

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// 6 x 5 x 4 cells of 1 m; part 1 above z = 2, nothing where x > 4 and z > 3.
PartLayout step()
{
  PartLayout layout;
  const CellPosition n{6, 5, 4};
  for (int axis = 0; axis < 3; ++axis)
    for (int i = 0; i <= n[axis]; ++i)
      layout.planes[axis].push_back(i);
  for (int k = 0; k < n[2]; ++k)
    for (int j = 0; j < n[1]; ++j)
      for (int i = 0; i < n[0]; ++i)
        layout.part.push_back(i > 3 && k > 2 ? void_part : k >= 2 ? 1 : 0);
  return layout;
}

// All filled cells are there once, over all ranks, at the place that the layout says.
TEST(Grid, HoldsEachFilledCellOnce)
{
  const PartLayout layout = step();
  const Grid grid(MPI_COMM_WORLD, layout);
  EXPECT_EQ(grid.triangulation().n_global_active_cells(), 6U * 5U * 4U - 2U * 5U);
  double volume = 0.;
  for (const auto &cell : grid.triangulation().active_cell_iterators())
    if (cell->is_locally_owned())
    {
      const CellPosition at = grid.position(cell);
      EXPECT_EQ(static_cast<int>(cell->material_id()), layout.part_at(at));
      for (int d = 0; d < dim; ++d)
        EXPECT_EQ(cell->vertex(0)[d], layout.planes[d][at[d]]);
      volume += cell->measure();
    }
  EXPECT_NEAR(dealii::Utilities::MPI::sum(volume, MPI_COMM_WORLD), 110., 1e-10);
}

// What surfaces are made of must be right on ghost cells, too: a face of an owned or ghost
// cell is at the boundary exactly where the layout has nothing beyond it, and its
// neighbour belongs to the part that the layout says.
TEST(Grid, KnowsTheNeighboursOfItsGhosts)
{
  const PartLayout layout = step();
  const Grid grid(MPI_COMM_WORLD, layout);
  for (const auto &cell : grid.triangulation().active_cell_iterators())
    if (!cell->is_artificial())
      for (unsigned int face = 0; face < 6; ++face)
      {
        const int beyond =
            layout.part_at(neighbour_of(grid.position(cell), static_cast<Side>(face)));
        ASSERT_EQ(cell->at_boundary(face), beyond == void_part);
        if (beyond == void_part)
          continue;
        EXPECT_EQ(static_cast<int>(cell->neighbor(face)->material_id()), beyond);
      }
}

// A contact doubles the vertices of its plane (7 x 6 of them, less the void's column of
// one rank's view): each face of an owned or ghost cell on it has a partner beyond.
TEST(Grid, PairsTheFacesOfContacts)
{
  const PartLayout layout = step();
  const Grid grid(MPI_COMM_WORLD, layout, {{0, 1}});
  unsigned int n_pairs = 0;
  for (const auto &cell : grid.triangulation().active_cell_iterators())
    if (!cell->is_artificial())
      for (unsigned int face = 0; face < 6; ++face)
      {
        const CellPosition at = grid.position(cell);
        const bool on_contact = (face == 5 && at[2] == 1) || (face == 4 && at[2] == 2);
        ASSERT_EQ(Grid::contact(cell, face), on_contact ? 0 : -1);
        if (!on_contact)
          continue;
        CellPosition other = at;
        other[2] += face == 5 ? 1 : -1;
        EXPECT_EQ(grid.position(cell->periodic_neighbor(face)), other);
        n_pairs += cell->is_locally_owned() ? 1 : 0;
      }
  EXPECT_EQ(dealii::Utilities::MPI::sum(n_pairs, MPI_COMM_WORLD), 2U * 6U * 5U);
}

} // namespace
} // namespace kelvolt

#include "mesh/slab_cells.h"

namespace kelvolt
{

SlabCells::SlabCells(const PartLayout &mesh) : mesh_(&mesh), total_(filled_cells(mesh))
{
  for (int axis = 0; axis < 3; ++axis)
    pieces_[axis].assign(mesh.cells(axis), 1.);
}

double SlabCells::added_by_cut(int axis, int slab) const
{
  const int first = (axis + 1) % 3, second = (axis + 2) % 3;
  CellPosition cell{};
  cell[axis] = slab;
  double added = 0.;
  for (cell[first] = 0; cell[first] < mesh_->cells(first); ++cell[first])
  {
    double line = 0.;
    for (cell[second] = 0; cell[second] < mesh_->cells(second); ++cell[second])
      if (mesh_->part[mesh_->index(cell)] != void_part)
        line += pieces_[second][cell[second]];
    added += line * pieces_[first][cell[first]];
  }
  return added;
}

void SlabCells::cut(int axis, int slab)
{
  total_ += added_by_cut(axis, slab);
  pieces_[axis][slab] += 1.;
}

} // namespace kelvolt

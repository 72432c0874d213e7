#pragma once

#include "geometry/part_layout.h"
#include "geometry/surface.h"

#include <deal.II/distributed/tria.h>

#include <vector>

namespace kelvolt
{

/// Space dimension: packages are solid bodies.
constexpr int dim = 3;

using Triangulation = dealii::parallel::distributed::Triangulation<dim>;

/// The distributed hexahedral mesh of a block layout. Cells carry their part's index as
/// material id; space that no part fills is not meshed. Every cell is an axis-parallel box
/// in standard orientation, so its face number is its Side.
class Grid
{
public:
  /// Collective. Every rank builds the same coarse mesh; the cells are then shared out.
  Grid(MPI_Comm communicator, const PartLayout &mesh);

  const Triangulation &triangulation() const
  {
    return triangulation_;
  }
  MPI_Comm communicator() const
  {
    return triangulation_.get_communicator();
  }

  /// Halves every cell `times` times in each direction.
  void refine_uniformly(unsigned int times);

  /// Whether the face of an owned or ghost cell belongs to the surface.
  template <typename CellIterator>
  static bool
  on_surface(const CellIterator &cell, unsigned int face, const Surface &surface)
  {
    return face == static_cast<unsigned int>(surface.side) &&
           cell->material_id() == surface.part &&
           (cell->at_boundary(face) || cell->neighbor(face)->material_id() != surface.part);
  }

private:
  Triangulation triangulation_;
};

} // namespace kelvolt

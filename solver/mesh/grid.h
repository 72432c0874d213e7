#pragma once

#include "layout/contact_vertices.h"
#include "layout/part_layout.h"
#include "layout/surface.h"
#include "mesh/partition.h"

#include <deal.II/distributed/fully_distributed_tria.h>

#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// Space dimension: packages are solid bodies.
constexpr int dim = 3;

using Triangulation = dealii::parallel::fullydistributed::Triangulation<dim>;

/// Boundary id of the outside of the package; contact c has the id 1 + c on both its sides.
constexpr dealii::types::boundary_id outside_id = 0;

/// The distributed hexahedral mesh of a block layout. Cells carry their part's index as
/// material id; space that no part fills is not meshed. Every cell is an axis-parallel box
/// in standard orientation.
class Grid
{
public:
  /// Collective. Each rank builds the cells of its box of the Partition, the ghost cells
  /// around them, and one more layer of artificial cells, so that it sees what lies beyond
  /// the faces of its ghosts. Along the faces between the two parts of a contact the
  /// vertices are doubled, so that fields may jump there; the two faces are paired like
  /// periodic ones of zero offset, which keeps ghost layers whole across them.
  /// @param contacts pairs of part indices
  /// @param weight work on a cell, by part; empty: all the same
  Grid(MPI_Comm communicator,
       const PartLayout &mesh,
       const ContactPairs &contacts = {},
       const std::vector<double> &weight = {});

  const Triangulation &triangulation() const
  {
    return triangulation_;
  }
  const ContactPairs &contacts() const
  {
    return contacts_;
  }
  MPI_Comm communicator() const
  {
    return triangulation_.get_communicator();
  }

  /// Whether the face of an owned or ghost cell belongs to the surface.
  template <typename CellIterator>
  bool on_surface(const CellIterator &cell, unsigned int face, SurfaceId surface) const
  {
    return face == surface.box_face() && cell->material_id() == surface.part() &&
           (cell->at_boundary(face) ||
            cell->neighbor(face)->material_id() != surface.part()) &&
           (surface.patch() == no_patch || holds(patches_[surface.patch()], cell));
  }

  /// Where an owned, ghost or artificial cell lies in the layout.
  template <typename CellIterator>
  CellPosition position(const CellIterator &cell) const
  {
    const auto index = cell->id().get_coarse_cell_id();
    const auto nx = static_cast<unsigned int>(n_[0]), ny = static_cast<unsigned int>(n_[1]);
    return {static_cast<int>(index % nx),
            static_cast<int>(index / nx % ny),
            static_cast<int>(index / nx / ny)};
  }

  /// The contact that the face belongs to, -1 if none.
  template <typename CellIterator>
  static int contact(const CellIterator &cell, unsigned int face)
  {
    return cell->at_boundary(face) ? int(cell->face(face)->boundary_id()) - 1 : -1;
  }

private:
  template <typename CellIterator>
  static bool holds(const PatchArea &patch, const CellIterator &cell)
  {
    const dealii::Point<dim> middle = cell->center();
    return patch.contains({middle[0], middle[1], middle[2]});
  }

  void pair_contact_faces(const PartLayout &mesh,
                          const std::unordered_map<std::size_t, unsigned int> &number);

  ContactPairs contacts_;
  std::vector<PatchArea> patches_;
  CellPosition n_; ///< cells of the layout along each axis
  Triangulation triangulation_;
};

} // namespace kelvolt

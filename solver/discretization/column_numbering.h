#pragma once

#include "discretization/column_sites.h"
#include "discretization/plane_element.h"
#include "linear_algebra/vector.h"
#include "mesh/column_layout.h"

#include <memory>
#include <vector>

namespace kelvolt
{

/// A column's cell that this rank owns.
struct ColumnCell
{
  unsigned int column = 0, slab = 0;
};

/// Numbers of the unknowns of columns: one for every plane node and every node along z at
/// which an active cell lies; one on either side of a contact, and one for all of a
/// floating surface. A rank's numbers are consecutive, those over one plane node follow
/// each other from below as far as nothing parts or ties them. Every rank knows them all.
class ColumnNumbering
{
public:
  /// @param is_active [column][slab]
  /// @param owner of each column @param ties of which jumps and floating surfaces matter
  ColumnNumbering(const ColumnLayout &layout,
                  const PlaneNodes &element,
                  const std::vector<char> &is_active,
                  const std::vector<unsigned int> &owner,
                  unsigned int n_ranks,
                  const ColumnTies &ties);

  using Index = dealii::types::global_dof_index;

  /// Of a node of a cell.
  Index
  unknown(unsigned int column, unsigned int slab, unsigned int node, unsigned int z) const
  {
    const unsigned int at = plane_node(column, node);
    return sites_.has(at) ? sites_.at(at, column, slab, z)
                          : base_[std::size_t(at) * n_slabs_ + slab] + z;
  }
  unsigned int plane_node(unsigned int column, unsigned int node) const
  {
    return plane_node_[std::size_t(column) * n_nodes_ + node];
  }
  /// What each rank owns, with the nodes of its cells. Collective.
  /// @param n_along_z nodes of a cell
  std::shared_ptr<const dealii::Utilities::MPI::Partitioner>
  partitioner(MPI_Comm communicator,
              const std::vector<ColumnCell> &cells,
              unsigned int n_along_z) const;
  unsigned int n_plane_nodes() const
  {
    return n_plane_nodes_;
  }
  /// First number of the rank; that behind the last rank is the number of all.
  Index begin(unsigned int rank) const
  {
    return begin_[rank];
  }

private:
  void number_plane(const PlaneMesh &plane, const PlaneNodes &element);
  /// Those over a plane node, from `next` on.
  /// @param used [plane node][slab] @return the one behind the last
  Index number_along_z(unsigned int node,
                       const std::vector<char> &used,
                       unsigned int degree,
                       Index next);

  unsigned int n_slabs_, n_nodes_, n_plane_nodes_ = 0;
  std::vector<unsigned int> plane_node_; ///< [column][node]
  std::vector<Index> base_;              ///< [plane node][slab], where there is no site
  ColumnSites sites_;
  std::vector<Index> begin_;
};

} // namespace kelvolt

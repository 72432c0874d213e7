#pragma once

#include "mesh/grid.h"

#include <deal.II/base/quadrature.h>
#include <deal.II/dofs/dof_handler.h>
#include <deal.II/lac/la_parallel_vector.h>

#include <cstdint>
#include <vector>

namespace kelvolt
{

/// VTK's numbers of the cell types.
constexpr std::uint8_t linear_hexahedron = 12;
constexpr std::uint8_t lagrange_hexahedron = 72;

/// This rank's share of the mesh as VTK numbers it.
struct FieldMeshRows
{
  std::vector<double> points;             ///< owned dofs times 3
  std::vector<std::int64_t> connectivity; ///< global dofs, VTK's order within a cell
  std::vector<std::int64_t> offsets;      ///< the last rank has one more than cells
  std::vector<std::uint8_t> types;
  std::vector<std::int32_t> parts;
  /// Corners of the linear sub-cells, by global dofs; only where XDMF needs them.
  std::vector<std::int64_t> sub_connectivity;
};

/// The degrees of freedom of a field as points, and its cells as VTK's Lagrange hexahedra.
/// Points and cells of all ranks are numbered one rank after the other.
class FieldMesh
{
public:
  using Vector = dealii::LinearAlgebra::distributed::Vector<double>;

  /// Collective. `dof_handler`: FE_Q of degree 1 to 4, dofs distributed, contiguous range
  /// per rank; it has to outlive this. Throws std::invalid_argument for anything else.
  explicit FieldMesh(const dealii::DoFHandler<dim> &dof_handler);

  FieldMeshRows rows() const;

  /// The field at VTK's nodes, for the owned dofs: from degree 3 on they are not those of
  /// the dofs. Collective for degree 3 and more.
  std::vector<double> at_nodes(const Vector &values) const;

  unsigned int degree() const
  {
    return degree_;
  }
  /// XDMF knows no hexahedra of this degree.
  bool needs_sub_cells() const
  {
    return degree_ > 2;
  }
  unsigned int n_sub_cells() const
  {
    return degree_ * degree_ * degree_;
  }
  unsigned int n_nodes_per_cell() const
  {
    return dof_handler_.get_fe().n_dofs_per_cell();
  }
  std::uint64_t n_dofs() const
  {
    return dof_handler_.n_dofs();
  }
  std::uint64_t first_dof() const
  {
    return first_dof_;
  }
  std::uint64_t n_owned_dofs() const
  {
    return n_owned_dofs_;
  }
  std::uint64_t n_cells() const
  {
    return n_cells_;
  }
  std::uint64_t first_cell() const
  {
    return first_cell_;
  }
  std::uint64_t n_owned_cells() const
  {
    return n_owned_cells_;
  }
  /// The largest material id of all cells.
  unsigned int last_part() const
  {
    return last_part_;
  }
  MPI_Comm communicator() const
  {
    return dof_handler_.get_communicator();
  }

private:
  std::vector<std::int64_t> sub_cells(const std::vector<std::int64_t> &connectivity) const;
  bool owns(dealii::types::global_dof_index dof) const
  {
    return dof >= first_dof_ && dof - first_dof_ < n_owned_dofs_;
  }

  const dealii::DoFHandler<dim> &dof_handler_;
  unsigned int degree_;
  /// VTK's nodes on the unit cell, in the order of the cell's dofs.
  dealii::Quadrature<dim> nodes_;
  std::uint64_t first_dof_ = 0;
  std::uint64_t n_owned_dofs_ = 0;
  std::uint64_t first_cell_ = 0;
  std::uint64_t n_owned_cells_ = 0;
  std::uint64_t n_cells_ = 0;
  unsigned int last_part_ = 0;
};

} // namespace kelvolt

#pragma once

#include <deal.II/lac/la_parallel_vector.h>

#include <mpi.h>

#include <cstdint>
#include <vector>

namespace kelvolt
{

/// What the cells of a mesh are in its files.
struct CellKind
{
  std::uint8_t type = 0; ///< VTK's number
  unsigned int n_nodes = 0;
  const char *xdmf = nullptr; ///< name of the topology there
  const char *group =
      nullptr; ///< cell data: what the numbers of FieldMeshRows::parts are of
};

/// This rank's share of the mesh as VTK numbers it.
struct FieldMeshRows
{
  std::vector<double> points;             ///< owned points times 3
  std::vector<std::int64_t> connectivity; ///< global points, VTK's order within a cell
  std::vector<std::int64_t> offsets;      ///< the last rank has one more than cells
  std::vector<std::uint8_t> types;
  std::vector<std::int32_t> parts; ///< or surfaces, see CellKind::group
  /// Corners of the linear sub-cells, by global points; only where XDMF needs them.
  std::vector<std::int64_t> sub_connectivity;
};

/// A mesh as cells of one kind, VTK's Lagrange hexahedra of one degree if it is that of a
/// field, with a field's values at their nodes.
/// Points and cells of all ranks are numbered one rank after the other.
class FieldMesh
{
public:
  using Vector = dealii::LinearAlgebra::distributed::Vector<double>;

  virtual ~FieldMesh() = default;

  virtual FieldMeshRows rows() const = 0;

  /// The field at this rank's points. Collective.
  virtual std::vector<double> at_nodes(const Vector &values) const = 0;

  /// Whether the values are distributed like the field's unknowns.
  virtual bool fits(const Vector &values) const = 0;

  const CellKind &kind() const
  {
    return kind_;
  }
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
    return kind_.n_nodes;
  }
  std::uint64_t n_points() const
  {
    return n_points_;
  }
  std::uint64_t first_point() const
  {
    return first_point_;
  }
  std::uint64_t n_owned_points() const
  {
    return n_owned_points_;
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
  /// The largest number of a part of all cells.
  unsigned int last_part() const
  {
    return last_part_;
  }
  MPI_Comm communicator() const
  {
    return communicator_;
  }

protected:
  /// Of hexahedra, which belong to parts.
  FieldMesh(MPI_Comm communicator, unsigned int degree);
  /// Of linear cells of another kind.
  FieldMesh(MPI_Comm communicator, const CellKind &kind)
      : communicator_(communicator), degree_(1), kind_(kind)
  {
  }
  /// Collective.
  void count_points(std::uint64_t first, std::uint64_t n_owned, std::uint64_t n);
  void count_cells(std::uint64_t n_owned, unsigned int last_part);
  /// Offsets, types and sub-cells, from the connectivity.
  void complete(FieldMeshRows &rows) const;

private:
  std::vector<std::int64_t> sub_cells(const std::vector<std::int64_t> &connectivity) const;

  MPI_Comm communicator_;
  unsigned int degree_;
  CellKind kind_;
  std::uint64_t first_point_ = 0, n_owned_points_ = 0, n_points_ = 0;
  std::uint64_t first_cell_ = 0, n_owned_cells_ = 0, n_cells_ = 0;
  unsigned int last_part_ = 0;
};

} // namespace kelvolt

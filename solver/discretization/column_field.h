#pragma once

#include "discretization/column_kernel.h"
#include "discretization/column_numbering.h"
#include "discretization/point_values.h"
#include "linear_algebra/vector.h"
#include "mesh/column_layout.h"

#include <deal.II/base/aligned_vector.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// Finite-element space, values and constraints of ONE unknown on some of the parts of a
/// ColumnLayout: wedges of degree p in the plane and along z. It has the faces of
/// ScalarField that do not speak of boxes.
class ColumnField
{
public:
  /// Collective. Every fixed value is zero at first.
  /// @param layout has to outlive this
  /// @param active per part: whether the unknown lives there
  ColumnField(const ColumnLayout &layout,
              MPI_Comm communicator,
              const std::vector<bool> &active,
              unsigned int degree,
              const ColumnTies &ties = {});

  const ColumnLayout &layout() const
  {
    return *layout_;
  }
  const WedgeElement &element() const
  {
    return element_;
  }
  MPI_Comm communicator() const
  {
    return communicator_;
  }
  const std::shared_ptr<const dealii::Utilities::MPI::Partitioner> &partitioner() const
  {
    return partitioner_;
  }
  dealii::types::global_dof_index n_dofs() const
  {
    return partitioner_->size();
  }
  Vector make_vector() const;

  /// This rank's cells, those of a column from below.
  const std::vector<ColumnCell> &cells() const
  {
    return cells_;
  }
  unsigned int n_batches() const
  {
    return (cells_.size() + lanes - 1) / lanes;
  }
  /// Cells of a batch.
  unsigned int filled_lanes(unsigned int batch) const
  {
    return batch + 1 < n_batches()
               ? lanes
               : static_cast<unsigned int>(cells_.size()) - batch * lanes;
  }
  int part(unsigned int cell) const
  {
    return layout_->part_at(cells_[cell].column, static_cast<int>(cells_[cell].slab));
  }
  double height(unsigned int cell) const
  {
    return layout_->z[cells_[cell].slab + 1] - layout_->z[cells_[cell].slab];
  }
  /// The cell's place in cells(); no_cell if it is not this rank's.
  unsigned int cell_at(unsigned int column, unsigned int slab) const;
  static constexpr unsigned int no_cell = -1;

  /// Parts between which the unknown may jump.
  const ContactPairs &jumps() const
  {
    return jumps_;
  }

  /// Local vector index of a cell's node.
  unsigned int
  node_dof(unsigned int cell, unsigned int plane_node, unsigned int z_node) const
  {
    const std::size_t at = line_of(cell, plane_node);
    return first_[at] != scattered ? first_[at] + z_node : scattered_.at(at)[z_node];
  }
  /// Local index of the unknown of a floating surface with that face, on the rank that owns
  /// it.
  std::optional<unsigned int> owned_unknown(const ColumnFace &face) const;
  /// Local vector indices of the nodes on a face of an active cell that is this rank's or
  /// lies beyond a contact from one that is, in the order of nodes_on().
  std::vector<unsigned int> face_dofs(const ColumnFace &face) const;
  std::array<double, 3>
  node_position(unsigned int cell, unsigned int plane_node, unsigned int z_node) const;
  std::array<double, 3> point_position(unsigned int cell, unsigned int point) const;
  /// The plane node's number, the same on all ranks.
  unsigned int plane_node(unsigned int cell, unsigned int node) const
  {
    return numbering_.plane_node(cells_[cell].column, node);
  }

  /// Area of a plane point of the column of a cell [m2].
  double point_area(unsigned int cell, unsigned int plane_point) const
  {
    return area_[std::size_t(cells_[cell].column) * element_.plane.n_points + plane_point];
  }
  /// Volume of a point of the cell [m3].
  double point_volume(unsigned int cell, unsigned int point) const
  {
    const unsigned int n = element_.line.n;
    return point_area(cell, point / n) * element_.line.weight[point % n] * height(cell);
  }
  /// Of a batch; buffers keep what it points to, and from batch to batch what stays.
  struct GeometryBuffers
  {
    GeometryBuffers()
    {
      std::fill(column, column + lanes, no_column);
    }
    unsigned int column[lanes];
    alignas(64) double inverse[lanes * 4 * PlaneElement::max_points];
    alignas(64) double area[lanes * PlaneElement::max_points];
    alignas(64) double height[lanes];
    alignas(64) double inverse_height[lanes];
  };
  WedgeGeometry geometry(unsigned int batch, GeometryBuffers &buffers) const;

  void set_fixed(std::size_t surface, double value)
  {
    fixed_value_[surface] = value;
  }
  double fixed_value(std::size_t surface) const
  {
    return fixed_value_[surface];
  }
  /// Local indices of owned unknowns on fixed surfaces.
  const std::vector<unsigned int> &constrained() const
  {
    return constrained_;
  }
  bool is_constrained(unsigned int local) const
  {
    return surface_of_[local] >= 0;
  }
  /// The fixed surface of each constrained().
  int fixed_surface(unsigned int local) const
  {
    return surface_of_[local];
  }
  /// Sets fixed entries, of owned and ghosts. Collective for neither.
  void distribute(Vector &values) const;
  void distribute_homogeneous(Vector &values) const;

  /// Copies the node values of one batch, less the offset, into [plane node][z node][lane].
  void gather(const Vector &values, unsigned int batch, double offset, double *u) const;
  void scatter_add(const double *y, unsigned int batch, Vector &values) const;
  /// The same of local arrays in single precision.
  void gather(const float *values, unsigned int batch, float *u) const;
  void scatter_add(const float *y, unsigned int batch, float *values) const;

  PointValues constant_at_points(double value) const
  {
    return {static_cast<unsigned int>(cells_.size()), element_.n_points(), value};
  }
  PointValues values_at_points(const Vector &values) const;

private:
  void find_cells();
  void make_partitioner();
  void make_geometry();
  void fix(const std::vector<std::vector<ColumnFace>> &surfaces);
  void find_first(unsigned int cell, unsigned int plane_node);
  std::size_t line_of(unsigned int cell, unsigned int plane_node) const
  {
    return (std::size_t(cell / lanes) * element_.plane.n_nodes + plane_node) * lanes +
           cell % lanes;
  }
  const unsigned int *first_of(unsigned int batch) const
  {
    return first_.data() + line_of(batch * lanes, 0);
  }
  /// Own cells, and those beyond contacts from them.
  std::vector<ColumnCell> touched_cells() const;
  /// Calls visit(place in the batch's arrays, local unknown) for all nodes of a cell.
  template <typename Visit>
  void visit_nodes(unsigned int cell, unsigned int lane, const Visit &visit) const;
  template <typename Number>
  void gather_batch(const Number *x, unsigned int batch, Number offset, Number *u) const;
  template <typename Number>
  void scatter_batch(const Number *y, unsigned int batch, Number *x) const;
  bool is_active(const ColumnFace &face) const
  {
    return is_active_[std::size_t(face.column) * layout_->n_slabs() + face.slab] != 0;
  }
  std::vector<dealii::types::global_dof_index> unknowns_on(const ColumnFace &face) const;

  const ColumnLayout *layout_;
  MPI_Comm communicator_;
  WedgeElement element_;
  std::vector<char> is_active_; ///< [column][slab]
  std::vector<unsigned int> owner_;
  ColumnNumbering numbering_;
  std::vector<ColumnCell> cells_;
  std::vector<unsigned int> cell_at_; ///< [column][slab]
  std::shared_ptr<const dealii::Utilities::MPI::Partitioner> partitioner_;
  ContactPairs jumps_;
  /// [batch][plane node][lane]: the lowest node's; those above follow, unless they are
  /// scattered. Lanes that no cell fills have those of the first lane.
  std::vector<unsigned int> first_;
  std::vector<char> has_scattered_; ///< per batch
  static constexpr unsigned int scattered = -1;
  std::unordered_map<std::size_t, std::vector<unsigned int>> scattered_;
  std::vector<double> area_;    ///< [column][plane point], of own columns
  std::vector<double> inverse_; ///< [column][plane point][4]
  std::vector<int> surface_of_; ///< of each local unknown, -1 if it is free
  std::vector<unsigned int> constrained_;
  std::vector<double> fixed_value_;
};

} // namespace kelvolt

#pragma once

#include "discretization/column_field.h"
#include "field_mesh.h"
#include "split_triangle.h"

#include <memory>

namespace kelvolt
{

/// Columns as hexahedra: each wedge as three, see SplitTriangle, which hold the field on it
/// exactly. Sides on arcs are polynomials of the degree, so near to the arcs that the
/// cells' volumes are those of the wedges.
class ColumnFieldMesh : public FieldMesh
{
public:
  /// Collective. `field`, of degree 1 to 4 and with a value on all parts, has to outlive
  /// this.
  explicit ColumnFieldMesh(const ColumnField &field);

  FieldMeshRows rows() const override;
  std::vector<double> at_nodes(const Vector &values) const override;
  bool fits(const Vector &values) const override;

  /// Cells for each of ColumnField::cells(), one after the other.
  static constexpr unsigned int per_wedge = SplitTriangle::n_pieces;

private:
  void make_partitioner();
  /// Global number of the point over a node of a cell's triangle.
  std::uint64_t point(unsigned int cell, unsigned int node, unsigned int z) const;
  unsigned int local(unsigned int cell, unsigned int node, unsigned int z) const
  {
    return partitioner_->global_to_local(point(cell, node, z));
  }

  const ColumnField &field_;
  SplitTriangle split_;
  std::unique_ptr<ColumnNumbering> numbering_;
  std::shared_ptr<const dealii::Utilities::MPI::Partitioner> partitioner_; ///< of points
};

} // namespace kelvolt

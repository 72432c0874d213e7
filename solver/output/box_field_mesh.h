#pragma once

#include "field_mesh.h"
#include "mesh/grid.h"

#include <deal.II/base/quadrature.h>
#include <deal.II/dofs/dof_handler.h>

namespace kelvolt
{

/// The degrees of freedom of a field on boxes as points, and its cells as hexahedra.
class BoxFieldMesh : public FieldMesh
{
public:
  /// Collective. `dof_handler`: FE_Q of degree 1 to 4, dofs distributed, contiguous range
  /// per rank; it has to outlive this. Throws std::invalid_argument for anything else.
  explicit BoxFieldMesh(const dealii::DoFHandler<dim> &dof_handler);

  FieldMeshRows rows() const override;

  /// From degree 3 on VTK's nodes are not those of the dofs.
  std::vector<double> at_nodes(const Vector &values) const override;

  bool fits(const Vector &values) const override;

private:
  bool owns(dealii::types::global_dof_index dof) const
  {
    return dof >= first_point() && dof - first_point() < n_owned_points();
  }

  const dealii::DoFHandler<dim> &dof_handler_;
  /// VTK's nodes on the unit cell, in the order of the cell's dofs.
  dealii::Quadrature<dim> nodes_;
};

} // namespace kelvolt

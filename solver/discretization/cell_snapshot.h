#pragma once

#include "discretization/scalar_field.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// The values of a field on a block mesh, cell by cell, kept while the mesh is replaced by
/// one whose planes contain its own. Each rank keeps those of its own cells.
class CellSnapshot
{
public:
  /// Ghosts of `values` must be up to date. @param planes [m] those of the mesh, per axis
  CellSnapshot(const ScalarField &field,
               const Vector &values,
               std::array<std::vector<double>, dim> planes);

  /// Of what another one holds, on any rank. @param ids rising @param values [cell][node]
  CellSnapshot(unsigned int degree,
               std::array<std::vector<double>, dim> planes,
               std::vector<dealii::types::global_dof_index> ids,
               std::vector<double> values);

  unsigned int degree() const
  {
    return element_.degree;
  }
  const std::array<std::vector<double>, dim> &planes() const
  {
    return planes_;
  }
  /// The places of this rank's cells in the grid of all planes, which do not depend on the
  /// number of ranks; rising.
  const std::vector<dealii::types::global_dof_index> &ids() const
  {
    return ids_;
  }
  /// [cell][node]
  const std::vector<double> &values() const
  {
    return values_;
  }

  /// The same function on a finer block mesh with cells of the same degree, whichever ranks
  /// hold them. Ghosts of the result are up to date. The field lives on the same parts.
  /// Collective.
  Vector interpolate_to(const ScalarField &finer) const;

private:
  using CellId = dealii::types::global_dof_index;

  CellId cell_at(const dealii::Point<dim> &x) const;
  dealii::Point<dim> lower_corner(CellId cell) const;
  std::array<double, dim> edges(CellId cell) const;
  CellId n_ids() const;

  ReferenceElement element_;
  std::array<std::vector<double>, dim> planes_;
  std::vector<CellId> ids_;    ///< of this rank's cells, rising
  std::vector<double> values_; ///< [cell][node]
};

} // namespace kelvolt

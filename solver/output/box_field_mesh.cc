#include "box_field_mesh.h"

#include "lagrange_cell.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/fe_tools.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/lac/full_matrix.h>

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{

namespace
{

/// Equidistant nodes of the unit cell, in the order of FE_Q's dofs.
dealii::Quadrature<dim> equidistant_nodes(unsigned int degree)
{
  const dealii::QTrapezoid<1> ends;
  const dealii::QIterated<dim> lexicographic(ends, degree);
  const std::vector<unsigned int> hierarchic =
      dealii::FETools::lexicographic_to_hierarchic_numbering<dim>(degree);
  std::vector<dealii::Point<dim>> nodes(lexicographic.size());
  for (unsigned int i = 0; i < nodes.size(); ++i)
    nodes[hierarchic[i]] = lexicographic.point(i);
  return dealii::Quadrature<dim>(nodes);
}

} // namespace

BoxFieldMesh::BoxFieldMesh(const dealii::DoFHandler<dim> &dof_handler)
    : FieldMesh(dof_handler.get_communicator(), dof_handler.get_fe().degree),
      dof_handler_(dof_handler)
{
  if (dynamic_cast<const dealii::FE_Q<dim> *>(&dof_handler.get_fe()) == nullptr ||
      degree() > 4)
    throw std::invalid_argument(
        "fields are written for dealii::FE_Q of degree 1 to 4, not for " +
        dof_handler.get_fe().get_name());
  nodes_ = equidistant_nodes(degree());
  const dealii::IndexSet &owned = dof_handler.locally_owned_dofs();
  if (!owned.is_contiguous())
    throw std::invalid_argument(
        "fields are written for a contiguous range of degrees of freedom per rank");
  count_points(owned.n_elements() == 0 ? 0 : owned.nth_index_in_set(0),
               owned.n_elements(),
               dof_handler.n_dofs());

  dealii::types::material_id last_part = 0;
  std::uint64_t n_cells = 0;
  for (const auto &cell : dof_handler.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      ++n_cells;
      last_part = std::max(last_part, cell->material_id());
    }
  count_cells(n_cells, last_part);
}

bool BoxFieldMesh::fits(const Vector &values) const
{
  return values.locally_owned_size() == n_owned_points() &&
         (n_owned_points() == 0 ||
          values.get_partitioner()->local_range().first == first_point());
}

FieldMeshRows BoxFieldMesh::rows() const
{
  const dealii::FiniteElement<dim> &fe = dof_handler_.get_fe();
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree());
  const std::vector<unsigned int> hierarchic =
      dealii::FETools::lexicographic_to_hierarchic_numbering<dim>(degree());

  FieldMeshRows mesh;
  mesh.points.resize(3 * n_owned_points());
  mesh.connectivity.reserve(n_owned_cells() * order.size());
  mesh.parts.reserve(n_owned_cells());
  dealii::FEValues<dim> nodes(fe, nodes_, dealii::update_quadrature_points);
  std::vector<dealii::types::global_dof_index> dofs(fe.n_dofs_per_cell());
  for (const auto &cell : dof_handler_.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      nodes.reinit(cell);
      cell->get_dof_indices(dofs);
      for (unsigned int i = 0; i < dofs.size(); ++i)
        if (owns(dofs[i]))
          for (unsigned int d = 0; d < dim; ++d)
            mesh.points[3 * (dofs[i] - first_point()) + d] = nodes.quadrature_point(i)[d];
      for (const unsigned int lexicographic : order)
        mesh.connectivity.push_back(
            static_cast<std::int64_t>(dofs[hierarchic[lexicographic]]));
      mesh.parts.push_back(static_cast<std::int32_t>(cell->material_id()));
    }
  complete(mesh);
  return mesh;
}

/// The solution at VTK's nodes, for the owned dofs. The nodes on a face or an edge depend
/// on its dofs alone, so it does not matter from which cell they are evaluated, nor that
/// the field may be NaN elsewhere in that cell: dofs without weight are left out.
std::vector<double> BoxFieldMesh::at_nodes(const Vector &values) const
{
  if (degree() <= 2)
    return {values.begin(), values.end()};
  const dealii::FiniteElement<dim> &fe = dof_handler_.get_fe();
  const unsigned int n = fe.n_dofs_per_cell();
  dealii::FullMatrix<double> weights(n, n);
  for (unsigned int node = 0; node < n; ++node)
    for (unsigned int dof = 0; dof < n; ++dof)
      weights(node, dof) = fe.shape_value(dof, nodes_.point(node));

  dealii::IndexSet active;
  dealii::DoFTools::extract_locally_active_dofs(dof_handler_, active);
  Vector ghosted(
      dof_handler_.locally_owned_dofs(), active, dof_handler_.get_communicator());
  std::copy(values.begin(), values.end(), ghosted.begin());
  ghosted.update_ghost_values();

  std::vector<double> result(n_owned_points());
  std::vector<dealii::types::global_dof_index> dofs(n);
  for (const auto &cell : dof_handler_.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      cell->get_dof_indices(dofs);
      for (unsigned int node = 0; node < n; ++node)
        if (owns(dofs[node]))
        {
          double value = 0.;
          for (unsigned int i = 0; i < n; ++i)
            if (std::abs(weights(node, i)) > 1e-12)
              value += weights(node, i) * ghosted(dofs[i]);
          result[dofs[node] - first_point()] = value;
        }
    }
  return result;
}

} // namespace kelvolt

#include "field_mesh.h"

#include "lagrange_cell.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/fe_tools.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/lac/full_matrix.h>

#include <algorithm>
#include <numeric>
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

FieldMesh::FieldMesh(const dealii::DoFHandler<dim> &dof_handler)
    : dof_handler_(dof_handler), degree_(dof_handler.get_fe().degree)
{
  if (dynamic_cast<const dealii::FE_Q<dim> *>(&dof_handler.get_fe()) == nullptr ||
      degree_ > 4)
    throw std::invalid_argument(
        "fields are written for dealii::FE_Q of degree 1 to 4, not for " +
        dof_handler.get_fe().get_name());
  nodes_ = equidistant_nodes(degree_);
  const dealii::IndexSet &owned = dof_handler.locally_owned_dofs();
  if (!owned.is_contiguous())
    throw std::invalid_argument(
        "fields are written for a contiguous range of degrees of freedom per rank");
  n_owned_dofs_ = owned.n_elements();
  first_dof_ = n_owned_dofs_ == 0 ? 0 : owned.nth_index_in_set(0);

  dealii::types::material_id last_part = 0;
  for (const auto &cell : dof_handler.active_cell_iterators())
    if (cell->is_locally_owned())
    {
      ++n_owned_cells_;
      last_part = std::max(last_part, cell->material_id());
    }
  const MPI_Comm communicator = dof_handler.get_communicator();
  last_part_ = dealii::Utilities::MPI::max(last_part, communicator);
  const std::vector<std::uint64_t> cells_by_rank =
      dealii::Utilities::MPI::all_gather(communicator, n_owned_cells_);
  const auto own =
      cells_by_rank.begin() + dealii::Utilities::MPI::this_mpi_process(communicator);
  first_cell_ = std::accumulate(cells_by_rank.begin(), own, std::uint64_t(0));
  n_cells_ = std::accumulate(own, cells_by_rank.end(), first_cell_);
}

FieldMeshRows FieldMesh::rows() const
{
  const dealii::FiniteElement<dim> &fe = dof_handler_.get_fe();
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree_);
  const std::vector<unsigned int> hierarchic =
      dealii::FETools::lexicographic_to_hierarchic_numbering<dim>(degree_);

  FieldMeshRows mesh;
  mesh.points.resize(3 * n_owned_dofs_);
  mesh.connectivity.reserve(n_owned_cells_ * order.size());
  mesh.parts.reserve(n_owned_cells_);
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
            mesh.points[3 * (dofs[i] - first_dof_) + d] = nodes.quadrature_point(i)[d];
      for (const unsigned int lexicographic : order)
        mesh.connectivity.push_back(
            static_cast<std::int64_t>(dofs[hierarchic[lexicographic]]));
      mesh.parts.push_back(static_cast<std::int32_t>(cell->material_id()));
    }

  const bool is_last = dealii::Utilities::MPI::this_mpi_process(communicator()) + 1 ==
                       dealii::Utilities::MPI::n_mpi_processes(communicator());
  for (std::uint64_t i = 0; i < n_owned_cells_ + (is_last ? 1 : 0); ++i)
    mesh.offsets.push_back(static_cast<std::int64_t>((first_cell_ + i) * order.size()));
  mesh.types.assign(n_owned_cells_, degree_ == 1 ? linear_hexahedron : lagrange_hexahedron);
  if (needs_sub_cells())
    mesh.sub_connectivity = sub_cells(mesh.connectivity);
  return mesh;
}

std::vector<std::int64_t>
FieldMesh::sub_cells(const std::vector<std::int64_t> &connectivity) const
{
  const std::vector<unsigned int> order = lagrange_cell_nodes(degree_);
  std::vector<unsigned int> place(order.size());
  for (unsigned int i = 0; i < order.size(); ++i)
    place[order[i]] = i;
  const auto sub_cells = linear_sub_cells(degree_);
  std::vector<std::int64_t> corners;
  corners.reserve(n_owned_cells_ * sub_cells.size() * 8);
  for (std::size_t start = 0; start < connectivity.size(); start += order.size())
    for (const auto &sub_cell : sub_cells)
      for (const unsigned int lexicographic : sub_cell)
        corners.push_back(connectivity[start + place[lexicographic]]);
  return corners;
}

/// The solution at VTK's nodes, for the owned dofs. The nodes on a face or an edge depend
/// on its dofs alone, so it does not matter from which cell they are evaluated, nor that
/// the field may be NaN elsewhere in that cell: dofs without weight are left out.
std::vector<double> FieldMesh::at_nodes(const Vector &values) const
{
  if (degree_ <= 2)
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

  std::vector<double> result(n_owned_dofs_);
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
          result[dofs[node] - first_dof_] = value;
        }
    }
  return result;
}

} // namespace kelvolt

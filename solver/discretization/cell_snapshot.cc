#include "discretization/cell_snapshot.h"

#include "discretization/shape_values.h"
#include "layout/part_layout.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace kelvolt
{
namespace
{

using CellId = dealii::types::global_dof_index;
using Request = std::map<unsigned int, std::vector<CellId>>;

/// Which rank holds which of the wanted cells.
Request cells_by_owner(const std::vector<CellId> &owned,
                       const std::vector<CellId> &wanted,
                       CellId n_ids,
                       MPI_Comm communicator)
{
  dealii::IndexSet own(n_ids), want(n_ids);
  own.add_indices(owned.begin(), owned.end());
  want.add_indices(wanted.begin(), wanted.end());
  const std::vector<unsigned int> owners =
      dealii::Utilities::MPI::compute_index_owner(own, want, communicator);
  Request request;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    request[owners[i]].push_back(wanted[i]);
  return request;
}

} // namespace

CellSnapshot::CellSnapshot(const ScalarField &field,
                           const Vector &values,
                           std::array<std::vector<double>, dim> planes)
    : element_(field.element()), planes_(std::move(planes))
{
  const CellBatches &cells = field.cells();
  std::vector<CellId> id(cells.n_cells);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    id[cell] = cell_at(field.node_position(cell, 0));
  std::vector<unsigned int> order(cells.n_cells);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(),
            order.end(),
            [&](unsigned int a, unsigned int b) { return id[a] < id[b]; });
  for (const unsigned int cell : order)
  {
    ids_.push_back(id[cell]);
    const std::vector<double> nodes = field.cell_values(values, cell);
    values_.insert(values_.end(), nodes.begin(), nodes.end());
  }
}

CellSnapshot::CellSnapshot(unsigned int degree,
                           std::array<std::vector<double>, dim> planes,
                           std::vector<CellId> ids,
                           std::vector<double> values)
    : element_(degree), planes_(std::move(planes)), ids_(std::move(ids)),
      values_(std::move(values))
{
}

CellSnapshot::CellId CellSnapshot::n_ids() const
{
  CellId product = 1;
  for (const std::vector<double> &axis : planes_)
    product *= axis.size();
  return product;
}

/// The cell whose lower corner is at x or next below it.
CellSnapshot::CellId CellSnapshot::cell_at(const dealii::Point<dim> &x) const
{
  CellId id = 0;
  for (int d = dim - 1; d >= 0; --d)
  {
    const double slack = 1e-12 * (planes_[d].back() - planes_[d].front());
    const auto above = std::upper_bound(planes_[d].begin(), planes_[d].end(), x[d] + slack);
    id = id * planes_[d].size() + (above - planes_[d].begin() - 1);
  }
  return id;
}

dealii::Point<dim> CellSnapshot::lower_corner(CellId cell) const
{
  dealii::Point<dim> x;
  for (unsigned int d = 0; d < dim; ++d)
  {
    x[d] = planes_[d][cell % planes_[d].size()];
    cell /= planes_[d].size();
  }
  return x;
}

std::array<double, dim> CellSnapshot::edges(CellId cell) const
{
  std::array<double, dim> h{};
  for (unsigned int d = 0; d < dim; ++d)
  {
    const std::size_t i = cell % planes_[d].size();
    h[d] = planes_[d][i + 1] - planes_[d][i];
    cell /= planes_[d].size();
  }
  return h;
}

Vector CellSnapshot::interpolate_to(const ScalarField &finer) const
{
  const MPI_Comm comm = finer.communicator();
  const CellBatches &cells = finer.cells();
  const unsigned int n3 = element_.n_cubed(), n = element_.n;
  std::vector<CellId> coarse(cells.n_cells);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    coarse[cell] = cell_at(finer.node_position(cell, 0));
  std::vector<CellId> wanted = coarse;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

  const Request requests = cells_by_owner(ids_, wanted, n_ids(), comm);
  std::map<unsigned int, std::vector<double>> answers;
  for (const auto &[rank, ids] : dealii::Utilities::MPI::some_to_some(comm, requests))
    for (const CellId id : ids)
    {
      const std::size_t place =
          std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin();
      const double *const nodes = values_.data() + place * n3;
      answers[rank].insert(answers[rank].end(), nodes, nodes + n3);
    }
  std::map<CellId, std::vector<double>> nodes_of;
  const auto received = dealii::Utilities::MPI::some_to_some(comm, answers);
  for (const auto &[rank, ids] : requests)
    for (std::size_t i = 0; i < ids.size(); ++i)
    {
      const double *const nodes = received.at(rank).data() + i * n3;
      nodes_of[ids[i]].assign(nodes, nodes + n3);
    }

  Vector result = finer.make_vector();
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const double *nodes = nodes_of.at(coarse[cell]).data();
    const dealii::Point<dim> origin = lower_corner(coarse[cell]);
    const std::array<double, dim> h = edges(coarse[cell]);
    std::array<std::vector<ShapeValues>, dim> shape;
    for (unsigned int d = 0; d < dim; ++d)
      for (unsigned int i = 0; i < n; ++i)
        shape[d].push_back(
            shape_values(element_,
                         (cells.geometry.corner(cell)[d] +
                          element_.node[i] * cells.edge(cell, d) - origin[d]) /
                             h[d]));
    for (unsigned int i = 0; i < n3; ++i)
      result.local_element(finer.node_dof(cell, i)) = value_at(
          element_, nodes, {shape[0][i % n], shape[1][i / n % n], shape[2][i / (n * n)]});
  }
  result.zero_out_ghost_values();
  result.update_ghost_values();
  return result;
}

} // namespace kelvolt

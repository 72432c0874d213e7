#include "discretization/point_evaluation.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// In multiples of the coordinates' size: above their round-off, far below any cell.
constexpr double tolerance = 1e-9;

} // namespace

PointEvaluation::PointEvaluation(const ScalarField &field,
                                 const dealii::Point<dim> &place,
                                 std::optional<unsigned int> part)
    : field_(&field)
{
  const CellBatches &cells = field.cells();
  const auto holds = [&](unsigned int cell)
  {
    if (part && cells.part[cell] != *part)
      return false;
    for (unsigned int d = 0; d < dim; ++d)
    {
      const double x = place[d] - cells.geometry.corner(cell)[d], h = cells.edge(cell, d);
      const double margin = tolerance * (std::abs(place[d]) + h);
      if (x < -margin || x > h + margin)
        return false;
    }
    return true;
  };
  while (cell_ < cells.n_cells && !holds(cell_))
    ++cell_;
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(field.communicator());
  const unsigned int none = dealii::Utilities::MPI::n_mpi_processes(field.communicator());
  const unsigned int owner = dealii::Utilities::MPI::min(
      cell_ < cells.n_cells ? rank : none, field.communicator());
  if (owner == none)
    throw std::runtime_error("A point lies in no cell of the mesh.");
  here_ = owner == rank;
  if (!here_)
    return;
  for (unsigned int d = 0; d < dim; ++d)
    shape_[d] = shape_values(
        field.element(),
        std::clamp(
            (place[d] - cells.geometry.corner(cell_)[d]) / cells.edge(cell_, d), 0., 1.));
}

double PointEvaluation::value(const Vector &values) const
{
  const double own =
      here_ ? value_at(field_->element(), field_->cell_values(values, cell_).data(), shape_)
            : 0.;
  return dealii::Utilities::MPI::sum(own, field_->communicator());
}

void PointEvaluation::add_load(double factor, Vector &y) const
{
  if (!here_)
    return;
  const unsigned int n = field_->element().n;
  for (unsigned int k = 0, node = 0; k < n; ++k)
    for (unsigned int j = 0; j < n; ++j)
      for (unsigned int i = 0; i < n; ++i, ++node)
        y.local_element(field_->node_dof(cell_, node)) +=
            factor * shape_[0][i] * shape_[1][j] * shape_[2][k];
}

} // namespace kelvolt

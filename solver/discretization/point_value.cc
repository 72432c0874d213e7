#include "discretization/point_value.h"

#include "discretization/shape_values.h"

#include <deal.II/base/mpi.h>

#include <limits>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr unsigned int not_here = std::numeric_limits<unsigned int>::max();

/// First owned cell of the part that holds the point, up to round-off.
unsigned int
find_cell(const CellBatches &cells, unsigned int part, const dealii::Point<dim> &x)
{
  constexpr double slack = 1e-9;
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    bool inside = cells.part[cell] == part;
    for (unsigned int d = 0; inside && d < dim; ++d)
    {
      const double h = cells.edge(cell, d), xi = (x[d] - cells.corner[cell][d]) / h;
      inside = xi >= -slack && xi <= 1. + slack;
    }
    if (inside)
      return cell;
  }
  return not_here;
}

} // namespace

PointValue::PointValue(const ScalarField &field,
                       unsigned int part,
                       const dealii::Point<dim> &x)
    : communicator_(field.communicator())
{
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(communicator_);
  const unsigned int cell = find_cell(field.cells(), part, x);
  const unsigned int holder =
      dealii::Utilities::MPI::min(cell == not_here ? not_here : rank, communicator_);
  if (holder == not_here)
    throw std::runtime_error("The point of a quantity lies outside its part.");
  if (holder != rank)
    return;
  const ReferenceElement &element = field.element();
  const unsigned int n = element.n, n3 = element.n_cubed();
  std::array<ShapeValues, dim> shape;
  for (unsigned int d = 0; d < dim; ++d)
    shape[d] = shape_values(
        element, (x[d] - field.cells().corner[cell][d]) / field.cells().edge(cell, d));
  for (unsigned int i = 0; i < n3; ++i)
  {
    dof_.push_back(
        field.cells().dof[(std::size_t(cell / lanes) * n3 + i) * lanes + cell % lanes]);
    weight_.push_back(shape[0][i % n] * shape[1][i / n % n] * shape[2][i / (n * n)]);
  }
}

double PointValue::value(const Vector &values) const
{
  double sum = 0.;
  for (std::size_t i = 0; i < dof_.size(); ++i)
    sum += weight_[i] * values.local_element(dof_[i]);
  return dealii::Utilities::MPI::sum(sum, communicator_);
}

void PointValue::add_load(double factor, Vector &y) const
{
  for (std::size_t i = 0; i < dof_.size(); ++i)
    y.local_element(dof_[i]) += factor * weight_[i];
}

} // namespace kelvolt

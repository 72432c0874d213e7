#include "accuracy/loss_change.h"

#include "accuracy/contact_change.h"
#include "discretization/column_gradients.h"

#include <deal.II/base/mpi.h>

#include <cmath>

namespace kelvolt
{

std::vector<double> losses_of_cells(const DiffusionOperator &conduction, const Vector &phi)
{
  const auto along = conduction.tested_conduction(phi, phi);
  std::vector<double> q(along[0].size());
  for (std::size_t cell = 0; cell < q.size(); ++cell)
    q[cell] = along[0][cell] + along[1][cell] + along[2][cell];
  return q;
}

std::vector<double> losses_of_cells(const ColumnOperator &conduction, const Vector &phi)
{
  const unsigned int n_points = conduction.field().element().n_points();
  std::vector<double> q(conduction.field().cells().size(), 0.);
  visit_gradients(conduction,
                  {&phi},
                  [&](unsigned int cell, const CellGradients &at)
                  {
                    for (unsigned int axis = 0; axis < 3; ++axis)
                      for (unsigned int point = 0; point < n_points; ++point)
                      {
                        const double slope = at.gradient(0, axis, point);
                        q[cell] += at.conductance(axis, point) * slope * slope;
                      }
                  });
  return q;
}

std::vector<double> left_of_losses(std::size_t n_parts,
                                   const CellChange &change,
                                   const std::vector<double> &from,
                                   const std::vector<double> &to)
{
  std::vector<double> left(n_parts, 0.);
  std::size_t c = 0;
  change.cells(
      [&](const EdgedCell &cell)
      {
        left[cell.part] += left_of_flow(change.degree, change.added, cell.exponent) *
                           std::abs(to[c] - from[c]);
        ++c;
      });
  dealii::Utilities::MPI::sum(left, change.communicator, left);
  return left;
}

void widen_losses(const std::vector<double> &left, Numbers &numbers)
{
  for (std::size_t part = 0; part < left.size(); ++part)
    numbers.parts[part].joule_heat.widen_error(left[part]);
}

} // namespace kelvolt

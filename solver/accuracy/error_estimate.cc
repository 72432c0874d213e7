#include "accuracy/error_estimate.h"

#include "accuracy/surplus.h"

namespace kelvolt
{

CellIndicator indicator_of_cell(const ScalarField &field, unsigned int cell)
{
  CellIndicator result;
  for (unsigned int axis = 0; axis < dim; ++axis)
  {
    result.corner[axis] = field.cells().geometry.corner(cell)[axis];
    result.size[axis] = field.cells().edge(cell, axis);
  }
  return result;
}

void add_surplus_indicators(const DiffusionOperator &conduction,
                            const EnrichedField &enriched,
                            CellIndicators &indicators)
{
  const ScalarField &field = conduction.field();
  const Surplus surplus(field.element(), enriched.lower_degree);
  const std::array<std::vector<double>, dim> k = conduction.mean_conductivity();
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    const std::vector<double> u_nodes = field.cell_values(enriched.u, cell),
                              z_nodes = field.cell_values(enriched.z, cell);
    const double volume = field.cells().volume(cell);
    CellIndicator of_cell = indicator_of_cell(field, cell);
    of_cell.of_potential = enriched.is_potential;
    for (unsigned int axis = 0; axis < dim; ++axis)
    {
      const double h = of_cell.size[axis];
      of_cell.along[axis] =
          k[axis][cell] * volume / (h * h) * surplus.product(axis, u_nodes, z_nodes);
    }
    indicators.push_back(of_cell);
  }
}

ErrorContributions weigh_residual(const FieldPair &residual, const FieldPair &adjoint)
{
  ErrorContributions error;
  error.thermal = -(residual.temperature * adjoint.temperature);
  if (adjoint.potential)
    error.electric = -(*residual.potential * *adjoint.potential);
  return error;
}

CellIndicators cell_indicators(const EnrichedSolution &enriched,
                               const AdjointProblem &problem,
                               const FieldPair &adjoint)
{
  const Profile::Phase phase(problem.thermal().profile(), "indicators");
  CellIndicators indicators;
  add_surplus_indicators(problem.thermal().conduction(),
                         {enriched.solution().temperature,
                          adjoint.temperature,
                          enriched.lower_degree(),
                          false},
                         indicators);
  if (problem.electric())
    add_surplus_indicators(
        problem.electric()->conduction(),
        {*enriched.solution().potential, *adjoint.potential, enriched.lower_degree(), true},
        indicators);
  return indicators;
}

} // namespace kelvolt

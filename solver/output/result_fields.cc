#include "output/result_fields.h"

#include "output/known_at_nodes.h"
#include "results/result_schema.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

/// The potential at the temperature's nodes, NaN where there is no conductor. Collective.
Vector potential_at_nodes(const ElectricProblem &electric, const ThermalProblem &thermal)
{
  const ScalarField &from = electric.field(), &to = thermal.field();
  const CellBatches &cells = from.cells();
  const std::size_t n3 = from.element().n_cubed();
  const auto write = [&](Vector &result)
  {
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
      for (unsigned int i = 0; i < n3; ++i)
      {
        const unsigned int other = cells.position[cell];
        result.local_element(to.node_dof(other, i)) =
            electric.reference(cells.layout_position[cell]) +
            electric.potential().local_element(from.node_dof(cell, i));
      }
  };
  return known_at_nodes(to, write);
}

/// Cell means of -k grad u, [cell][axis], spread to the mesh's owned cells (zero
/// elsewhere).
std::vector<double> flux_means(const DiffusionOperator &diffusion,
                               const Vector &u,
                               const std::array<const PointValues *, dim> &k,
                               std::size_t n_mesh_cells)
{
  const CellBatches &cells = diffusion.field().cells();
  const std::array<PointValues, dim> gradient = diffusion.gradient(u);
  std::vector<double> result(n_mesh_cells * dim, 0.);
  for (unsigned int axis = 0; axis < dim; ++axis)
  {
    const std::vector<double> mean = diffusion.cell_means(
        map_points([](double slope, double conductivity) { return slope * -conductivity; },
                   gradient[axis],
                   *k[axis]));
    for (unsigned int cell = 0; cell < mean.size(); ++cell)
      result[cells.position[cell] * dim + axis] = mean[cell];
  }
  return result;
}

} // namespace

bool is_wanted(const Case &input, const result_schema::Field &field)
{
  return std::find(input.output.fields.begin(), input.output.fields.end(), field.name) !=
         input.output.fields.end();
}

std::vector<std::string> names_of_parts(const Case &input)
{
  std::vector<std::string> names;
  for (const Part &part : input.parts)
    names.push_back(part.name);
  return names;
}

std::vector<double> current_density_means(const ElectricProblem &electric,
                                          const ThermalProblem &thermal,
                                          const CoupledSolution &solution)
{
  const PointValues &sigma = solution.conductivity.sigma;
  return flux_means(electric.conduction(),
                    electric.potential(),
                    {&sigma, &sigma, &sigma},
                    thermal.field().cells().n_cells);
}

FieldWriter result_fields(const Case &input,
                          const ElectricProblem *electric,
                          const ThermalProblem &thermal,
                          const CoupledSolution &solution)
{
  namespace schema = result_schema;
  FieldWriter writer(thermal.field().dof_handler(), names_of_parts(input));
  const std::size_t n_cells = thermal.field().cells().n_cells;
  if (is_wanted(input, schema::temperature))
    writer.add_point_field(
        schema::temperature.name, schema::temperature.unit, thermal.temperature());
  if (electric && is_wanted(input, schema::potential))
    writer.add_point_field(schema::potential.name,
                           schema::potential.unit,
                           potential_at_nodes(*electric, thermal));
  if (electric && is_wanted(input, schema::current_density))
    writer.add_cell_field(schema::current_density.name,
                          schema::current_density.unit,
                          dim,
                          current_density_means(*electric, thermal, solution));
  if (electric && is_wanted(input, schema::joule_heat))
    writer.add_cell_field(schema::joule_heat.name,
                          schema::joule_heat.unit,
                          1,
                          thermal.conduction().cell_means(solution.heat.density));
  if (is_wanted(input, schema::heat_flux))
  {
    const std::array<PointValues, dim> k = thermal.conductivity(solution.temperature);
    writer.add_cell_field(
        schema::heat_flux.name,
        schema::heat_flux.unit,
        dim,
        flux_means(
            thermal.conduction(), thermal.temperature(), {&k[0], &k[1], &k[2]}, n_cells));
  }
  return writer;
}

void write_result_fields(const Case &input,
                         const ElectricProblem *electric,
                         const ThermalProblem &thermal,
                         const CoupledSolution &solution,
                         const std::string &file)
{
  result_fields(input, electric, thermal, solution).write(file);
}

} // namespace kelvolt

#include "output/column_fields.h"

#include "coupling/conductor_points.h"
#include "discretization/column_gradients.h"
#include "output/column_field_mesh.h"
#include "output/known_at_nodes.h"
#include "output/result_fields.h"

#include <memory>

namespace kelvolt
{

namespace
{

/// Means over the wedges.
/// @param f components at the points
std::vector<double> wedge_means(const ColumnField &field,
                                const std::vector<const PointValues *> &f)
{
  std::vector<double> result;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    std::vector<double> sum(f.size(), 0.);
    double volume = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
    {
      const double weight = field.point_volume(cell, q);
      volume += weight;
      for (std::size_t i = 0; i < f.size(); ++i)
        sum[i] += weight * f[i]->at(cell, q);
    }
    for (const double one : sum)
      result.push_back(one / volume);
  }
  return result;
}

/// For each cell of the file that of its wedge.
std::vector<double> for_cells(const std::vector<double> &of_wedges,
                              std::size_t n_components)
{
  std::vector<double> result;
  for (std::size_t at = 0; at < of_wedges.size(); at += n_components)
    for (unsigned int i = 0; i < ColumnFieldMesh::per_wedge; ++i)
      for (std::size_t component = 0; component < n_components; ++component)
        result.push_back(of_wedges[at + component]);
  return result;
}

/// Of -k grad u over the wedges.
std::vector<double> flux_means(const ColumnOperator &conduction, const Vector &u)
{
  const ColumnField &field = conduction.field();
  std::vector<double> result;
  visit_gradients(conduction,
                  {&u},
                  [&](unsigned int cell, const CellGradients &at)
                  {
                    std::array<double, 3> sum{};
                    double volume = 0.;
                    for (unsigned int q = 0; q < field.element().n_points(); ++q)
                    {
                      volume += field.point_volume(cell, q);
                      for (unsigned int axis = 0; axis < 3; ++axis)
                        sum[axis] -= at.conductance(axis, q) * at.gradient(0, axis, q);
                    }
                    for (const double one : sum)
                      result.push_back(one / volume);
                  });
  return result;
}

/// -k grad u at the points.
std::array<PointValues, 3> flux(const std::array<const PointValues *, 3> &k,
                                std::array<PointValues, 3> gradient)
{
  for (std::size_t axis = 0; axis < 3; ++axis)
    gradient[axis] = map_points(
        [](double one, double slope) { return -one * slope; }, *k[axis], gradient[axis]);
  return gradient;
}

} // namespace

std::vector<double> current_density_means(const ColumnState &state)
{
  const PointValues &sigma = state.coupled.conductivity.sigma;
  std::array<PointValues, 3> result =
      flux({&sigma, &sigma, &sigma}, state.electric->gradient());
  for (PointValues &component : result)
    component = on_package(state.electric->field(), state.heat.field(), component);
  return wedge_means(state.heat.field(), {&result[0], &result[1], &result[2]});
}

namespace
{

/// The potential at the temperature's nodes, NaN where there is no conductor. Collective.
Vector potential_at_nodes(const ColumnCurrent &electric, const ColumnHeat &heat)
{
  const ColumnField &from = electric.field(), &to = heat.field();
  const auto write = [&](Vector &result)
  {
    for (unsigned int cell = 0; cell < from.cells().size(); ++cell)
    {
      const unsigned int other = in_package(from, to, cell);
      const double reference = electric.reference(from.cells()[cell]);
      for (unsigned int node = 0; node < from.element().plane.n_nodes; ++node)
        for (unsigned int z = 0; z < from.element().line.n; ++z)
          result.local_element(to.node_dof(other, node, z)) =
              reference + electric.potential().local_element(from.node_dof(cell, node, z));
    }
  };
  return known_at_nodes(to, write);
}

} // namespace

void write_column_fields(const Case &input,
                         const ColumnState &state,
                         const std::string &file)
{
  namespace schema = result_schema;
  const ColumnHeat &heat = state.heat;
  FieldWriter writer(std::make_shared<ColumnFieldMesh>(heat.field()),
                     names_of_parts(input));
  const auto add_cells = [&](const schema::Field &field,
                             unsigned int n_components,
                             const std::vector<double> &of_wedges)
  {
    writer.add_cell_field(
        field.name, field.unit, n_components, for_cells(of_wedges, n_components));
  };
  if (is_wanted(input, schema::temperature))
    writer.add_point_field(
        schema::temperature.name, schema::temperature.unit, heat.temperature());
  if (state.electric && is_wanted(input, schema::potential))
    writer.add_point_field(schema::potential.name,
                           schema::potential.unit,
                           potential_at_nodes(*state.electric, heat));
  if (state.electric && is_wanted(input, schema::current_density))
    add_cells(schema::current_density, 3, current_density_means(state));
  if (state.electric && is_wanted(input, schema::joule_heat))
    add_cells(
        schema::joule_heat, 1, wedge_means(heat.field(), {&state.coupled.heat.density}));
  if (is_wanted(input, schema::heat_flux))
    add_cells(schema::heat_flux, 3, flux_means(heat.conduction(), heat.temperature()));
  writer.write(file);
}

} // namespace kelvolt

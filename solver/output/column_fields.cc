#include "output/column_fields.h"

#include "coupling/conductor_points.h"
#include "output/column_field_mesh.h"
#include "output/result_fields.h"

#include <memory>

namespace kelvolt
{

namespace
{

/// Means over the wedges, once for each cell of the file.
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
    for (unsigned int i = 0; i < ColumnFieldMesh::per_wedge; ++i)
      for (const double one : sum)
        result.push_back(one / volume);
  }
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

/// On the cells of the package, zero outside the conductors.
std::array<PointValues, 3> current_density(const ColumnState &state)
{
  const PointValues &sigma = state.coupled.conductivity.sigma;
  std::array<PointValues, 3> result =
      flux({&sigma, &sigma, &sigma}, state.electric->gradient());
  for (PointValues &component : result)
    component = on_package(state.electric->field(), state.heat.field(), component);
  return result;
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
  const auto add_cells =
      [&](const schema::Field &field, const std::vector<const PointValues *> &f)
  {
    writer.add_cell_field(field.name,
                          field.unit,
                          static_cast<unsigned int>(f.size()),
                          wedge_means(heat.field(), f));
  };
  if (is_wanted(input, schema::temperature))
    writer.add_point_field(
        schema::temperature.name, schema::temperature.unit, heat.temperature());
  if (state.electric && is_wanted(input, schema::current_density))
  {
    const std::array<PointValues, 3> j = current_density(state);
    add_cells(schema::current_density, {&j[0], &j[1], &j[2]});
  }
  if (state.electric && is_wanted(input, schema::joule_heat))
    add_cells(schema::joule_heat, {&state.coupled.heat.density});
  if (is_wanted(input, schema::heat_flux))
  {
    const std::array<PointValues, 3> &k = heat.conductivity();
    const std::array<PointValues, 3> q =
        flux({&k[0], &k[1], &k[2]}, heat.conduction().gradient(heat.temperature()));
    add_cells(schema::heat_flux, {&q[0], &q[1], &q[2]});
  }
  writer.write(file);
}

} // namespace kelvolt

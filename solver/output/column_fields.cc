#include "output/column_fields.h"

#include "output/column_field_mesh.h"
#include "output/result_fields.h"

#include <memory>

namespace kelvolt
{

namespace
{

/// Means of -k grad T over the wedges, once for each cell of the file.
std::vector<double> heat_flux(const ColumnHeat &heat)
{
  const ColumnField &field = heat.field();
  const std::array<PointValues, 3> gradient =
      heat.conduction().gradient(heat.temperature());
  std::vector<double> result;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    std::array<double, 3> sum{};
    double volume = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
    {
      const double weight = field.point_volume(cell, q);
      volume += weight;
      for (unsigned int axis = 0; axis < 3; ++axis)
        sum[axis] -=
            weight * heat.conductivity()[axis].at(cell, q) * gradient[axis].at(cell, q);
    }
    for (unsigned int i = 0; i < ColumnFieldMesh::per_wedge; ++i)
      for (const double one : sum)
        result.push_back(one / volume);
  }
  return result;
}

} // namespace

void write_column_fields(const Case &input, const ColumnHeat &heat, const std::string &file)
{
  namespace schema = result_schema;
  FieldWriter writer(std::make_shared<ColumnFieldMesh>(heat.field()),
                     names_of_parts(input));
  if (is_wanted(input, schema::temperature))
    writer.add_point_field(
        schema::temperature.name, schema::temperature.unit, heat.temperature());
  if (is_wanted(input, schema::heat_flux))
    writer.add_cell_field(
        schema::heat_flux.name, schema::heat_flux.unit, 3, heat_flux(heat));
  writer.write(file);
}

} // namespace kelvolt

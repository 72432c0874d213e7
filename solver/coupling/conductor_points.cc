#include "coupling/conductor_points.h"

#include "discretization/column_field.h"

namespace kelvolt
{

namespace
{

template <typename Field>
PointValues
take_conductors(const Field &electric, const Field &thermal, const PointValues &of_package)
{
  PointValues result = electric.constant_at_points(0.);
  for (unsigned int cell = 0; cell < result.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      result.at(cell, q) = of_package.at(in_package(electric, thermal, cell), q);
  return result;
}

template <typename Field>
PointValues put_conductors(const Field &electric,
                           const Field &thermal,
                           const PointValues &of_conductors)
{
  PointValues result = thermal.constant_at_points(0.);
  for (unsigned int cell = 0; cell < of_conductors.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      result.at(in_package(electric, thermal, cell), q) = of_conductors.at(cell, q);
  return result;
}

} // namespace

unsigned int
in_package(const ScalarField &electric, const ScalarField & /*thermal*/, unsigned int cell)
{
  return electric.cells().position[cell];
}

unsigned int
in_package(const ColumnField &electric, const ColumnField &thermal, unsigned int cell)
{
  const ColumnCell &place = electric.cells()[cell];
  return thermal.cell_at(place.column, place.slab);
}

PointValues on_conductors(const ScalarField &electric, const PointValues &of_package)
{
  return take_conductors(electric, electric, of_package);
}

PointValues on_conductors(const ColumnField &electric,
                          const ColumnField &thermal,
                          const PointValues &of_package)
{
  return take_conductors(electric, thermal, of_package);
}

PointValues on_package(const ScalarField &electric,
                       const ScalarField &thermal,
                       const PointValues &of_conductors)
{
  return put_conductors(electric, thermal, of_conductors);
}

PointValues on_package(const ColumnField &electric,
                       const ColumnField &thermal,
                       const PointValues &of_conductors)
{
  return put_conductors(electric, thermal, of_conductors);
}

} // namespace kelvolt

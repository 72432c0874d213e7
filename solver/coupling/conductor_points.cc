#include "coupling/conductor_points.h"

namespace kelvolt
{

PointValues on_conductors(const ScalarField &electric, const PointValues &of_package)
{
  PointValues result = electric.constant_at_points(0.);
  for (unsigned int cell = 0; cell < result.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      result.at(cell, q) = of_package.at(electric.cells().position[cell], q);
  return result;
}

PointValues on_package(const ScalarField &electric,
                       const ScalarField &thermal,
                       const PointValues &of_conductors)
{
  PointValues result = thermal.constant_at_points(0.);
  for (unsigned int cell = 0; cell < of_conductors.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      result.at(electric.cells().position[cell], q) = of_conductors.at(cell, q);
  return result;
}

} // namespace kelvolt

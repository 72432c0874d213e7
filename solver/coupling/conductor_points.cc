#include "coupling/conductor_points.h"

namespace kelvolt
{
namespace
{

/// Calls copy(place among the conductors, place in the package) for every point.
template <typename Copy>
void for_each_point(const ScalarField &electric, const Copy &copy)
{
  const CellBatches &cells = electric.cells();
  const std::size_t n3 = electric.element().n_cubed();
  const auto offset = [n3](unsigned int cell)
  {
    return (cell / lanes) * n3 * lanes + cell % lanes;
  };
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    for (std::size_t q = 0; q < n3; ++q)
      copy(offset(cell) + q * lanes, offset(cells.position[cell]) + q * lanes);
}

} // namespace

QuadratureArray on_conductors(const ScalarField &electric,
                              const QuadratureArray &of_package)
{
  QuadratureArray result;
  result.resize(electric.cells().n_batches * electric.element().n_cubed() * lanes, 0.);
  for_each_point(electric,
                 [&](std::size_t here, std::size_t there)
                 { result[here] = of_package[there]; });
  return result;
}

QuadratureArray on_package(const ScalarField &electric,
                           const ScalarField &thermal,
                           const QuadratureArray &of_conductors)
{
  QuadratureArray result;
  result.resize(thermal.cells().n_batches * thermal.element().n_cubed() * lanes, 0.);
  for_each_point(electric,
                 [&](std::size_t here, std::size_t there)
                 { result[there] = of_conductors[here]; });
  return result;
}

} // namespace kelvolt

#include "discretization/directional_slope.h"

#include <algorithm>

namespace kelvolt
{

PointValues directional_slope(const ScalarField &field,
                              const std::array<PointValues, dim> &F,
                              const Vector &u)
{
  const CellBatches &cells = field.cells();
  const unsigned int n3 = field.element().n_cubed();
  const std::size_t size = std::size_t(n3) * lanes;
  PointValues result = PointValues::unfilled(cells.n_cells, n3);
  alignas(64) double x[max_batch_size], slope[dim * max_batch_size];
  const auto is_zero = [&](const PointValues &of_axis, unsigned int batch)
  {
    const double *first = of_axis.batch(batch);
    return std::all_of(first, first + size, [](double value) { return value == 0.; });
  };
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    double *sum = result.batch(batch);
    std::fill(sum, sum + size, 0.);
    // As where nothing that is linearized follows the temperature.
    if (is_zero(F[0], batch) && is_zero(F[1], batch) && is_zero(F[2], batch))
      continue;
    field.gather(u, batch, 0., x);
    evaluate_gradients(field.element(), x, slope);
    for (unsigned int d = 0; d < dim; ++d)
    {
      double *along = slope + d * size;
      cells.geometry.divide_by_edge(d, batch, size, along);
      const double *of_axis = F[d].batch(batch);
      for (std::size_t i = 0; i < size; ++i)
        sum[i] += of_axis[i] * along[i];
    }
  }
  return result;
}

} // namespace kelvolt

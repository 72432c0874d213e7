#include "discretization/directional_slope.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

/// du/dx along each axis at the Gauss points of one batch, [axis][q][lane].
void evaluate_slopes(const ScalarField &field,
                     const Vector &u,
                     unsigned int batch,
                     double *slope)
{
  const std::size_t size = std::size_t(field.element().n_cubed()) * lanes;
  alignas(64) double x[max_batch_size];
  field.gather(u, batch, 0., x);
  evaluate_gradients(field.element(), x, slope);
  for (unsigned int d = 0; d < dim; ++d)
    field.cells().geometry.divide_by_edge(d, batch, size, slope + d * size);
}

/// @param of_batch of_batch(batch, axis): F there, null where it is zero along all axes
template <typename OfBatch>
PointValues dot_gradient(const ScalarField &field, const OfBatch &of_batch, const Vector &u)
{
  const CellBatches &cells = field.cells();
  const unsigned int n3 = field.element().n_cubed();
  const std::size_t size = std::size_t(n3) * lanes;
  PointValues result = PointValues::unfilled(cells.n_cells, n3);
  alignas(64) double slope[dim * max_batch_size];
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    double *sum = result.batch(batch);
    std::fill(sum, sum + size, 0.);
    if (of_batch(batch, 0) == nullptr)
      continue;
    evaluate_slopes(field, u, batch, slope);
    for (unsigned int d = 0; d < dim; ++d)
    {
      const double *along = slope + d * size, *of_axis = of_batch(batch, d);
      for (std::size_t i = 0; i < size; ++i)
        sum[i] += of_axis[i] * along[i];
    }
  }
  return result;
}

} // namespace

PointVectors::PointVectors(const ScalarField &field, const Vector &u, const Factor &factor)
    : batches_(field.cells().n_batches)
{
  const CellBatches &cells = field.cells();
  const unsigned int n3 = field.element().n_cubed();
  alignas(64) double slope[dim * max_batch_size];
  std::vector<double> values(std::size_t(dim) * n3 * lanes);
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    const auto first = static_cast<unsigned int>(batch * lanes);
    const unsigned int n = std::min<unsigned int>(lanes, cells.n_cells - first);
    std::fill(values.begin(), values.end(), 0.);
    bool any = false;
    for (unsigned int lane = 0; lane < n; ++lane)
      for (unsigned int d = 0; d < dim; ++d)
        for (unsigned int q = 0; q < n3; ++q)
        {
          const double value = factor(first + lane, d, q);
          values[(d * n3 + q) * lanes + lane] = value;
          any = any || value != 0.;
        }
    if (!any)
      continue;
    evaluate_slopes(field, u, batch, slope);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] *= slope[i];
    batches_[batch] = values;
  }
}

PointValues directional_slope(const ScalarField &field,
                              const std::array<PointValues, dim> &F,
                              const Vector &u)
{
  return dot_gradient(
      field,
      [&](unsigned int batch, unsigned int axis) { return F[axis].batch(batch); },
      u);
}

PointValues
directional_slope(const ScalarField &field, const PointVectors &F, const Vector &u)
{
  const std::size_t size = std::size_t(field.element().n_cubed()) * lanes;
  return dot_gradient(
      field,
      [&](unsigned int batch, unsigned int axis)
      {
        const double *first = F.batch(batch);
        return first == nullptr ? nullptr : first + axis * size;
      },
      u);
}

} // namespace kelvolt

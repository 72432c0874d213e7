#include "discretization/cell_geometry.h"

namespace kelvolt
{

BoxCells::BoxCells(std::vector<dealii::Point<dim>> corner, const std::vector<Edges> &edges)
    : corner_(std::move(corner))
{
  const std::size_t n_batches = (edges.size() + lanes - 1) / lanes;
  length_.resize(n_batches * dim * lanes);
  for (std::size_t batch = 0; batch < n_batches; ++batch)
    for (unsigned int lane = 0; lane < lanes; ++lane)
    {
      // Unused lanes repeat the first cell of their batch.
      const std::size_t cell =
          batch * lanes + (batch * lanes + lane < edges.size() ? lane : 0);
      for (unsigned int d = 0; d < dim; ++d)
        length_[(batch * dim + d) * lanes + lane] = edges[cell][d];
    }
}

dealii::AlignedVector<double> BoxCells::metric() const
{
  dealii::AlignedVector<double> result = length_;
  for (double &value : result)
    value = 1. / (value * value);
  return result;
}

void BoxCells::weigh(const double *f,
                     double factor,
                     const std::vector<double> &w,
                     unsigned int batch,
                     double *y) const
{
  const double *h = lengths(batch);
  for (std::size_t q = 0; q < w.size(); ++q)
    for (unsigned int l = 0; l < lanes; ++l)
      y[q * lanes + l] =
          factor * f[q * lanes + l] * w[q] * h[l] * h[lanes + l] * h[2 * lanes + l];
}

void BoxCells::weigh_coefficient(const double *k,
                                 const std::vector<double> &w,
                                 unsigned int batch,
                                 double *y) const
{
  const double *h = lengths(batch);
  double volume[lanes];
  for (unsigned int l = 0; l < lanes; ++l)
    volume[l] = h[l] * h[lanes + l] * h[2 * lanes + l];
  for (std::size_t q = 0; q < w.size(); ++q)
    for (unsigned int l = 0; l < lanes; ++l)
      y[q * lanes + l] = k[q * lanes + l] * w[q] * volume[l];
}

void BoxCells::divide_by_edge(unsigned int axis,
                              unsigned int batch,
                              std::size_t size,
                              double *y) const
{
  const double *h = lengths(batch) + std::size_t(axis) * lanes;
  for (std::size_t i = 0; i < size; ++i)
    y[i] /= h[i % lanes];
}

} // namespace kelvolt

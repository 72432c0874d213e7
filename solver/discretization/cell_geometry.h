#pragma once

#include "discretization/diffusion_kernel.h"
#include "mesh/grid.h"

#include <deal.II/base/aligned_vector.h>
#include <deal.II/base/point.h>

#include <array>
#include <vector>

namespace kelvolt
{

/// The shapes of a field's cells, as the loops over batches and over single cells need
/// them: axis-parallel boxes. Cells of another shape take their place behind the same
/// functions.
class BoxCells
{
public:
  using Edges = std::array<double, dim>;

  BoxCells() = default;

  /// @param corner the lower one of each cell [m] @param edges of each cell [m]
  BoxCells(std::vector<dealii::Point<dim>> corner, const std::vector<Edges> &edges);

  /// Edge length h_d [m].
  double edge(unsigned int cell, unsigned int axis) const
  {
    return length_[((cell / lanes) * dim + axis) * lanes + cell % lanes];
  }
  /// [m3]
  double volume(unsigned int cell) const
  {
    return edge(cell, 0) * edge(cell, 1) * edge(cell, 2);
  }
  /// The lower one [m].
  const dealii::Point<dim> &corner(unsigned int cell) const
  {
    return corner_[cell];
  }
  /// The place [m] of a point of the unit cell.
  dealii::Point<dim> place(unsigned int cell, const std::array<double, dim> &unit) const
  {
    dealii::Point<dim> x = corner_[cell];
    for (unsigned int d = 0; d < dim; ++d)
      x[d] += unit[d] * edge(cell, d);
    return x;
  }

  /// 1 / h_d^2 of all batches, [batch][axis][lane].
  dealii::AlignedVector<double> metric() const;

  /// y_q = factor f_q w_q V for the points of one batch, [q][lane].
  void weigh(const double *f,
             double factor,
             const std::vector<double> &w,
             unsigned int batch,
             double *y) const;

  /// y_q = k_q w_q V, which rounds otherwise.
  void weigh_coefficient(const double *k,
                         const std::vector<double> &w,
                         unsigned int batch,
                         double *y) const;

  /// y /= h_d: derivatives on the unit cell as those in space, `size` numbers of one batch.
  void
  divide_by_edge(unsigned int axis, unsigned int batch, std::size_t size, double *y) const;

private:
  const double *lengths(unsigned int batch) const
  {
    return length_.data() + std::size_t(batch) * dim * lanes;
  }

  std::vector<dealii::Point<dim>> corner_;
  dealii::AlignedVector<double> length_; ///< [batch][axis][lane]
};

using CellGeometry = BoxCells;

} // namespace kelvolt

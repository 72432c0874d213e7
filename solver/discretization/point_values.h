#pragma once

#include "discretization/diffusion_kernel.h"

#include <deal.II/base/aligned_vector.h>

#include <algorithm>
#include <cstddef>

namespace kelvolt
{

/// One number at every Gauss point of a field's cells, or none at all. A cell is told by
/// its index in the field's CellBatches, a point by its lexicographic index q in the cell.
///
/// How the numbers lie in memory, [batch][q][lane], is known to this room only. The lanes
/// that the last batch leaves unused hold some harmless number.
class PointValues
{
public:
  /// None.
  PointValues() = default;

  /// The same everywhere. See ScalarField::constant_at_points().
  PointValues(unsigned int n_cells, unsigned int n_points, double value)
      : PointValues(n_cells, n_points)
  {
    std::fill(values_.begin(), values_.end(), value);
  }

  /// To be filled in whole, batch by batch.
  static PointValues unfilled(unsigned int n_cells, unsigned int n_points)
  {
    return {n_cells, n_points};
  }

  /// Whether there are none, which also a rank without cells has.
  bool empty() const
  {
    return values_.empty();
  }
  void clear()
  {
    *this = PointValues();
  }
  unsigned int n_cells() const
  {
    return n_cells_;
  }
  /// Of each cell.
  unsigned int n_points() const
  {
    return n_points_;
  }

  double &at(unsigned int cell, unsigned int q)
  {
    return values_[place(cell, q)];
  }
  double at(unsigned int cell, unsigned int q) const
  {
    return values_[place(cell, q)];
  }

  /// f of every value.
  template <typename Function>
  PointValues map(const Function &f) const;

  PointValues &operator+=(const PointValues &other)
  {
    for (std::size_t i = 0; i < values_.size(); ++i)
      values_[i] += other.values_[i];
    return *this;
  }
  PointValues &operator*=(const PointValues &other)
  {
    for (std::size_t i = 0; i < values_.size(); ++i)
      values_[i] *= other.values_[i];
    return *this;
  }

  /// The largest of this rank, but not below the least one.
  double largest(double least) const;

  /// [q][lane] of one batch; for this room.
  double *batch(unsigned int b)
  {
    return values_.data() + b * batch_size();
  }
  const double *batch(unsigned int b) const
  {
    return values_.data() + b * batch_size();
  }

private:
  PointValues(unsigned int n_cells, unsigned int n_points)
      : n_cells_(n_cells), n_points_(n_points)
  {
    values_.resize_fast((n_cells + lanes - 1) / lanes * batch_size());
  }

  std::size_t batch_size() const
  {
    return std::size_t(n_points_) * lanes;
  }
  std::size_t place(unsigned int cell, unsigned int q) const
  {
    return (std::size_t(cell / lanes) * n_points_ + q) * lanes + cell % lanes;
  }

  template <typename Function, typename... Others>
  friend PointValues
  map_points(const Function &f, const PointValues &first, const Others &...others);

  unsigned int n_cells_ = 0, n_points_ = 0;
  dealii::AlignedVector<double> values_;
};

/// f of the values of several arrays over the same cells, point by point.
template <typename Function, typename... Others>
PointValues map_points(const Function &f, const PointValues &first, const Others &...others)
{
  PointValues result = PointValues::unfilled(first.n_cells(), first.n_points());
  for (std::size_t i = 0; i < result.values_.size(); ++i)
    result.values_[i] = f(first.values_[i], others.values_[i]...);
  return result;
}

template <typename Function>
PointValues PointValues::map(const Function &f) const
{
  return map_points(f, *this);
}

} // namespace kelvolt

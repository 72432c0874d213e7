#pragma once

#include <deal.II/base/aligned_vector.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kelvolt
{

/// A sparse matrix in single precision for vector units: slices of 16 rows, padded to the
/// longest row of the slice and stored entry by entry across the slice (SELL-16, Kreutzer
/// et al., SIAM J. Sci. Comput. 36 (2014) C401). Local: columns index plain arrays.
/// The kernels are compiled for the baseline, AVX2 and AVX-512 and chosen at run time.
class SlicedRows
{
public:
  static constexpr unsigned int height = 16; ///< rows of a slice

  SlicedRows() = default;

  /// @param row row(i, emit) calls emit(column, value) for each entry of row i; it is
  /// called twice for each row
  template <typename Row>
  SlicedRows(unsigned int n_rows, const Row &row);

  unsigned int n_rows() const
  {
    return n_rows_;
  }

  /// Entries stored, padding included.
  std::size_t n_stored() const
  {
    return value_.size();
  }

  /// y += M x.
  void add_product(const float *x, float *y) const;

  /// With A = 1 + M, M this matrix:  d <- momentum d + gain (b - A x),  y = x + d.
  struct Step
  {
    float momentum, gain;
  };
  void chebyshev_step(Step step, const float *b, const float *x, float *d, float *y) const;

  /// With A = 1 + M, M this matrix, and P another with as many rows:  c += P^T (b - A x).
  void
  restrict_residual(const SlicedRows &P, const float *b, const float *x, float *c) const;

private:
  unsigned int n_rows_ = 0;
  std::vector<std::size_t> start_; ///< of each slice, in entries
  dealii::AlignedVector<std::int32_t> column_;
  dealii::AlignedVector<float> value_;
};

template <typename Row>
SlicedRows::SlicedRows(unsigned int n_rows, const Row &row) : n_rows_(n_rows)
{
  start_.push_back(0);
  for (unsigned int first = 0; first < n_rows; first += height)
  {
    std::size_t longest = 0;
    for (unsigned int i = first; i < n_rows && i < first + height; ++i)
    {
      std::size_t length = 0;
      row(i, [&](unsigned int, double) { ++length; });
      longest = length > longest ? length : longest;
    }
    start_.push_back(start_.back() + longest * height);
  }
  // Padding multiplies the vector's first entry by zero.
  column_.resize(start_.back(), 0);
  value_.resize(start_.back(), 0.F);
  for (unsigned int i = 0; i < n_rows; ++i)
  {
    std::size_t next = start_[i / height] + i % height;
    row(i,
        [&](unsigned int column, double value)
        {
          column_[next] = column;
          value_[next] = static_cast<float>(value);
          next += height;
        });
  }
}

} // namespace kelvolt

#pragma once

#include <deal.II/base/aligned_vector.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kelvolt
{

/// A sparse matrix in single precision for vector units: slices of 16 rows, padded to the
/// longest row of the slice and stored entry by entry across the slice (SELL-16, Kreutzer
/// et al., SIAM J. Sci. Comput. 36 (2014) C401). The 16 entries of one step share a first
/// column, to which each adds 16 bits: the kernels are bound by memory. Local: columns
/// index plain arrays. The kernels are compiled for the baseline, AVX2 and AVX-512 and
/// chosen at run time.
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

  std::size_t memory_bytes() const
  {
    return start_.size() * sizeof(start_[0]) + base_.size() * sizeof(base_[0]) +
           n_stored() * (sizeof(float) + sizeof(std::uint16_t));
  }

  /// y += M x.
  void add_product(const float *x, float *y) const;

  /// y = scale z + M x.
  void interpolate(const float *x, float scale, const float *z, float *y) const;

  /// With A = 1 + M, M this matrix:  y = x + gain (b - A x).
  void relax(float gain, const float *b, const float *x, float *y) const;

  /// With A = 1 + M, M this matrix:  d <- momentum d + gain (b - A x),  y = x + d.
  struct Step
  {
    float momentum, gain;
  };
  void chebyshev_step(Step step, const float *b, const float *x, float *d, float *y) const;

  /// With A = 1 + M, M this matrix, and P another with as many rows:
  /// c += P^T (b - scale A x).
  void restrict_residual(const SlicedRows &P,
                         const float *b,
                         float scale,
                         const float *x,
                         float *c) const;

  /// What the kernels see.
  struct Slices
  {
    unsigned int n_rows;
    const std::size_t *start;
    const std::uint32_t *base;
    const std::uint16_t *offset;
    const float *value;
  };

private:
  Slices slices() const
  {
    return {n_rows_, start_.data(), base_.data(), offset_.data(), value_.data()};
  }

  using Entry = std::pair<std::uint32_t, float>; ///< column, value
  void append_slice(std::vector<Entry> (&rows)[height]);

  unsigned int n_rows_ = 0;
  std::vector<std::size_t> start_;  ///< of each slice, in steps of `height` entries
  std::vector<std::uint32_t> base_; ///< first column of each step
  dealii::AlignedVector<std::uint16_t> offset_; ///< of each entry's column from its base
  dealii::AlignedVector<float> value_;
};

template <typename Row>
SlicedRows::SlicedRows(unsigned int n_rows, const Row &row) : n_rows_(n_rows)
{
  std::size_t n_steps = 0;
  for (unsigned int first = 0; first < n_rows; first += height)
  {
    std::size_t longest = 0;
    for (unsigned int i = first; i < n_rows && i < first + height; ++i)
    {
      std::size_t length = 0;
      row(i, [&](unsigned int, double) { ++length; });
      longest = std::max(longest, length);
    }
    n_steps += longest;
  }
  start_.reserve(n_rows / height + 2);
  base_.reserve(n_steps);
  offset_.reserve(n_steps * height);
  value_.reserve(n_steps * height);
  start_.push_back(0);
  std::vector<Entry> rows[height];
  for (unsigned int first = 0; first < n_rows; first += height)
  {
    for (unsigned int l = 0; l < height; ++l)
    {
      rows[l].clear();
      if (first + l < n_rows)
        row(first + l,
            [&](unsigned int column, double value)
            { rows[l].emplace_back(column, static_cast<float>(value)); });
    }
    append_slice(rows);
  }
}

} // namespace kelvolt

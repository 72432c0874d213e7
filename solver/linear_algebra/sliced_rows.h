#pragma once

#include <deal.II/base/aligned_vector.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kelvolt
{

/// A sparse matrix in single precision for vector units: slices of 16 rows, stored in steps
/// of one entry of each row and padded where a row has none (SELL-16, Kreutzer et al., SIAM
/// J. Sci. Comput. 36 (2014) C401). Where most rows of a slice have an entry at the same
/// distance from the diagonal, as on meshes numbered line by line, these make a diagonal
/// step: it reads consecutive columns and stores only the first of them. The entries left
/// over make gathered steps, which store 16 bits for each column: the kernels are bound by
/// memory and by gathers. Local: columns index plain arrays. The kernels are compiled for
/// the baseline, AVX2 and AVX-512 and chosen at run time.
class SlicedRows
{
public:
  static constexpr unsigned int height = 16; ///< rows of a slice

  SlicedRows() = default;

  /// @param n_entries of all rows, or some more
  /// @param row row(i, emit) calls emit(column, value) for each entry of row i, all columns
  /// below n_columns
  template <typename Row>
  SlicedRows(unsigned int n_rows,
             unsigned int n_columns,
             std::size_t n_entries,
             const Row &row);

  unsigned int n_rows() const
  {
    return n_rows_;
  }

  /// Entries stored, padding included.
  std::size_t n_stored() const
  {
    return value_.size();
  }

  /// Those of them in diagonal steps.
  std::size_t n_diagonal() const
  {
    return value_.size() - offset_.size();
  }

  std::size_t memory_bytes() const
  {
    return start_.size() * sizeof(start_[0]) +
           gathered_start_.size() * sizeof(gathered_start_[0]) +
           base_.size() * sizeof(base_[0]) + value_.size() * sizeof(value_[0]) +
           offset_.size() * sizeof(offset_[0]);
  }

  /// y = M x.
  void multiply(const float *x, float *y) const;

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

  /// With A = 1 + M, M this matrix:  r = b - scale A x.
  void residual(const float *b, float scale, const float *x, float *r) const;

  /// What the kernels see.
  struct Slices
  {
    unsigned int n_rows;
    const std::size_t *start, *gathered_start;
    const std::uint32_t *base;
    const std::uint16_t *offset;
    const float *value;
  };

private:
  Slices slices() const
  {
    return {n_rows_,
            start_.data(),
            gathered_start_.data(),
            base_.data(),
            offset_.data(),
            value_.data()};
  }

  struct Entry
  {
    std::uint32_t column;
    float value;
  };
  class Diagonals;
  /// One slice while it is put into steps.
  struct Slice
  {
    std::array<std::vector<Entry>, height> rows;
    std::array<std::vector<std::uint8_t>, height> diagonal; ///< of each entry
  };
  void append(unsigned int first_row, Slice &slice);
  void append_diagonal_steps(unsigned int first_row, Slice &slice);
  void append_gathered_steps(Slice &slice);

  unsigned int n_rows_ = 0;
  std::uint32_t n_columns_ = 0;
  /// Of each slice: in steps, diagonal ones first; and in gathered steps alone.
  std::vector<std::size_t> start_, gathered_start_;
  std::vector<std::uint32_t> base_; ///< first column of each step
  /// Of each entry's column from its base, gathered steps only.
  dealii::AlignedVector<std::uint16_t> offset_;
  dealii::AlignedVector<float> value_;
};

template <typename Row>
SlicedRows::SlicedRows(unsigned int n_rows,
                       unsigned int n_columns,
                       std::size_t n_entries,
                       const Row &row)
    : n_rows_(n_rows), n_columns_(n_columns)
{
  start_.reserve(n_rows / height + 2);
  gathered_start_.reserve(n_rows / height + 2);
  base_.reserve(n_entries / height);
  value_.reserve(n_entries);
  start_.push_back(0);
  gathered_start_.push_back(0);
  Slice slice;
  for (unsigned int first = 0; first < n_rows; first += height)
  {
    for (unsigned int l = 0; l < height; ++l)
    {
      slice.rows[l].clear();
      if (first + l < n_rows)
        row(first + l,
            [&](unsigned int column, double value) {
              slice.rows[l].push_back({column, static_cast<float>(value)});
            });
    }
    append(first, slice);
  }
  // Padding makes them grow beyond what was reserved: copies are as large as needed.
  dealii::AlignedVector<std::uint16_t>(offset_).swap(offset_);
  dealii::AlignedVector<float>(value_).swap(value_);
}

} // namespace kelvolt

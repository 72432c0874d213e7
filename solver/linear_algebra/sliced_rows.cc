#include "linear_algebra/sliced_rows.h"

#include "linear_algebra/all_cpus.h"

#include <algorithm>
#include <limits>

#ifdef KELVOLT_X86
#include <immintrin.h>
#endif

namespace kelvolt
{
namespace
{

constexpr unsigned int height = SlicedRows::height;

using Slices = SlicedRows::Slices;

/// The first gathered step of a slice.
std::size_t first_gathered(const Slices &M, unsigned int slice)
{
  return M.start[slice + 1] - (M.gathered_start[slice + 1] - M.gathered_start[slice]);
}

/// sum = rows of one slice times x.
using MultiplySlice = void (*)(const Slices &M,
                               unsigned int slice,
                               const float *x,
                               float *sum);

void multiply_slice_portable(const Slices &M,
                             unsigned int slice,
                             const float *x,
                             float *sum)
{
  float s[height] = {};
  std::size_t step = M.start[slice];
  for (const std::size_t end = first_gathered(M, slice); step < end; ++step)
  {
    const float *value = M.value + step * height, *from = x + M.base[step];
    for (unsigned int l = 0; l < height; ++l)
      s[l] += value[l] * from[l];
  }
  const std::uint16_t *offset = M.offset + M.gathered_start[slice] * height;
  for (; step < M.start[slice + 1]; ++step, offset += height)
  {
    const float *value = M.value + step * height, *from = x + M.base[step];
    for (unsigned int l = 0; l < height; ++l)
      s[l] += value[l] * from[offset[l]];
  }
  std::copy(s, s + height, sum);
}

#ifdef KELVOLT_X86
/// Written out, since compilers do not make gathers of the loop above; AVX-512 is no
/// faster.
__attribute__((target("arch=x86-64-v3"))) void
multiply_slice_avx2(const Slices &M, unsigned int slice, const float *x, float *sum)
{
  constexpr unsigned int half = height / 2;
  __m256 low = _mm256_setzero_ps(), high = _mm256_setzero_ps();
  std::size_t step = M.start[slice];
  for (const std::size_t end = first_gathered(M, slice); step < end; ++step)
  {
    const float *value = M.value + step * height, *from = x + M.base[step];
    low = _mm256_fmadd_ps(_mm256_load_ps(value), _mm256_loadu_ps(from), low);
    high =
        _mm256_fmadd_ps(_mm256_load_ps(value + half), _mm256_loadu_ps(from + half), high);
  }
  const auto *offset =
      reinterpret_cast<const __m128i *>(M.offset + M.gathered_start[slice] * height);
  for (; step < M.start[slice + 1]; ++step, offset += 2)
  {
    const float *value = M.value + step * height, *from = x + M.base[step];
    const __m256i columns = _mm256_cvtepu16_epi32(_mm_load_si128(offset)),
                  more_columns = _mm256_cvtepu16_epi32(_mm_load_si128(offset + 1));
    low =
        _mm256_fmadd_ps(_mm256_load_ps(value), _mm256_i32gather_ps(from, columns, 4), low);
    high = _mm256_fmadd_ps(
        _mm256_load_ps(value + half), _mm256_i32gather_ps(from, more_columns, 4), high);
  }
  _mm256_storeu_ps(sum, low);
  _mm256_storeu_ps(sum + half, high);
}

MultiplySlice best_multiply_slice()
{
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
             ? multiply_slice_avx2
             : multiply_slice_portable;
}
#else
MultiplySlice best_multiply_slice()
{
  return multiply_slice_portable;
}
#endif

const MultiplySlice multiply_slice = best_multiply_slice();

/// Rows of a slice that exist.
unsigned int rows_of(const Slices &M, unsigned int slice)
{
  return std::min(height, M.n_rows - slice * height);
}

unsigned int n_slices(const Slices &M)
{
  return (M.n_rows + height - 1) / height;
}

KELVOLT_ALL_CPUS void multiply_of(const Slices &M, const float *x, float *y)
{
  float sum[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice, y += height)
  {
    multiply_slice(M, slice, x, sum);
    std::copy(sum, sum + rows_of(M, slice), y);
  }
}

KELVOLT_ALL_CPUS void add_product_of(const Slices &M, const float *x, float *y)
{
  float sum[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice, y += height)
  {
    multiply_slice(M, slice, x, sum);
    const unsigned int n = rows_of(M, slice);
    for (unsigned int l = 0; l < n; ++l)
      y[l] += sum[l];
  }
}

KELVOLT_ALL_CPUS void
interpolate_of(const Slices &M, const float *x, float scale, const float *z, float *y)
{
  float sum[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice, y += height, z += height)
  {
    multiply_slice(M, slice, x, sum);
    const unsigned int n = rows_of(M, slice);
    for (unsigned int l = 0; l < n; ++l)
      y[l] = scale * z[l] + sum[l];
  }
}

KELVOLT_ALL_CPUS void
relax_of(const Slices &M, float gain, const float *b, const float *x, float *y)
{
  float sum[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice)
  {
    multiply_slice(M, slice, x, sum);
    const std::size_t first = std::size_t(slice) * height, end = first + rows_of(M, slice);
#pragma GCC ivdep
    for (std::size_t i = first; i < end; ++i)
      y[i] = x[i] + gain * (b[i] - x[i] - sum[i - first]);
  }
}

KELVOLT_ALL_CPUS void chebyshev_step_of(const Slices &M,
                                        SlicedRows::Step step,
                                        const float *b,
                                        const float *x,
                                        float *d,
                                        float *y)
{
  float sum[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice)
  {
    multiply_slice(M, slice, x, sum);
    const std::size_t first = std::size_t(slice) * height, end = first + rows_of(M, slice);
#pragma GCC ivdep
    for (std::size_t i = first; i < end; ++i)
    {
      d[i] = step.momentum * d[i] + step.gain * (b[i] - x[i] - sum[i - first]);
      y[i] = x[i] + d[i];
    }
  }
}

KELVOLT_ALL_CPUS void
residual_of(const Slices &M, const float *b, float scale, const float *x, float *r)
{
  float sum[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice)
  {
    multiply_slice(M, slice, x, sum);
    const std::size_t first = std::size_t(slice) * height, end = first + rows_of(M, slice);
#pragma GCC ivdep
    for (std::size_t i = first; i < end; ++i)
      r[i] = b[i] - scale * (x[i] + sum[i - first]);
  }
}

} // namespace

void SlicedRows::append(unsigned int first_row, Slice &slice)
{
  append_diagonal_steps(first_row, slice);
  append_gathered_steps(slice);
  start_.push_back(base_.size());
  gathered_start_.push_back(offset_.size() / height);
}

/// The diagonals that the entries of one slice lie on, as far as they are few.
class SlicedRows::Diagonals
{
public:
  static constexpr std::uint8_t none = 24; ///< also how many it keeps apart

  /// Counts one more entry at the distance from row to column. @return its diagonal
  std::uint8_t add(std::int64_t distance, std::uint8_t guess)
  {
    std::uint8_t i = guess < n_ && distance_[guess] == distance ? guess : 0;
    while (i < n_ && distance_[i] != distance)
      ++i;
    if (i == none)
      return none;
    if (i == n_)
    {
      distance_[n_] = distance;
      n_entries_[n_++] = 0;
    }
    ++n_entries_[i];
    return i;
  }

  std::uint8_t size() const
  {
    return n_;
  }
  std::int64_t distance(std::uint8_t i) const
  {
    return distance_[i];
  }
  unsigned int n_entries(std::uint8_t i) const
  {
    return n_entries_[i];
  }

private:
  std::uint8_t n_ = 0;
  std::array<std::int64_t, none> distance_;
  std::array<unsigned int, none> n_entries_;
};

/// Moves the entries that lie on diagonals of the slice with few gaps.
void SlicedRows::append_diagonal_steps(unsigned int first_row, Slice &slice)
{
  auto &[rows, on] = slice;
  // A diagonal step costs a fraction of a gathered one.
  constexpr unsigned int least_entries = 8;
  Diagonals diagonals;
  // Rows side by side are alike: the n-th entry lies on the diagonal of the n-th before.
  for (unsigned int l = 0; l < height; ++l)
  {
    on[l].clear();
    for (std::size_t e = 0; e < rows[l].size(); ++e)
      on[l].push_back(diagonals.add(std::int64_t(rows[l][e].column) - first_row - l,
                                    l > 0 && e < on[l - 1].size() ? on[l - 1][e] : 0));
  }
  constexpr std::size_t not_taken = -1;
  std::array<std::size_t, Diagonals::none + 1> step;
  step.fill(not_taken);
  bool any = false;
  for (std::uint8_t i = 0; i < diagonals.size(); ++i)
  {
    const std::int64_t base = first_row + diagonals.distance(i);
    // The step reads all of its columns, entries or not.
    if (diagonals.n_entries(i) < least_entries || base < 0 ||
        base + height > std::int64_t(n_columns_))
      continue;
    any = true;
    step[i] = base_.size();
    base_.push_back(static_cast<std::uint32_t>(base));
    for (unsigned int l = 0; l < height; ++l)
      value_.push_back(0.F);
  }
  for (unsigned int l = 0; any && l < height; ++l)
  {
    std::size_t kept = 0;
    for (std::size_t e = 0; e < rows[l].size(); ++e)
      if (const std::size_t taken = step[on[l][e]]; taken != not_taken)
        value_[taken * height + l] += rows[l][e].value;
      else
        rows[l][kept++] = rows[l][e];
    rows[l].resize(kept);
  }
}

/// Each step takes the next entry of every row whose column is within reach of the lowest;
/// the others wait, padded. Padding multiplies the base column's entry by zero.
void SlicedRows::append_gathered_steps(Slice &slice)
{
  auto &rows = slice.rows;
  constexpr std::uint32_t reach = std::numeric_limits<std::uint16_t>::max();
  std::uint32_t lowest = std::numeric_limits<std::uint32_t>::max(), highest = 0;
  for (const std::vector<Entry> &row : rows)
    for (const Entry &entry : row)
    {
      lowest = std::min(lowest, entry.column);
      highest = std::max(highest, entry.column);
    }
  const bool wide = highest > lowest && highest - lowest > reach;
  std::size_t next[height] = {}, left = 0;
  for (std::vector<Entry> &row : rows)
  {
    if (wide) // brings columns that lie close together into the same step
      std::sort(row.begin(),
                row.end(),
                [](const Entry &a, const Entry &b) { return a.column < b.column; });
    left += row.size();
  }
  while (left > 0)
  {
    std::uint32_t base = lowest;
    if (wide)
    {
      base = highest;
      for (unsigned int l = 0; l < height; ++l)
        if (next[l] < rows[l].size())
          base = std::min(base, rows[l][next[l]].column);
    }
    base_.push_back(base);
    for (unsigned int l = 0; l < height; ++l)
    {
      Entry entry{base, 0.F};
      if (next[l] < rows[l].size() && rows[l][next[l]].column - base <= reach)
      {
        entry = rows[l][next[l]++];
        --left;
      }
      offset_.push_back(static_cast<std::uint16_t>(entry.column - base));
      value_.push_back(entry.value);
    }
  }
}

void SlicedRows::multiply(const float *x, float *y) const
{
  multiply_of(slices(), x, y);
}

void SlicedRows::add_product(const float *x, float *y) const
{
  add_product_of(slices(), x, y);
}

void SlicedRows::interpolate(const float *x, float scale, const float *z, float *y) const
{
  interpolate_of(slices(), x, scale, z, y);
}

void SlicedRows::relax(float gain, const float *b, const float *x, float *y) const
{
  relax_of(slices(), gain, b, x, y);
}

void SlicedRows::chebyshev_step(Step step,
                                const float *b,
                                const float *x,
                                float *d,
                                float *y) const
{
  chebyshev_step_of(slices(), step, b, x, d, y);
}

void SlicedRows::residual(const float *b, float scale, const float *x, float *r) const
{
  residual_of(slices(), b, scale, x, r);
}

} // namespace kelvolt

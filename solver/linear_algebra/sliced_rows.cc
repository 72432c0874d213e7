#include "linear_algebra/sliced_rows.h"

#include <algorithm>
#include <limits>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define KELVOLT_X86
#include <immintrin.h>
#define KELVOLT_ALL_CPUS                                                                   \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define KELVOLT_ALL_CPUS
#endif

namespace kelvolt
{
namespace
{

constexpr unsigned int height = SlicedRows::height;

using Slices = SlicedRows::Slices;

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
  for (std::size_t step = M.start[slice]; step < M.start[slice + 1]; ++step)
  {
    const float *value = M.value + step * height, *from = x + M.base[step];
    const std::uint16_t *offset = M.offset + step * height;
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
  for (std::size_t step = M.start[slice]; step < M.start[slice + 1]; ++step)
  {
    const auto *offset = reinterpret_cast<const __m128i *>(M.offset + step * height);
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

void restrict_residual_of(const Slices &M,
                          const Slices &P,
                          const float *b,
                          float scale,
                          const float *x,
                          float *c)
{
  float r[height];
  for (unsigned int slice = 0; slice < n_slices(M); ++slice)
  {
    multiply_slice(M, slice, x, r);
    const std::size_t first = std::size_t(slice) * height;
    const unsigned int n = rows_of(M, slice);
    for (unsigned int l = 0; l < n; ++l)
      r[l] = b[first + l] - scale * (x[first + l] + r[l]);
    std::fill(r + n, r + height, 0.F);
    for (std::size_t step = P.start[slice]; step < P.start[slice + 1]; ++step)
      for (std::size_t e = step * height, l = 0; l < height; ++l)
        c[P.base[step] + P.offset[e + l]] += P.value[e + l] * r[l];
  }
}

} // namespace

/// Each step takes the next entry of every row whose column is within reach of the lowest;
/// the others wait, padded. Padding multiplies the base column's entry by zero.
void SlicedRows::append_slice(std::vector<Entry> (&rows)[height])
{
  constexpr std::uint32_t reach = std::numeric_limits<std::uint16_t>::max();
  std::uint32_t lowest = std::numeric_limits<std::uint32_t>::max(), highest = 0;
  for (const std::vector<Entry> &row : rows)
    for (const Entry &entry : row)
    {
      lowest = std::min(lowest, entry.first);
      highest = std::max(highest, entry.first);
    }
  const bool wide = highest > lowest && highest - lowest > reach;
  std::size_t next[height] = {}, left = 0;
  for (std::vector<Entry> &row : rows)
  {
    if (wide) // brings columns that lie close together into the same step
      std::sort(row.begin(), row.end());
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
          base = std::min(base, rows[l][next[l]].first);
    }
    base_.push_back(base);
    for (unsigned int l = 0; l < height; ++l)
    {
      Entry entry(base, 0.F);
      if (next[l] < rows[l].size() && rows[l][next[l]].first - base <= reach)
      {
        entry = rows[l][next[l]++];
        --left;
      }
      offset_.push_back(static_cast<std::uint16_t>(entry.first - base));
      value_.push_back(entry.second);
    }
  }
  start_.push_back(base_.size());
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

void SlicedRows::restrict_residual(const SlicedRows &P,
                                   const float *b,
                                   float scale,
                                   const float *x,
                                   float *c) const
{
  restrict_residual_of(slices(), P.slices(), b, scale, x, c);
}

} // namespace kelvolt

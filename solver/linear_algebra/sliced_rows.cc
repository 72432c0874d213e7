#include "linear_algebra/sliced_rows.h"

#include <algorithm>

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

/// What the kernels see of a matrix.
struct Slices
{
  unsigned int n_rows;
  const std::size_t *start;
  const std::int32_t *column;
  const float *value;
};

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
  for (std::size_t e = M.start[slice]; e < M.start[slice + 1]; e += height)
    for (unsigned int l = 0; l < height; ++l)
      s[l] += M.value[e + l] * x[M.column[e + l]];
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
  for (std::size_t e = M.start[slice]; e < M.start[slice + 1]; e += height)
  {
    const auto *column = reinterpret_cast<const __m256i *>(M.column + e);
    const float *value = M.value + e;
    low = _mm256_fmadd_ps(
        _mm256_load_ps(value), _mm256_i32gather_ps(x, _mm256_load_si256(column), 4), low);
    high = _mm256_fmadd_ps(_mm256_load_ps(value + half),
                           _mm256_i32gather_ps(x, _mm256_load_si256(column + 1), 4),
                           high);
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
      r[l] = b[first + l] - x[first + l] - r[l];
    for (std::size_t e = P.start[slice]; e < P.start[slice + 1]; e += height)
      for (unsigned int l = 0; l < height; ++l)
        c[P.column[e + l]] += P.value[e + l] * r[l];
  }
}

} // namespace

void SlicedRows::add_product(const float *x, float *y) const
{
  add_product_of({n_rows_, start_.data(), column_.data(), value_.data()}, x, y);
}

void SlicedRows::chebyshev_step(Step step,
                                const float *b,
                                const float *x,
                                float *d,
                                float *y) const
{
  chebyshev_step_of(
      {n_rows_, start_.data(), column_.data(), value_.data()}, step, b, x, d, y);
}

void SlicedRows::restrict_residual(const SlicedRows &P,
                                   const float *b,
                                   const float *x,
                                   float *c) const
{
  restrict_residual_of({n_rows_, start_.data(), column_.data(), value_.data()},
                       {P.n_rows_, P.start_.data(), P.column_.data(), P.value_.data()},
                       b,
                       x,
                       c);
}

} // namespace kelvolt

#include "discretization/single_kernel.h"

#include "linear_algebra/all_cpus.h"

#include <cstdlib>

namespace kelvolt
{
namespace
{

using Lane __attribute__((vector_size(lanes * sizeof(float)), may_alias)) = float;

using Flags __attribute__((vector_size(lanes * sizeof(int)))) = int;

KELVOLT_ALL_CPUS void
blend(const float *from, unsigned int n, const Flags &taken, float *to)
{
  Lane *const out = reinterpret_cast<Lane *>(to);
  for (unsigned int i = 0; i < n; ++i)
    out[i] = taken ? Lane{} + from[i] : out[i];
}

/// out[r] = factor sum_c M[r][c] in[c]
template <int n>
KELVOLT_INLINE void
times_line(const ReferenceElement::Matrix &M, const Lane (&in)[n], Lane factor, Lane *out)
{
  for (int r = 0; r < n; ++r)
  {
    Lane sum = in[0] * static_cast<float>(M[std::size_t(r) * n]);
    for (int c = 1; c < n; ++c)
      sum += in[c] * static_cast<float>(M[std::size_t(r) * n + c]);
    out[r] = sum * factor;
  }
}

template <int p>
KELVOLT_INLINE void
wedges(const LineMatrices &line, const SingleWedges &w, const float *u, float *y)
{
  constexpr int n = p + 1, nodes = (p + 1) * (p + 2) / 2;
  const Lane *const in = reinterpret_cast<const Lane *>(u),
                    *const K = reinterpret_cast<const Lane *>(w.stiffness),
                    *const M = reinterpret_cast<const Lane *>(w.mass);
  const Lane in_plane = *reinterpret_cast<const Lane *>(w.in_plane),
             along_z = *reinterpret_cast<const Lane *>(w.along_z);
  Lane flat[nodes * n], upright[nodes * n];
  for (int a = 0; a < nodes; ++a)
  {
    Lane difference[n];
    for (int c = 0; c < n; ++c)
      difference[c] = in[a * n + c] - in[0];
    times_line<n>(line.mass, difference, in_plane, flat + a * n);
    times_line<n>(line.stiffness, difference, along_z, upright + a * n);
  }
  Lane *const out = reinterpret_cast<Lane *>(y);
  for (int a = 0; a < nodes; ++a)
  {
    Lane sum[n] = {};
    for (int b = 0; b < nodes; ++b)
    {
      const int at = b <= a ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
      for (int c = 0; c < n; ++c)
        sum[c] += K[at] * flat[b * n + c] + M[at] * upright[b * n + c];
    }
    for (int c = 0; c < n; ++c)
      out[a * n + c] = sum[c];
  }
}

// Functions of their own for each degree: only such are compiled for several processors.
// clang-format off
#define KELVOLT_FOR_DEGREE(p)                                                      \
  KELVOLT_ALL_CPUS void wedges_##p(const LineMatrices &line, const SingleWedges &w, \
                                   const float *u, float *y)                       \
  { wedges<p>(line, w, u, y); }
// clang-format on
KELVOLT_FOR_DEGREE(1)
KELVOLT_FOR_DEGREE(2)
KELVOLT_FOR_DEGREE(3)
KELVOLT_FOR_DEGREE(4)
KELVOLT_FOR_DEGREE(5)

} // namespace

LineMatrices::LineMatrices(const ReferenceElement &line)
{
  const unsigned int n = line.n;
  for (unsigned int q = 0; q < n; ++q)
  {
    const double *const value = line.value.data() + q * n;
    ReferenceElement::Matrix slope{};
    for (unsigned int i = 0; i < n; ++i)
      for (unsigned int r = 0; r < n; ++r)
        slope[i] += line.gradient[q * n + r] * line.value[r * n + i];
    for (unsigned int i = 0; i < n; ++i)
      for (unsigned int j = 0; j < n; ++j)
      {
        mass[i * n + j] += line.weight[q] * value[i] * value[j];
        stiffness[i * n + j] += line.weight[q] * slope[i] * slope[j];
      }
  }
}

void set_lanes(const float *from,
               unsigned int n,
               unsigned int first,
               unsigned int end,
               float *to)
{
  Flags taken{};
  for (unsigned int lane = first; lane < end; ++lane)
    taken[lane] = -1;
  blend(from, n, taken, to);
}

void apply_single_wedges(unsigned int degree,
                         const LineMatrices &line,
                         const SingleWedges &w,
                         const float *u,
                         float *y)
{
  switch (degree)
  {
  case 1:
    return wedges_1(line, w, u, y);
  case 2:
    return wedges_2(line, w, u, y);
  case 3:
    return wedges_3(line, w, u, y);
  case 4:
    return wedges_4(line, w, u, y);
  case 5:
    return wedges_5(line, w, u, y);
  default:
    std::abort();
  }
}

} // namespace kelvolt

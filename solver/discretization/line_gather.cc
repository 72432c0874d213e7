#include "discretization/line_gather.h"

#include "discretization/diffusion_kernel.h"
#include "linear_algebra/all_cpus.h"

#include <cstdlib>

namespace kelvolt
{
namespace
{

template <int n, typename T>
KELVOLT_INLINE void
gather(unsigned int n_lines, const unsigned int *first, const T *x, T offset, T *u)
{
  for (unsigned int a = 0; a < n_lines; ++a, first += lanes)
    for (int c = 0; c < n; ++c, u += lanes)
      for (unsigned int lane = 0; lane < lanes; ++lane)
        u[lane] = x[first[lane] + c] - offset;
}

template <int n, typename T>
KELVOLT_INLINE void scatter(unsigned int n_lines,
                            const unsigned int *first,
                            unsigned int filled,
                            const T *y,
                            T *x)
{
  for (unsigned int a = 0; a < n_lines; ++a, first += lanes, y += n * lanes)
    for (unsigned int lane = 0; lane < filled; ++lane)
      for (int c = 0; c < n; ++c)
        x[first[lane] + c] += y[c * lanes + lane];
}

// Functions of their own for each number of nodes: only such are compiled for several
// processors.
// clang-format off
#define KELVOLT_FOR_NODES(n, T)                                                            \
  KELVOLT_ALL_CPUS void gather_##n(                                                        \
      unsigned int n_lines, const unsigned int *first, const T *x, T offset, T *u)         \
  { gather<n>(n_lines, first, x, offset, u); }                                             \
  KELVOLT_ALL_CPUS void scatter_##n(                                                       \
      unsigned int n_lines, const unsigned int *first, unsigned int filled, const T *y, T *x) \
  { scatter<n>(n_lines, first, filled, y, x); }

#define KELVOLT_FOR_TYPE(T)                                                                \
  KELVOLT_FOR_NODES(2, T)                                                                  \
  KELVOLT_FOR_NODES(3, T)                                                                  \
  KELVOLT_FOR_NODES(4, T)                                                                  \
  KELVOLT_FOR_NODES(5, T)                                                                  \
  KELVOLT_FOR_NODES(6, T)
KELVOLT_FOR_TYPE(float)
KELVOLT_FOR_TYPE(double)

#define KELVOLT_DISPATCH(function, ...)       \
  switch (n)                                  \
  {                                           \
  case 2: return function##_2(__VA_ARGS__);   \
  case 3: return function##_3(__VA_ARGS__);   \
  case 4: return function##_4(__VA_ARGS__);   \
  case 5: return function##_5(__VA_ARGS__);   \
  case 6: return function##_6(__VA_ARGS__);   \
  default: std::abort();                      \
  }
// clang-format on

} // namespace

template <typename Number>
void gather_lines(unsigned int n_lines,
                  unsigned int n,
                  const unsigned int *first,
                  const Number *x,
                  Number offset,
                  Number *u)
{
  KELVOLT_DISPATCH(gather, n_lines, first, x, offset, u)
}

template <typename Number>
void scatter_lines(unsigned int n_lines,
                   unsigned int n,
                   const unsigned int *first,
                   unsigned int filled,
                   const Number *y,
                   Number *x)
{
  KELVOLT_DISPATCH(scatter, n_lines, first, filled, y, x)
}

template void gather_lines(unsigned int,
                           unsigned int,
                           const unsigned int *,
                           const float *,
                           float,
                           float *);
template void gather_lines(unsigned int,
                           unsigned int,
                           const unsigned int *,
                           const double *,
                           double,
                           double *);
template void scatter_lines(unsigned int,
                            unsigned int,
                            const unsigned int *,
                            unsigned int,
                            const float *,
                            float *);
template void scatter_lines(unsigned int,
                            unsigned int,
                            const unsigned int *,
                            unsigned int,
                            const double *,
                            double *);

} // namespace kelvolt

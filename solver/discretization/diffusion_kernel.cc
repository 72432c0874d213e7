#include "discretization/diffusion_kernel.h"

#include "linear_algebra/all_cpus.h"

#include <cstdlib>
#include <cstring>

namespace kelvolt
{
namespace
{

using Lane __attribute__((vector_size(lanes * sizeof(double)), may_alias)) = double;

enum class Write
{
  set,
  add
};

/// M_qi, or M_iq.
template <int n, bool transpose>
KELVOLT_INLINE double entry(const double *M, int q, int i)
{
  return transpose ? M[i * n + q] : M[q * n + i];
}

/// Index of the first value of a line along the axis.
template <int n, int axis>
constexpr int line_start(int line)
{
  if (axis == 0)
    return line * n;
  return axis == 1 ? (line / n) * n * n + line % n : line;
}

/// out = (1 x .. x M x .. x 1) in, M along the axis; with M transposed where asked.
template <int n, int axis, bool transpose, Write write>
KELVOLT_INLINE void contract(const double *M, const Lane *in, Lane *out)
{
  constexpr int stride = axis == 0 ? 1 : (axis == 1 ? n : n * n);
  for (int line = 0; line < n * n; ++line)
  {
    const int start = line_start<n, axis>(line);
    Lane x[n];
    for (int i = 0; i < n; ++i)
      x[i] = in[start + i * stride];
    for (int q = 0; q < n; ++q)
    {
      Lane sum = x[0] * entry<n, transpose>(M, q, 0);
      for (int i = 1; i < n; ++i)
        sum += x[i] * entry<n, transpose>(M, q, i);
      if (write == Write::set)
        out[start + q * stride] = sum;
      else
        out[start + q * stride] += sum;
    }
  }
}

/// Node values to Gauss points (or, transposed, Gauss points to node residuals).
template <int n, bool transpose>
KELVOLT_INLINE void interpolate(const double *N, const Lane *in, Lane *out)
{
  Lane first[n * n * n], second[n * n * n];
  contract<n, 0, transpose, Write::set>(N, in, first);
  contract<n, 1, transpose, Write::set>(N, first, second);
  contract<n, 2, transpose, Write::set>(N, second, out);
}

template <int n, int axis>
KELVOLT_INLINE void add_diffusion_along(const double *D,
                                        const BatchConductivity &C,
                                        const Lane *value,
                                        Lane *residual)
{
  Lane flux[n * n * n];
  contract<n, axis, false, Write::set>(D, value, flux);
  const Lane *k = reinterpret_cast<const Lane *>(C.k + axis * C.axis_stride),
             metric = reinterpret_cast<const Lane *>(C.metric)[axis];
  for (int q = 0; q < n * n * n; ++q)
    flux[q] *= k[q] * metric;
  contract<n, axis, true, Write::add>(D, flux, residual);
}

template <int n>
KELVOLT_INLINE void diffusion(const double *N,
                              const double *D,
                              const BatchConductivity &C,
                              const double *mass,
                              const double *u,
                              double *y)
{
  constexpr int n3 = n * n * n;
  Lane value[n3], residual[n3];
  interpolate<n, false>(N, reinterpret_cast<const Lane *>(u), value);
  if (mass)
  {
    const Lane *m = reinterpret_cast<const Lane *>(mass);
    for (int q = 0; q < n3; ++q)
      residual[q] = m[q] * value[q];
  }
  else
    for (int q = 0; q < n3; ++q)
      residual[q] = Lane{};
  add_diffusion_along<n, 0>(D, C, value, residual);
  add_diffusion_along<n, 1>(D, C, value, residual);
  add_diffusion_along<n, 2>(D, C, value, residual);
  interpolate<n, true>(N, residual, reinterpret_cast<Lane *>(y));
}

template <int n>
KELVOLT_INLINE void
gradients(const double *N, const double *D, const double *u, double *gradient)
{
  constexpr int n3 = n * n * n;
  Lane *g = reinterpret_cast<Lane *>(gradient);
  Lane value[n3];
  interpolate<n, false>(N, reinterpret_cast<const Lane *>(u), value);
  contract<n, 0, false, Write::set>(D, value, g);
  contract<n, 1, false, Write::set>(D, value, g + n3);
  contract<n, 2, false, Write::set>(D, value, g + n3 + n3);
}

/// Transposed of gradients().
template <int n>
KELVOLT_INLINE void
divergence(const double *N, const double *D, const double *flux, double *y)
{
  constexpr int n3 = n * n * n;
  const Lane *f = reinterpret_cast<const Lane *>(flux);
  Lane residual[n3];
  contract<n, 0, true, Write::set>(D, f, residual);
  contract<n, 1, true, Write::add>(D, f + n3, residual);
  contract<n, 2, true, Write::add>(D, f + n3 + n3, residual);
  interpolate<n, true>(N, residual, reinterpret_cast<Lane *>(y));
}

KELVOLT_INLINE Lane load(const double *x)
{
  Lane value;
  std::memcpy(&value, x, sizeof value);
  return value;
}

KELVOLT_INLINE void add_to(double *x, const Lane &value)
{
  const Lane sum = load(x) + value;
  std::memcpy(x, &sum, sizeof sum);
}

/// One line of nodes.
template <int n>
KELVOLT_INLINE void gather_line(const double *x, double offset, Lane *u)
{
  const Lane shift = offset - Lane{};
  if (n == 2)
  {
    u[0] = load(x) - shift;
    u[1] = load(x + 1) - shift;
  }
  else if (n == 3)
  {
    const Lane low = load(x), high = load(x + lanes);
    u[0] = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14) - shift;
    u[1] = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15) - shift;
    u[2] = __builtin_shufflevector(u[0], x[2 * lanes] - shift, 1, 2, 3, 4, 5, 6, 7, 8);
  }
  else
    for (int i = 0; i < n; ++i)
      for (unsigned int l = 0; l < lanes; ++l)
        u[i][l] = x[(n - 1) * l + i] - offset;
}

template <int n>
KELVOLT_INLINE void scatter_add_line(const Lane *y, double *x)
{
  if (n == 2)
  {
    add_to(x, y[0]);
    add_to(x + 1, y[1]);
  }
  else if (n == 3)
  {
    // The last node of a cell is the first of the next one.
    const Lane ends = y[0] + __builtin_shufflevector(y[2], Lane{}, 8, 0, 1, 2, 3, 4, 5, 6);
    add_to(x, __builtin_shufflevector(ends, y[1], 0, 8, 1, 9, 2, 10, 3, 11));
    add_to(x + lanes, __builtin_shufflevector(ends, y[1], 4, 12, 5, 13, 6, 14, 7, 15));
    x[2 * lanes] += y[2][lanes - 1];
  }
  else
    for (unsigned int l = 0; l < lanes; ++l)
      for (int i = 0; i < n; ++i)
        x[(n - 1) * l + i] += y[i][l];
}

template <int n>
KELVOLT_INLINE void
gather_batch(const unsigned int *first, const double *x, double offset, double *u)
{
  Lane *to = reinterpret_cast<Lane *>(u);
  for (int line = 0; line < n * n; ++line, to += n)
    gather_line<n>(x + first[line], offset, to);
}

template <int n>
KELVOLT_INLINE void scatter_add_batch(const unsigned int *first, const double *y, double *x)
{
  const Lane *from = reinterpret_cast<const Lane *>(y);
  for (int line = 0; line < n * n; ++line, from += n)
    scatter_add_line<n>(from, x + first[line]);
}

// clang-format off
#define KELVOLT_FOR_N(n)                                                                      \
  KELVOLT_ALL_CPUS void diffusion_##n(const double *N, const double *D,                       \
                                      const BatchConductivity &C, const double *m,            \
                                      const double *u, double *y)                             \
  { diffusion<n>(N, D, C, m, u, y); }                                                         \
  KELVOLT_ALL_CPUS void values_##n(const double *N, const double *u, double *v)               \
  { interpolate<n, false>(N, reinterpret_cast<const Lane *>(u), reinterpret_cast<Lane *>(v)); } \
  KELVOLT_ALL_CPUS void gradients_##n(const double *N, const double *D, const double *u,      \
                                      double *g)                                              \
  { gradients<n>(N, D, u, g); }                                                               \
  KELVOLT_ALL_CPUS void divergence_##n(const double *N, const double *D, const double *f,     \
                                       double *y)                                             \
  { divergence<n>(N, D, f, y); }                                                              \
  KELVOLT_ALL_CPUS void integrate_##n(const double *N, const double *f, double *y)            \
  { interpolate<n, true>(N, reinterpret_cast<const Lane *>(f), reinterpret_cast<Lane *>(y)); } \
  KELVOLT_ALL_CPUS void gather_##n(const unsigned int *first, const double *x, double offset, \
                                   double *u)                                                 \
  { gather_batch<n>(first, x, offset, u); }                                                   \
  KELVOLT_ALL_CPUS void scatter_add_##n(const unsigned int *first, const double *y, double *x) \
  { scatter_add_batch<n>(first, y, x); }
// clang-format on
KELVOLT_FOR_N(2)
KELVOLT_FOR_N(3)
KELVOLT_FOR_N(4)
KELVOLT_FOR_N(5)
KELVOLT_FOR_N(6)
KELVOLT_FOR_N(7)

} // namespace

// clang-format off
#define KELVOLT_DISPATCH(function, ...)       \
  switch (element.n)                          \
  {                                           \
  case 2: return function##_2(__VA_ARGS__);   \
  case 3: return function##_3(__VA_ARGS__);   \
  case 4: return function##_4(__VA_ARGS__);   \
  case 5: return function##_5(__VA_ARGS__);   \
  case 6: return function##_6(__VA_ARGS__);   \
  case 7: return function##_7(__VA_ARGS__);   \
  default: std::abort();                      \
  }
// clang-format on

void apply_diffusion(const ReferenceElement &element,
                     const BatchConductivity &conductivity,
                     const double *mass,
                     const double *u,
                     double *y)
{
  KELVOLT_DISPATCH(
      diffusion, element.value.data(), element.gradient.data(), conductivity, mass, u, y)
}

void gather_lines(const ReferenceElement &element,
                  const unsigned int *first,
                  const double *x,
                  double offset,
                  double *u)
{
  KELVOLT_DISPATCH(gather, first, x, offset, u)
}

void scatter_add_lines(const ReferenceElement &element,
                       const unsigned int *first,
                       const double *y,
                       double *x)
{
  KELVOLT_DISPATCH(scatter_add, first, y, x)
}

void evaluate_values(const ReferenceElement &element, const double *u, double *value)
{
  KELVOLT_DISPATCH(values, element.value.data(), u, value)
}

void evaluate_gradients(const ReferenceElement &element, const double *u, double *gradient)
{
  KELVOLT_DISPATCH(gradients, element.value.data(), element.gradient.data(), u, gradient)
}

void integrate_gradients(const ReferenceElement &element, const double *flux, double *y)
{
  KELVOLT_DISPATCH(divergence, element.value.data(), element.gradient.data(), flux, y)
}

void integrate_values(const ReferenceElement &element, const double *f, double *y)
{
  KELVOLT_DISPATCH(integrate, element.value.data(), f, y)
}

} // namespace kelvolt

#include "discretization/column_kernel.h"

#include "linear_algebra/all_cpus.h"

#include <cstddef>
#include <cstdlib>

namespace kelvolt
{
namespace
{

using Lane __attribute__((vector_size(lanes * sizeof(double)), may_alias)) = double;

/// Sizes of the tables of degree p.
template <int p>
struct Sizes
{
  static constexpr int n = p + 1, nodes = (p + 1) * (p + 2) / 2, points = n * n;
};

/// Row i of a table.
template <int length, typename Entry>
KELVOLT_INLINE Entry *row(Entry *table, std::ptrdiff_t i)
{
  return table + i * length;
}

/// M_rc, or M_cr.
template <int n, bool transpose>
KELVOLT_INLINE double entry(const double *M, int r, int c)
{
  return transpose ? M[c * n + r] : M[r * n + c];
}

/// out[a][r] = sum_c M[r][c] in[a][c] for all rows a; transposed: M[c][r].
template <int rows, int n, bool transpose>
KELVOLT_INLINE void along_z(const double *M, const Lane *in, Lane *out)
{
  for (int a = 0; a < rows; ++a)
  {
    const Lane *const from = row<n>(in, a);
    for (int r = 0; r < n; ++r)
    {
      Lane sum = from[0] * entry<n, transpose>(M, r, 0);
      for (int c = 1; c < n; ++c)
        sum += from[c] * entry<n, transpose>(M, r, c);
      row<n>(out, a)[r] = sum;
    }
  }
}

/// out[r] = sum_a T[a] in[a][r]
template <int nodes, int n>
KELVOLT_INLINE void to_point(const double *T, const Lane *in, Lane (&out)[n])
{
  for (int r = 0; r < n; ++r)
    out[r] = in[r] * T[0];
  for (int a = 1; a < nodes; ++a)
    for (int r = 0; r < n; ++r)
      out[r] += in[a * n + r] * T[a];
}

template <int n>
KELVOLT_INLINE void derive(const double *M, const Lane (&in)[n], Lane (&out)[n])
{
  along_z<1, n, false>(M, in, out);
}

/// k times the volumes of the points over one plane point, from below.
template <int n, bool is_constant>
class Conductance
{
public:
  KELVOLT_INLINE Conductance(const double *k, const WedgeGeometry &geometry)
      : k_(reinterpret_cast<const Lane *>(k)),
        area_(reinterpret_cast<const Lane *>(geometry.area))
  {
    if constexpr (is_constant)
      k_height_ = k_[0] * *reinterpret_cast<const Lane *>(geometry.height);
  }
  KELVOLT_INLINE void over(int q)
  {
    q_ = q;
    if constexpr (is_constant)
      k_volume_ = k_height_ * area_[q];
  }
  KELVOLT_INLINE Lane at(int r, double weight) const
  {
    if constexpr (is_constant)
      return k_volume_ * weight;
    else
      return k_[q_ * n + r];
  }

private:
  const Lane *k_, *area_;
  int q_ = 0;
  Lane k_height_, k_volume_;
};

template <int p, bool is_constant>
KELVOLT_INLINE void diffusion(const WedgeElement &e,
                              const WedgeGeometry &geometry,
                              const WedgeCoefficients &C,
                              const double *u,
                              double *y)
{
  constexpr int n = Sizes<p>::n, nodes = Sizes<p>::nodes, points = Sizes<p>::points;
  Conductance<n, is_constant> kx(C.k, geometry), ky(C.k + C.axis_stride, geometry),
      kz(C.k + 2 * C.axis_stride, geometry);
  const Lane *const m = reinterpret_cast<const Lane *>(C.mass),
                    *const inverse = reinterpret_cast<const Lane *>(geometry.inverse);
  const Lane inverse_height = *reinterpret_cast<const Lane *>(geometry.inverse_height);
  const Lane metric = inverse_height * inverse_height;
  Lane v[nodes * n], out[nodes * n];
  along_z<nodes, n, false>(e.line.value.data(), reinterpret_cast<const Lane *>(u), v);
  for (Lane &one : out)
    one = Lane{};
  for (int q = 0; q < points; ++q)
  {
    const double *const N = row<nodes>(e.plane.value.data(), q),
                        *const D1 = row<nodes>(e.plane.by_first.data(), q),
                        *const D2 = row<nodes>(e.plane.by_second.data(), q);
    Lane w[n], g1[n], g2[n], gz[n];
    to_point<nodes, n>(N, v, w);
    to_point<nodes, n>(D1, v, g1);
    to_point<nodes, n>(D2, v, g2);
    derive<n>(e.line.gradient.data(), w, gz);
    const Lane *const J = row<4>(inverse, q);
    kx.over(q);
    ky.over(q);
    kz.over(q);
    for (int r = 0; r < n; ++r)
    {
      const double weight = e.line.weight[r];
      const Lane gx = J[0] * g1[r] + J[2] * g2[r], gy = J[1] * g1[r] + J[3] * g2[r];
      const Lane fx = kx.at(r, weight) * gx, fy = ky.at(r, weight) * gy;
      g1[r] = J[0] * fx + J[1] * fy;
      g2[r] = J[2] * fx + J[3] * fy;
      gz[r] *= kz.at(r, weight) * metric;
    }
    Lane f[n];
    along_z<1, n, true>(e.line.gradient.data(), gz, f);
    if (m)
      for (int r = 0; r < n; ++r)
        f[r] += m[q * n + r] * w[r];
    for (int a = 0; a < nodes; ++a)
      for (int r = 0; r < n; ++r)
        out[a * n + r] += f[r] * N[a] + g1[r] * D1[a] + g2[r] * D2[a];
  }
  along_z<nodes, n, true>(e.line.value.data(), out, reinterpret_cast<Lane *>(y));
}

template <int p>
KELVOLT_INLINE void values(const WedgeElement &e, const double *u, double *value)
{
  constexpr int n = Sizes<p>::n, nodes = Sizes<p>::nodes, points = Sizes<p>::points;
  Lane v[nodes * n];
  along_z<nodes, n, false>(e.line.value.data(), reinterpret_cast<const Lane *>(u), v);
  Lane *const out = reinterpret_cast<Lane *>(value);
  for (int q = 0; q < points; ++q)
  {
    Lane w[n];
    to_point<nodes, n>(row<nodes>(e.plane.value.data(), q), v, w);
    for (int r = 0; r < n; ++r)
      out[q * n + r] = w[r];
  }
}

template <int p>
KELVOLT_INLINE void gradients(const WedgeElement &e,
                              const WedgeGeometry &geometry,
                              const double *u,
                              double *gradient)
{
  constexpr int n = Sizes<p>::n, nodes = Sizes<p>::nodes, points = Sizes<p>::points;
  const Lane *const inverse = reinterpret_cast<const Lane *>(geometry.inverse);
  const Lane inverse_height = *reinterpret_cast<const Lane *>(geometry.inverse_height);
  Lane v[nodes * n];
  along_z<nodes, n, false>(e.line.value.data(), reinterpret_cast<const Lane *>(u), v);
  Lane *const out = reinterpret_cast<Lane *>(gradient);
  for (int q = 0; q < points; ++q)
  {
    Lane w[n], g1[n], g2[n], gz[n];
    to_point<nodes, n>(row<nodes>(e.plane.value.data(), q), v, w);
    to_point<nodes, n>(row<nodes>(e.plane.by_first.data(), q), v, g1);
    to_point<nodes, n>(row<nodes>(e.plane.by_second.data(), q), v, g2);
    derive<n>(e.line.gradient.data(), w, gz);
    const Lane *const J = row<4>(inverse, q);
    for (int r = 0; r < n; ++r)
    {
      out[q * n + r] = J[0] * g1[r] + J[2] * g2[r];
      out[points * n + q * n + r] = J[1] * g1[r] + J[3] * g2[r];
      out[2 * points * n + q * n + r] = gz[r] * inverse_height;
    }
  }
}

template <int p>
KELVOLT_INLINE void integrate(const WedgeElement &e, const double *f, double *y)
{
  constexpr int n = Sizes<p>::n, nodes = Sizes<p>::nodes, points = Sizes<p>::points;
  const Lane *const at = reinterpret_cast<const Lane *>(f);
  Lane out[nodes * n];
  for (Lane &one : out)
    one = Lane{};
  for (int q = 0; q < points; ++q)
    for (int a = 0; a < nodes; ++a)
      for (int r = 0; r < n; ++r)
        out[a * n + r] += at[q * n + r] * e.plane.value[q * nodes + a];
  along_z<nodes, n, true>(e.line.value.data(), out, reinterpret_cast<Lane *>(y));
}

// Functions of their own for each degree: only such are compiled for several processors.
// clang-format off
#define KELVOLT_FOR_DEGREE(p)                                                                 \
  KELVOLT_ALL_CPUS void diffusion_##p(const WedgeElement &e, const WedgeGeometry &g,          \
                                      const WedgeCoefficients &C, const double *u, double *y) \
  { C.is_constant ? diffusion<p, true>(e, g, C, u, y) : diffusion<p, false>(e, g, C, u, y); } \
  KELVOLT_ALL_CPUS void values_##p(const WedgeElement &e, const double *u, double *value)     \
  { values<p>(e, u, value); }                                                                 \
  KELVOLT_ALL_CPUS void gradients_##p(const WedgeElement &e, const WedgeGeometry &g,          \
                                      const double *u, double *gradient)                      \
  { gradients<p>(e, g, u, gradient); }                                                        \
  KELVOLT_ALL_CPUS void integrate_##p(const WedgeElement &e, const double *f, double *y)      \
  { integrate<p>(e, f, y); }
// clang-format on
KELVOLT_FOR_DEGREE(1)
KELVOLT_FOR_DEGREE(2)
KELVOLT_FOR_DEGREE(3)
KELVOLT_FOR_DEGREE(4)
KELVOLT_FOR_DEGREE(5)

} // namespace

// clang-format off
#define KELVOLT_DISPATCH(function, ...)       \
  switch (element.plane.degree)               \
  {                                           \
  case 1: return function##_1(__VA_ARGS__);   \
  case 2: return function##_2(__VA_ARGS__);   \
  case 3: return function##_3(__VA_ARGS__);   \
  case 4: return function##_4(__VA_ARGS__);   \
  case 5: return function##_5(__VA_ARGS__);   \
  default: std::abort();                      \
  }
// clang-format on

void apply_wedge_diffusion(const WedgeElement &element,
                           const WedgeGeometry &geometry,
                           const WedgeCoefficients &coefficients,
                           const double *u,
                           double *y)
{
  KELVOLT_DISPATCH(diffusion, element, geometry, coefficients, u, y)
}

void evaluate_wedge_values(const WedgeElement &element, const double *u, double *value)
{
  KELVOLT_DISPATCH(values, element, u, value)
}

void evaluate_wedge_gradients(const WedgeElement &element,
                              const WedgeGeometry &geometry,
                              const double *u,
                              double *gradient)
{
  KELVOLT_DISPATCH(gradients, element, geometry, u, gradient)
}

void integrate_wedge_values(const WedgeElement &element, const double *f, double *y)
{
  KELVOLT_DISPATCH(integrate, element, f, y)
}

} // namespace kelvolt

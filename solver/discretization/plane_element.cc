#include "discretization/plane_element.h"

#include "discretization/reference_element.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{

namespace
{

/// Gauss-Lobatto nodes of degree m on [0, 1]; the middle for 0.
std::vector<double> lobatto(unsigned int m)
{
  if (m == 0)
    return {0.5};
  const ReferenceElement line(m);
  return {line.node.begin(), line.node.begin() + m + 1};
}

/// Legendre polynomials P_n and P_(n-1) at x.
std::pair<double, double> legendre(unsigned int n, double x)
{
  double before = 1., here = x;
  if (n == 0)
    return {1., 0.};
  for (unsigned int k = 2; k <= n; ++k)
    before = std::exchange(here, ((2. * k - 1.) * x * here - (k - 1.) * before) / k);
  return {here, before};
}

/// Points and weights for int_0^1 (1 - x) f dx: those of Gauss-Radau without the end x = 1,
/// where (P_n - P_(n+1)) / (1 - x) vanishes.
void radau(unsigned int n, std::vector<double> &point, std::vector<double> &weight)
{
  const auto q = [&](double x)
  {
    const auto [high, low] = legendre(n + 1, x);
    return (low - high) / (1. - x);
  };
  constexpr int scan = 2000;
  const double last = 1. - 1e-6;
  for (int k = 0; k < scan; ++k)
  {
    double a = -1. + (last + 1.) * k / scan, b = -1. + (last + 1.) * (k + 1) / scan;
    if (!(q(a) * q(b) < 0.))
      continue;
    for (int step = 0; step < 100; ++step)
    {
      const double middle = 0.5 * (a + b);
      (q(a) * q(middle) <= 0. ? b : a) = middle;
    }
    const double x = 0.5 * (a + b), low = legendre(n + 1, x).second;
    // Radau's weight (1 + x) / ((n+1)^2 P_n(x)^2), mirrored, times 1 - x, on [0, 1].
    point.push_back(0.5 * (1. + x));
    const double square = (n + 1.) * low;
    weight.push_back(0.25 * (1. + x) * (1. - x) / (square * square));
  }
}

double power(double x, unsigned int n)
{
  double result = 1.;
  while (n-- > 0)
    result *= x;
  return result;
}

double factorial(unsigned int n)
{
  return n < 2 ? 1. : n * factorial(n - 1);
}

/// By elimination with pivots; n x n, row-major.
std::vector<double> inverse_of(std::vector<double> A, unsigned int n)
{
  std::vector<double> B(std::size_t(n) * n, 0.);
  for (unsigned int i = 0; i < n; ++i)
    B[i * n + i] = 1.;
  for (unsigned int c = 0; c < n; ++c)
  {
    unsigned int pivot = c;
    for (unsigned int r = c + 1; r < n; ++r)
      if (std::abs(A[r * n + c]) > std::abs(A[pivot * n + c]))
        pivot = r;
    for (unsigned int j = 0; j < n; ++j)
    {
      std::swap(A[c * n + j], A[pivot * n + j]);
      std::swap(B[c * n + j], B[pivot * n + j]);
    }
    for (unsigned int r = 0; r < n; ++r)
    {
      if (r == c)
        continue;
      const double factor = A[r * n + c] / A[c * n + c];
      for (unsigned int j = 0; j < n; ++j)
      {
        A[r * n + j] -= factor * A[c * n + j];
        B[r * n + j] -= factor * B[c * n + j];
      }
    }
    const double scale = 1. / A[c * n + c];
    for (unsigned int j = 0; j < n; ++j)
    {
      A[c * n + j] *= scale;
      B[c * n + j] *= scale;
    }
  }
  return B;
}

} // namespace

PlaneElement::PlaneElement(unsigned int p)
    : PlaneNodes{p, (p + 1) * (p + 2) / 2, {}, {}}, n_points((p + 1) * (p + 1))
{
  make_nodes();
  make_points();
  make_tables();
}

unsigned int PlaneElement::index(unsigned int i, unsigned int j) const
{
  // Rows 0 .. j - 1 have p+1, p, .. nodes.
  return j * (degree + 1) - j * (j - 1) / 2 + i;
}

/// Recursive nodes, symmetric and close to the best (Isaac, SIAM J. Sci. Comput. 42 (2020)
/// A4046): means of the three edge nodes with the same indices, weighted by Lobatto nodes.
void PlaneElement::make_nodes()
{
  const unsigned int p = degree;
  const std::vector<double> whole = lobatto(p);
  for (unsigned int j = 0; j <= p; ++j)
    for (unsigned int i = 0; i + j <= p; ++i)
    {
      const std::array<unsigned int, 3> alpha{p - i - j, i, j};
      std::array<double, 3> l{};
      double sum = 0.;
      for (unsigned int d = 0; d < 3; ++d)
      {
        const unsigned int rest = p - alpha[d];
        const double w = rest == 0 ? 0. : whole[rest];
        const unsigned int a = (d + 1) % 3, b = (d + 2) % 3;
        const std::vector<double> edge = lobatto(rest);
        l[a] += w * edge[alpha[a]];
        l[b] += w * edge[alpha[b]];
        sum += w;
      }
      node.push_back({l[1] / sum, l[2] / sum});
      if (i > 0 && j > 0 && i + j < p)
        inner_nodes.push_back(node.size() - 1);
    }
  for (unsigned int k = 0; k <= p; ++k)
  {
    side_nodes[0].push_back(index(k, 0));
    side_nodes[1].push_back(index(p - k, k));
    side_nodes[2].push_back(index(0, p - k));
  }
  for (unsigned int j = 0; j < p; ++j)
    for (unsigned int i = 0; i + j < p; ++i)
    {
      pieces.push_back({index(i, j), index(i + 1, j), index(i, j + 1)});
      if (i + j + 1 < p)
        pieces.push_back({index(i + 1, j), index(i + 1, j + 1), index(i, j + 1)});
    }
}

void PlaneElement::make_points()
{
  const ReferenceElement line(degree);
  std::vector<double> across, across_weight;
  radau(degree + 1, across, across_weight);
  for (unsigned int a = 0; a < across.size(); ++a)
    for (unsigned int b = 0; b < line.n; ++b)
    {
      point.push_back({across[a], (1. - across[a]) * line.point[b]});
      weight.push_back(across_weight[a] * line.weight[b]);
    }
  side_point.assign(line.point.begin(), line.point.begin() + line.n);
  side_weight.assign(line.weight.begin(), line.weight.begin() + line.n);
}

PlaneElement::Shapes PlaneElement::bernstein(double l1, double l2) const
{
  const unsigned int p = degree;
  const double l0 = 1. - l1 - l2;
  Shapes result;
  for (unsigned int j = 0; j <= p; ++j)
    for (unsigned int i = 0; i + j <= p; ++i)
    {
      const unsigned int k = p - i - j;
      const double c = factorial(p) / (factorial(i) * factorial(j) * factorial(k));
      const double a = power(l1, i), b = power(l2, j), d = power(l0, k);
      const double da = i > 0 ? i * power(l1, i - 1) : 0.,
                   db = j > 0 ? j * power(l2, j - 1) : 0.,
                   dd = k > 0 ? k * power(l0, k - 1) : 0.;
      result.value.push_back(c * a * b * d);
      result.by_first.push_back(c * b * (da * d - a * dd));
      result.by_second.push_back(c * a * (db * d - b * dd));
    }
  return result;
}

PlaneElement::Shapes PlaneElement::shapes(double l1, double l2) const
{
  const Shapes base = bernstein(l1, l2);
  Shapes result;
  for (unsigned int a = 0; a < n_nodes; ++a)
  {
    double v = 0., d1 = 0., d2 = 0.;
    for (unsigned int m = 0; m < n_nodes; ++m)
    {
      const double c = inverse_[m * n_nodes + a];
      v += c * base.value[m];
      d1 += c * base.by_first[m];
      d2 += c * base.by_second[m];
    }
    result.value.push_back(v);
    result.by_first.push_back(d1);
    result.by_second.push_back(d2);
  }
  return result;
}

void PlaneElement::make_tables()
{
  std::vector<double> V;
  for (const auto &at : node)
  {
    const std::vector<double> row = bernstein(at[0], at[1]).value;
    V.insert(V.end(), row.begin(), row.end());
  }
  inverse_ = inverse_of(V, n_nodes);
  for (const auto &at : point)
  {
    const Shapes here = shapes(at[0], at[1]);
    value.insert(value.end(), here.value.begin(), here.value.end());
    by_first.insert(by_first.end(), here.by_first.begin(), here.by_first.end());
    by_second.insert(by_second.end(), here.by_second.begin(), here.by_second.end());
  }
  const auto append = [](std::vector<double> &table, const std::vector<double> &row)
  {
    table.insert(table.end(), row.begin(), row.end());
  };
  for (unsigned int s = 0; s < 3; ++s)
    for (const double t : side_point)
    {
      const auto [l1, l2] = on_side(s, t);
      const Shapes here = shapes(l1, l2);
      append(side_value[s], here.value);
      append(side_by_first[s], here.by_first);
      append(side_by_second[s], here.by_second);
    }
}

std::array<double, 2> PlaneElement::on_side(unsigned int side, double t)
{
  constexpr double corner[3][2] = {{0., 0.}, {1., 0.}, {0., 1.}};
  const double *const a = corner[side], *const b = corner[(side + 1) % 3];
  return {(1. - t) * a[0] + t * b[0], (1. - t) * a[1] + t * b[1]};
}

std::vector<double> PlaneElement::values_at(double l1, double l2) const
{
  return shapes(l1, l2).value;
}

} // namespace kelvolt

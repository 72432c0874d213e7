#include "discretization/cell_extremum.h"

#include "discretization/shape_values.h"
#include "results/number.h"

#include <deal.II/lac/full_matrix.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace kelvolt
{
namespace
{

/// Of the interpolation between values that differ by the range.
constexpr double round_off_of_range = 1e-12;

using Coordinates = std::array<double, dim>;

/// Points of one step of the search along each axis, and the shape functions there.
constexpr int n_search = 5, middle = n_search / 2;
struct SearchGrid
{
  std::array<std::array<double, n_search>, dim> x;
  std::array<std::array<ShapeValues, n_search>, dim> shape;

  SearchGrid(const ReferenceElement &element, const Coordinates &centre, double step)
  {
    for (unsigned int d = 0; d < dim; ++d)
      for (int i = 0; i < n_search; ++i)
      {
        x[d][i] = std::clamp(centre[d] + (i - middle) * step, 0., 1.);
        shape[d][i] = shape_values(element, x[d][i]);
      }
  }
};

} // namespace

ElementExtremum
element_extremum(const ReferenceElement &element, std::vector<double> nodes, int sign)
{
  // Start from the best node, so that a tie or a monotone cell keeps it exactly.
  const unsigned int best_node =
      std::max_element(nodes.begin(),
                       nodes.end(),
                       [&](double a, double b) { return sign * a < sign * b; }) -
      nodes.begin();
  const unsigned int n = element.n;
  Coordinates best{element.node[best_node % n],
                   element.node[best_node / n % n],
                   element.node[best_node / (n * n)]};
  // Differences from there keep the digits of a field that hardly varies.
  const double reference = nodes[best_node];
  double range = 0.;
  for (double &node : nodes)
  {
    node -= reference;
    range = std::max(range, std::abs(node));
  }
  const double round_off = round_off_of_range * range + round_off_of_value(reference);
  double best_value = 0.;
  for (double step = 0.25; step > 1e-3; step *= 0.5)
  {
    const SearchGrid grid(element, best, step);
    for (int k = 0; k < n_search; ++k)
      for (int j = 0; j < n_search; ++j)
        for (int i = 0; i < n_search; ++i)
        {
          const double value =
              value_at(element,
                       nodes.data(),
                       {grid.shape[0][i], grid.shape[1][j], grid.shape[2][k]});
          // Round-off must not move a maximum off its node.
          if (sign * (value - best_value) > round_off)
          {
            best_value = value;
            best = {grid.x[0][i], grid.x[1][j], grid.x[2][k]};
          }
        }
  }
  return {reference + best_value, best};
}

CellExtremum
cell_extremum(const ScalarField &field, const Vector &values, unsigned int cell, int sign)
{
  const ElementExtremum found =
      element_extremum(field.element(), field.cell_values(values, cell), sign);
  return {found.value, field.cells().geometry.place(cell, found.place)};
}

CellBounds::CellBounds(const ScalarField &field, const Vector &values)
    : field_(field), values_(values)
{
  const ReferenceElement &element = field.element();
  const unsigned int n = element.n;
  dealii::FullMatrix<double> at_nodes(n, n), inverse(n, n);
  for (unsigned int i = 0; i < n; ++i)
  {
    // B_j(x) = binomial(p, j) x^j (1 - x)^(p - j)
    const double x = element.node[i];
    double binomial = 1.;
    for (unsigned int j = 0; j < n; ++j)
    {
      at_nodes(i, j) = binomial * std::pow(x, j) * std::pow(1. - x, n - 1 - j);
      binomial *= double(n - 1 - j) / (j + 1.);
    }
  }
  inverse.invert(at_nodes);
  for (unsigned int j = 0; j < n; ++j)
    for (unsigned int i = 0; i < n; ++i)
      to_bernstein_.push_back(inverse(j, i));
}

double CellBounds::upper(unsigned int cell, int sign)
{
  const unsigned int batch = cell / lanes, lane = cell % lanes;
  if (batch_ != batch)
    take_batch(batch);
  return sign > 0 ? upper_[lane] : -lower_[lane];
}

void CellBounds::take_batch(unsigned int batch)
{
  const unsigned int n = field_.element().n, n3 = n * n * n;
  alignas(64) double a[max_batch_size], b[max_batch_size];
  field_.gather(values_, batch, 0., a);
  // Differences from the first node keep the digits of a field that hardly varies.
  std::array<double, lanes> reference;
  std::copy(a, a + lanes, reference.begin());
  for (unsigned int node = 0; node < n3; ++node)
    for (unsigned int lane = 0; lane < lanes; ++lane)
      a[node * lanes + lane] -= reference[lane];
  double *from = a, *to = b;
  for (const unsigned int stride : {1u, n, n * n})
  {
    std::fill(to, to + n3 * lanes, 0.);
    for (unsigned int node = 0; node < n3; ++node)
    {
      const unsigned int row = node / stride % n, first = node - row * stride;
      for (unsigned int i = 0; i < n; ++i)
        for (unsigned int lane = 0; lane < lanes; ++lane)
          to[node * lanes + lane] +=
              to_bernstein_[row * n + i] * from[(first + i * stride) * lanes + lane];
    }
    std::swap(from, to);
  }
  for (unsigned int lane = 0; lane < lanes; ++lane)
  {
    double lowest = from[lane], highest = from[lane];
    for (unsigned int node = 1; node < n3; ++node)
    {
      lowest = std::min(lowest, from[node * lanes + lane]);
      highest = std::max(highest, from[node * lanes + lane]);
    }
    lower_[lane] = reference[lane] + lowest;
    upper_[lane] = reference[lane] + highest;
  }
  batch_ = batch;
}

} // namespace kelvolt

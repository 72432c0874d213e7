#include "discretization/cell_extremum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace kelvolt
{
namespace
{

using Coordinates = std::array<double, dim>;
using Weights = std::array<double, ReferenceElement::max_n>;

/// Values of the one-dimensional shape functions at x.
Weights shape_values(const ReferenceElement &element, double x)
{
  Weights result{};
  for (unsigned int i = 0; i < element.n; ++i)
  {
    result[i] = 1.;
    for (unsigned int j = 0; j < element.n; ++j)
      if (j != i)
        result[i] *= (x - element.node[j]) / (element.node[i] - element.node[j]);
  }
  return result;
}

double value_at(const ReferenceElement &element,
                const std::vector<double> &nodes,
                const Coordinates &x)
{
  const Weights a = shape_values(element, x[0]), b = shape_values(element, x[1]),
                c = shape_values(element, x[2]);
  double sum = 0.;
  for (unsigned int k = 0, node = 0; k < element.n; ++k)
    for (unsigned int j = 0; j < element.n; ++j)
      for (unsigned int i = 0; i < element.n; ++i, ++node)
        sum += a[i] * b[j] * c[k] * nodes[node];
  return sum;
}

} // namespace

CellExtremum
cell_extremum(const ScalarField &field, const Vector &values, unsigned int cell, int sign)
{
  const ReferenceElement &element = field.element();
  const unsigned int n3 = element.n_cubed();
  std::vector<double> nodes(n3);
  for (unsigned int i = 0; i < n3; ++i)
    nodes[i] = values.local_element(
        field.cells().dof[((cell / lanes) * n3 + i) * lanes + cell % lanes]);

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
  double best_value = nodes[best_node];
  for (double step = 0.25; step > 1e-3; step *= 0.5)
  {
    const Coordinates centre = best;
    for (int k = -2; k <= 2; ++k)
      for (int j = -2; j <= 2; ++j)
        for (int i = -2; i <= 2; ++i)
        {
          const Coordinates x{std::clamp(centre[0] + i * step, 0., 1.),
                              std::clamp(centre[1] + j * step, 0., 1.),
                              std::clamp(centre[2] + k * step, 0., 1.)};
          const double value = value_at(element, nodes, x);
          // Round-off must not move a maximum off its node.
          if (sign * (value - best_value) > 1e-12 * std::abs(best_value))
          {
            best_value = value;
            best = x;
          }
        }
  }
  CellExtremum result{best_value, field.cells().corner[cell]};
  for (unsigned int d = 0; d < dim; ++d)
    result.position[d] += best[d] * field.cells().edge(cell, d);
  return result;
}

} // namespace kelvolt

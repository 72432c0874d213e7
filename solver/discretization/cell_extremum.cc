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
double value_at(const ReferenceElement &element,
                const std::vector<double> &nodes,
                const Coordinates &x)
{
  return value_at(element,
                  nodes.data(),
                  {shape_values(element, x[0]),
                   shape_values(element, x[1]),
                   shape_values(element, x[2])});
}

} // namespace

CellExtremum
cell_extremum(const ScalarField &field, const Vector &values, unsigned int cell, int sign)
{
  const ReferenceElement &element = field.element();
  std::vector<double> nodes = field.cell_values(values, cell);

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
          if (sign * (value - best_value) > round_off)
          {
            best_value = value;
            best = x;
          }
        }
  }
  return {reference + best_value, field.cells().geometry.place(cell, best)};
}

CellBounds::CellBounds(const ReferenceElement &element) : n_(element.n)
{
  dealii::FullMatrix<double> at_nodes(n_, n_), inverse(n_, n_);
  for (unsigned int i = 0; i < n_; ++i)
  {
    // B_j(x) = binomial(p, j) x^j (1 - x)^(p - j)
    const double x = element.node[i];
    double binomial = 1.;
    for (unsigned int j = 0; j < n_; ++j)
    {
      at_nodes(i, j) = binomial * std::pow(x, j) * std::pow(1. - x, n_ - 1 - j);
      binomial *= double(n_ - 1 - j) / (j + 1.);
    }
  }
  inverse.invert(at_nodes);
  for (unsigned int j = 0; j < n_; ++j)
    for (unsigned int i = 0; i < n_; ++i)
      to_bernstein_.push_back(inverse(j, i));
}

double CellBounds::upper(const ScalarField &field,
                         const Vector &values,
                         unsigned int cell,
                         int sign) const
{
  constexpr unsigned int most =
      ReferenceElement::max_n * ReferenceElement::max_n * ReferenceElement::max_n;
  const unsigned int n = n_, n3 = n * n * n;
  std::array<double, most> a{}, b{};
  // Differences from the first node keep the digits of a field that hardly varies.
  const double reference = values.local_element(field.node_dof(cell, 0));
  for (unsigned int i = 0; i < n3; ++i)
    a[i] = sign * (values.local_element(field.node_dof(cell, i)) - reference);
  for (const unsigned int stride : {1u, n, n * n})
  {
    for (unsigned int node = 0; node < n3; ++node)
    {
      const unsigned int row = node / stride % n, first = node - row * stride;
      double sum = 0.;
      for (unsigned int i = 0; i < n; ++i)
        sum += to_bernstein_[row * n + i] * a[first + i * stride];
      b[node] = sum;
    }
    std::swap(a, b);
  }
  return sign * reference + *std::max_element(a.begin(), a.begin() + n3);
}

} // namespace kelvolt

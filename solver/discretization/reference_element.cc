#include "discretization/reference_element.h"

#include <deal.II/base/exceptions.h>
#include <deal.II/base/quadrature_lib.h>

namespace kelvolt
{
namespace
{

/// Lagrange polynomial i of the given nodes at x.
double lagrange(const double *nodes, unsigned int n, unsigned int i, double x)
{
  double value = 1.;
  for (unsigned int j = 0; j < n; ++j)
    if (j != i)
      value *= (x - nodes[j]) / (nodes[i] - nodes[j]);
  return value;
}

double lagrange_derivative(const double *nodes, unsigned int n, unsigned int i, double x)
{
  double sum = 0.;
  for (unsigned int m = 0; m < n; ++m)
  {
    if (m == i)
      continue;
    double product = 1. / (nodes[i] - nodes[m]);
    for (unsigned int j = 0; j < n; ++j)
      if (j != i && j != m)
        product *= (x - nodes[j]) / (nodes[i] - nodes[j]);
    sum += product;
  }
  return sum;
}

} // namespace

ReferenceElement::ReferenceElement(unsigned int degree) : degree(degree), n(degree + 1)
{
  AssertThrow(degree >= 1 && degree <= max_degree,
              dealii::ExcMessage("The polynomial degree must lie between 1 and 6."));
  const dealii::QGaussLobatto<1> nodes(n);
  const dealii::QGauss<1> points(n);
  for (unsigned int i = 0; i < n; ++i)
  {
    node[i] = nodes.point(i)[0];
    node_weight[i] = nodes.weight(i);
    point[i] = points.point(i)[0];
    weight[i] = points.weight(i);
  }
  for (unsigned int i = 0; i < n; ++i)
    end_slope[i] = lagrange_derivative(node.data(), n, i, 1.);
  for (unsigned int q = 0; q < n; ++q)
    for (unsigned int i = 0; i < n; ++i)
    {
      value[q * n + i] = lagrange(node.data(), n, i, point[q]);
      gradient[q * n + i] = lagrange_derivative(point.data(), n, i, point[q]);
    }
}

} // namespace kelvolt

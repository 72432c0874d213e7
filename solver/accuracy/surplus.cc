#include "accuracy/surplus.h"

#include "discretization/shape_values.h"

#include <cmath>

namespace kelvolt
{

Surplus::Surplus(const ReferenceElement &element, unsigned int lower_degree)
    : element_(element)
{
  const ReferenceElement lower(lower_degree);
  std::vector<ShapeValues> at_lower;
  for (unsigned int i = 0; i < lower.n; ++i)
    at_lower.push_back(shape_values(element, lower.node[i]));
  for (unsigned int q = 0; q < element.n; ++q)
  {
    const ShapeValues own = shape_slopes(element, element.point[q]),
                      of_lower = shape_slopes(lower, element.point[q]);
    for (unsigned int l = 0; l < element.n; ++l)
    {
      double slope = own[l];
      for (unsigned int i = 0; i < lower.n; ++i)
        slope -= of_lower[i] * at_lower[i][l];
      slope_.push_back(slope);
    }
  }
}

double Surplus::product(unsigned int axis,
                        const std::vector<double> &u,
                        const std::vector<double> &z) const
{
  const unsigned int n = element_.n;
  const unsigned int stride[3] = {1, n, n * n};
  const unsigned int a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
  double sum = 0.;
  for (unsigned int j = 0; j < n; ++j)
    for (unsigned int i = 0; i < n; ++i)
    {
      const unsigned int first = i * stride[a] + j * stride[b];
      sum += element_.node_weight[i] * element_.node_weight[j] *
             along_line(&u[first], &z[first], stride[axis]);
    }
  return sum;
}

double Surplus::along_line(const double *u, const double *z, unsigned int stride) const
{
  const unsigned int n = element_.n;
  double sum = 0.;
  for (unsigned int q = 0; q < n; ++q)
  {
    double of_u = 0., of_z = 0.;
    for (unsigned int l = 0; l < n; ++l)
    {
      const std::size_t node = std::size_t(l) * stride;
      of_u += slope_[q * n + l] * u[node];
      of_z += slope_[q * n + l] * z[node];
    }
    sum += element_.weight[q] * std::abs(of_u * of_z);
  }
  return sum;
}

} // namespace kelvolt

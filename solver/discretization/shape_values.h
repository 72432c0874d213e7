#pragma once

#include "discretization/reference_element.h"

#include <array>

namespace kelvolt
{

/// Values of the one-dimensional shape functions at a point of [0, 1].
using ShapeValues = std::array<double, ReferenceElement::max_n>;

inline ShapeValues shape_values(const ReferenceElement &element, double x)
{
  ShapeValues result{};
  for (unsigned int i = 0; i < element.n; ++i)
  {
    result[i] = 1.;
    for (unsigned int j = 0; j < element.n; ++j)
      if (j != i)
        result[i] *= (x - element.node[j]) / (element.node[i] - element.node[j]);
  }
  return result;
}

/// Their derivatives there.
inline ShapeValues shape_slopes(const ReferenceElement &element, double x)
{
  ShapeValues result{};
  for (unsigned int i = 0; i < element.n; ++i)
    for (unsigned int m = 0; m < element.n; ++m)
    {
      if (m == i)
        continue;
      double product = 1. / (element.node[i] - element.node[m]);
      for (unsigned int j = 0; j < element.n; ++j)
        if (j != i && j != m)
          product *= (x - element.node[j]) / (element.node[i] - element.node[j]);
      result[i] += product;
    }
  return result;
}

/// The function with the given node values [n^3] at a point of the unit cell.
/// @param shape values of the shape functions there, per axis
inline double value_at(const ReferenceElement &element,
                       const double *nodes,
                       const std::array<ShapeValues, 3> &shape)
{
  const unsigned int n = element.n;
  double sum = 0.;
  for (unsigned int k = 0, node = 0; k < n; ++k)
    for (unsigned int j = 0; j < n; ++j)
      for (unsigned int i = 0; i < n; ++i, ++node)
        sum += shape[0][i] * shape[1][j] * shape[2][k] * nodes[node];
  return sum;
}

} // namespace kelvolt

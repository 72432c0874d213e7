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

} // namespace kelvolt

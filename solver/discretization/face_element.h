#pragma once

#include "discretization/reference_element.h"

#include <vector>

namespace kelvolt
{

/// Tables of the reference element on a face, in tensor order.
struct FaceElement
{
  explicit FaceElement(const ReferenceElement &element) : n_points(element.n * element.n)
  {
    const unsigned int n = element.n;
    for (unsigned int qy = 0; qy < n; ++qy)
      for (unsigned int qx = 0; qx < n; ++qx)
      {
        point_weight.push_back(element.weight[qx] * element.weight[qy]);
        node_weight.push_back(element.node_weight[qx] * element.node_weight[qy]);
        for (unsigned int iy = 0; iy < n; ++iy)
          for (unsigned int ix = 0; ix < n; ++ix)
            value.push_back(element.value[qx * n + ix] * element.value[qy * n + iy]);
      }
  }

  unsigned int n_points;            ///< as many as nodes
  std::vector<double> value;        ///< [point][node]
  std::vector<double> point_weight; ///< [point], sums to 1
  std::vector<double> node_weight;  ///< [node], sums to 1
};

} // namespace kelvolt

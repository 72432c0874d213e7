#pragma once

#include <array>
#include <cstddef>

namespace kelvolt
{

constexpr std::size_t most_nodes = 8; ///< along an edge of an element

using ShapeValues = std::array<double, most_nodes>;

/// l_0 to l_n at r: l_i(m/n) = 1 if i = m, else 0.
inline ShapeValues shape_values(int degree, double r)
{
  ShapeValues values{};
  for (int i = 0; i <= degree; ++i)
  {
    double product = 1.;
    for (int m = 0; m <= degree; ++m)
      if (m != i)
        product *= (degree * r - m) / (i - m);
    values[static_cast<std::size_t>(i)] = product;
  }
  return values;
}

/// Their derivatives by r.
inline ShapeValues shape_slopes(int degree, double r)
{
  ShapeValues slopes{};
  for (int i = 0; i <= degree; ++i)
    for (int by = 0; by <= degree; ++by)
    {
      if (by == i)
        continue;
      double product = static_cast<double>(degree) / (i - by);
      for (int m = 0; m <= degree; ++m)
        if (m != i && m != by)
          product *= (degree * r - m) / (i - m);
      slopes[static_cast<std::size_t>(i)] += product;
    }
  return slopes;
}

} // namespace kelvolt

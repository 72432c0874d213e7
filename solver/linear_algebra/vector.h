#pragma once

#include <deal.II/lac/la_parallel_vector.h>

namespace kelvolt
{

/// Distributed vector with ghost entries; its local array is [owned | ghost].
using Vector = dealii::LinearAlgebra::distributed::Vector<double>;

/// a - b, with its ghosts up to date. Collective.
inline Vector difference(const Vector &a, const Vector &b)
{
  Vector result = a;
  result.zero_out_ghost_values();
  result.add(-1., b);
  result.update_ghost_values();
  return result;
}

} // namespace kelvolt

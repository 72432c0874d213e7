#pragma once

#include <deal.II/lac/la_parallel_vector.h>

namespace kelvolt
{

/// Distributed vector with ghost entries; its local array is [owned | ghost].
using Vector = dealii::LinearAlgebra::distributed::Vector<double>;

} // namespace kelvolt

#pragma once

#include "linear_algebra/vector.h"

#include <deal.II/lac/vector_operation.h>

#include <cstddef>
#include <limits>

namespace kelvolt
{

/// What `write` writes to the nodes of a field, NaN where it writes nothing. Ranks write
/// their nodes on both sides of their border: the values agree, so insertion of the largest
/// makes an owner learn of what only its neighbour's cells have. Collective.
template <typename Field, typename Write>
Vector known_at_nodes(const Field &field, const Write &write)
{
  constexpr double nothing = -std::numeric_limits<double>::max();
  Vector result = field.make_vector();
  for (std::size_t i = 0;
       i < result.locally_owned_size() + field.partitioner()->n_ghost_indices();
       ++i)
    result.local_element(i) = nothing;
  write(result);
  result.compress(dealii::VectorOperation::max);
  for (std::size_t i = 0; i < result.locally_owned_size(); ++i)
    if (result.local_element(i) == nothing)
      result.local_element(i) = std::numeric_limits<double>::quiet_NaN();
  return result;
}

} // namespace kelvolt

#pragma once

#include "reduction/krylov_basis.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace kelvolt
{

/// The modes of a reduced model at the nodes of a part: what its hottest place follows.
class PartNodes
{
public:
  /// Collective.
  PartNodes(const KrylovBasis &basis,
            const ReducedModel &model,
            const ScalarField &field,
            unsigned int part);

  /// Of any vectors; their ghosts need not be up to date. Collective.
  PartNodes(const ScalarField &field,
            unsigned int part,
            std::size_t n_vectors,
            const std::function<Vector(std::size_t)> &vector);

  struct Highest
  {
    double value = 0.;         ///< [K]
    std::vector<double> modes; ///< of the node where it is, per mode
  };
  /// For a state in coordinates of the first modes. Collective; the same on all ranks.
  Highest highest(const std::vector<double> &state) const;

  /// Of this rank: what each vector has at a node.
  std::size_t size() const
  {
    return n_modes_ == 0 ? 0 : values_.size() / n_modes_;
  }
  std::vector<double> values(std::size_t node) const
  {
    const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(node * n_modes_);
    return {begin, begin + static_cast<std::ptrdiff_t>(n_modes_)};
  }
  MPI_Comm communicator() const
  {
    return communicator_;
  }

private:
  MPI_Comm communicator_;
  std::size_t n_modes_;
  std::vector<double> values_; ///< [node][mode]
};

/// The largest value at the nodes of a part. Ghosts must be up to date. Collective.
double largest_at_nodes(const ScalarField &field, const Vector &values, unsigned int part);

} // namespace kelvolt

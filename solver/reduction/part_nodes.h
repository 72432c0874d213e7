#pragma once

#include "reduction/krylov_basis.h"

#include <cstddef>
#include <functional>
#include <optional>
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
    std::vector<double> modes; ///< of the place where it is, per mode
  };
  /// At the nodes, for a state in coordinates of the first modes. Collective; the same on
  /// all ranks.
  Highest highest(const std::vector<double> &state) const;
  /// The same within a cell, its inside included. Collective.
  /// @param cell of this rank's, see nodes_of_cells(); of one rank, nullopt on the others
  Highest highest_in(std::optional<std::size_t> cell,
                     const std::vector<double> &state) const;

  /// Of this rank: what each vector has at a node.
  std::size_t size() const
  {
    return n_modes_ == 0 ? 0 : values_.size() / n_modes_;
  }
  std::vector<double> values(std::size_t node) const
  {
    return {at(node), at(node) + n_modes_};
  }
  /// The first of them.
  const double *at(std::size_t node) const
  {
    return &values_[node * n_modes_];
  }
  /// Of this rank: the cells of the part, the nodes of each one after the other.
  const std::vector<unsigned int> &nodes_of_cells() const
  {
    return of_cells_;
  }
  std::size_t n_cells() const
  {
    return of_cells_.size() / nodes_per_cell();
  }
  std::size_t nodes_per_cell() const
  {
    return element_.n_cubed();
  }
  MPI_Comm communicator() const
  {
    return communicator_;
  }

private:
  double value(std::size_t node, const std::vector<double> &state) const;
  Highest of_ranks(const std::vector<double> &own) const;

  MPI_Comm communicator_;
  ReferenceElement element_;
  std::size_t n_modes_;
  std::vector<unsigned int> of_cells_;
  std::vector<double> values_; ///< [node][mode]
};

/// The largest value at the nodes of a part. Ghosts must be up to date. Collective.
double largest_at_nodes(const ScalarField &field, const Vector &values, unsigned int part);

} // namespace kelvolt

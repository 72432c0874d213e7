#include "reduction/part_nodes.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <limits>

namespace kelvolt
{
namespace
{

/// Local indices, each once.
std::vector<unsigned int> nodes_of(const ScalarField &field, unsigned int part)
{
  std::vector<unsigned int> nodes;
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    if (field.cells().part[cell] == part)
      for (unsigned int i = 0; i < field.element().n_cubed(); ++i)
        nodes.push_back(field.node_dof(cell, i));
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

} // namespace

PartNodes::PartNodes(const KrylovBasis &basis,
                     const ReducedModel &model,
                     const ScalarField &field,
                     unsigned int part)
    : PartNodes(field,
                part,
                model.n_modes(),
                [&](std::size_t m)
                {
                  std::vector<double> unit(model.n_modes(), 0.);
                  unit[m] = 1.;
                  return basis.state(model, unit);
                })
{
}

PartNodes::PartNodes(const ScalarField &field,
                     unsigned int part,
                     std::size_t n_vectors,
                     const std::function<Vector(std::size_t)> &vector)
    : communicator_(field.communicator()), n_modes_(n_vectors)
{
  const std::vector<unsigned int> nodes = nodes_of(field, part);
  values_.resize(nodes.size() * n_modes_);
  for (std::size_t m = 0; m < n_modes_; ++m)
  {
    Vector mode = vector(m);
    mode.update_ghost_values(); // a copy of a vector comes without
    for (std::size_t i = 0; i < nodes.size(); ++i)
      values_[i * n_modes_ + m] = mode.local_element(nodes[i]);
  }
}

PartNodes::Highest PartNodes::highest(const std::vector<double> &state) const
{
  std::vector<double> best{-std::numeric_limits<double>::max()}; // value, then modes
  best.resize(1 + n_modes_, 0.);
  for (std::size_t i = 0; i < values_.size(); i += n_modes_)
  {
    double value = 0.;
    for (std::size_t m = 0; m < state.size(); ++m)
      value += values_[i + m] * state[m];
    if (value <= best[0])
      continue;
    best[0] = value;
    std::copy_n(&values_[i], n_modes_, best.begin() + 1);
  }
  for (const std::vector<double> &other :
       dealii::Utilities::MPI::all_gather(communicator_, best))
    if (other[0] > best[0])
      best = other;
  return {best[0], {best.begin() + 1, best.end()}};
}

double largest_at_nodes(const ScalarField &field, const Vector &values, unsigned int part)
{
  double largest = -std::numeric_limits<double>::max();
  for (const unsigned int node : nodes_of(field, part))
    largest = std::max(largest, values.local_element(node));
  return dealii::Utilities::MPI::max(largest, field.communicator());
}

} // namespace kelvolt

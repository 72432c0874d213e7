#include "reduction/part_nodes.h"

#include "discretization/cell_extremum.h"
#include "discretization/shape_values.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <numeric>

namespace kelvolt
{
namespace
{

constexpr double lowest = -std::numeric_limits<double>::max();

/// Local indices, of one cell after the other.
std::vector<unsigned int> nodes_by_cell(const ScalarField &field, unsigned int part)
{
  std::vector<unsigned int> nodes;
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    if (field.cells().part[cell] == part)
      for (unsigned int i = 0; i < field.element().n_cubed(); ++i)
        nodes.push_back(field.node_dof(cell, i));
  return nodes;
}

/// Each once, rising.
std::vector<unsigned int> without_repetition(std::vector<unsigned int> nodes)
{
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
    : communicator_(field.communicator()), element_(field.element()), n_modes_(n_vectors),
      of_cells_(nodes_by_cell(field, part))
{
  const std::vector<unsigned int> nodes = without_repetition(of_cells_);
  for (unsigned int &node : of_cells_)
    node = std::lower_bound(nodes.begin(), nodes.end(), node) - nodes.begin();
  values_.resize(nodes.size() * n_modes_);
  for (std::size_t m = 0; m < n_modes_; ++m)
  {
    Vector mode = vector(m);
    mode.update_ghost_values(); // a copy of a vector comes without
    for (std::size_t i = 0; i < nodes.size(); ++i)
      values_[i * n_modes_ + m] = mode.local_element(nodes[i]);
  }
}

double PartNodes::value(std::size_t node, const std::vector<double> &state) const
{
  return std::inner_product(state.begin(),
                            state.end(),
                            values_.begin() + static_cast<std::ptrdiff_t>(node * n_modes_),
                            0.);
}

/// @param own value and modes of this rank
PartNodes::Highest PartNodes::of_ranks(const std::vector<double> &own) const
{
  std::vector<double> best = own;
  for (const std::vector<double> &other :
       dealii::Utilities::MPI::all_gather(communicator_, own))
    if (other[0] > best[0])
      best = other;
  return {best[0], {best.begin() + 1, best.end()}};
}

PartNodes::Highest PartNodes::highest(const std::vector<double> &state) const
{
  std::vector<double> best(1 + n_modes_, 0.);
  best[0] = lowest;
  for (std::size_t node = 0; node < size(); ++node)
  {
    const double found = value(node, state);
    if (found <= best[0])
      continue;
    best[0] = found;
    std::copy_n(at(node), n_modes_, best.begin() + 1);
  }
  return of_ranks(best);
}

PartNodes::Highest PartNodes::highest_in(std::optional<std::size_t> cell,
                                         const std::vector<double> &state) const
{
  std::vector<double> best(1 + n_modes_, 0.);
  best[0] = lowest;
  if (cell)
  {
    const std::size_t n = nodes_per_cell(), n1 = element_.n;
    const unsigned int *nodes = &of_cells_[*cell * n];
    std::vector<double> at_nodes(n);
    std::transform(
        nodes, nodes + n, at_nodes.begin(), [&](auto node) { return value(node, state); });
    const ElementExtremum found = element_extremum(element_, at_nodes, 1);
    best[0] = found.value;
    std::array<ShapeValues, dim> shape{};
    for (unsigned int d = 0; d < dim; ++d)
      shape[d] = shape_values(element_, found.place[d]);
    for (std::size_t i = 0; i < n; ++i)
    {
      const double weight =
          shape[0][i % n1] * shape[1][i / n1 % n1] * shape[2][i / n1 / n1];
      for (std::size_t m = 0; m < n_modes_; ++m)
        best[1 + m] += weight * at(nodes[i])[m];
    }
  }
  return of_ranks(best);
}

double largest_at_nodes(const ScalarField &field, const Vector &values, unsigned int part)
{
  double largest = lowest;
  for (const unsigned int node : nodes_by_cell(field, part))
    largest = std::max(largest, values.local_element(node));
  return dealii::Utilities::MPI::max(largest, field.communicator());
}

} // namespace kelvolt

#include "discretization/column_transfer.h"

#include "discretization/column_point.h"

#include <algorithm>

namespace kelvolt
{

Vector with_degree_of(const ColumnField &to, const ColumnField &from, const Vector &u)
{
  const WedgeElement &element = to.element();
  const unsigned int n_nodes = from.element().n_nodes(), n = element.line.n,
                     n_old = from.element().line.n;
  std::vector<std::vector<double>> weights; // of the old nodes, per new node
  for (unsigned int a = 0; a < element.plane.n_nodes; ++a)
    for (unsigned int c = 0; c < n; ++c)
      weights.push_back(wedge_values_at(from.element(),
                                        element.plane.node[a][0],
                                        element.plane.node[a][1],
                                        element.line.node[c]));
  // An unknown may belong to a rank that has none of the cells around it: all who know its
  // value, which is the same, add it up.
  Vector result = to.make_vector(), known_by = to.make_vector();
  std::vector<double> old(n_nodes);
  for (unsigned int cell = 0; cell < to.cells().size(); ++cell)
  {
    for (unsigned int i = 0; i < n_nodes; ++i)
      old[i] = u.local_element(from.node_dof(cell, i / n_old, i % n_old));
    for (unsigned int j = 0; j < weights.size(); ++j)
    {
      double sum = 0.;
      for (unsigned int i = 0; i < n_nodes; ++i)
        sum += weights[j][i] * old[i];
      const unsigned int dof = to.node_dof(cell, j / n, j % n);
      result.local_element(dof) += sum;
      known_by.local_element(dof) += 1.;
    }
  }
  result.compress(dealii::VectorOperation::add);
  known_by.compress(dealii::VectorOperation::add);
  for (unsigned int i = 0; i < to.partitioner()->locally_owned_size(); ++i)
    result.local_element(i) /= std::max(1., known_by.local_element(i));
  result.update_ghost_values();
  return result;
}

} // namespace kelvolt

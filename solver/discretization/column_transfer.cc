#include "discretization/column_transfer.h"

#include "discretization/column_point.h"
#include "discretization/shape_values.h"

#include <algorithm>

namespace kelvolt
{

namespace
{

/// [node][node]: what the interpolant of the lower degree leaves of each shape function.
/// @param n nodes, @param n_lower of the lower degree
/// @param lower_at,own_at shape functions of the lower degree at a node, and of the own one
/// at a node of the lower
template <typename LowerAt, typename OwnAt>
std::vector<std::vector<double>> surplus_of(unsigned int n,
                                            unsigned int n_lower,
                                            const LowerAt &lower_at,
                                            const OwnAt &own_at)
{
  std::vector<std::vector<double>> result;
  for (unsigned int a = 0; a < n; ++a)
  {
    std::vector<double> row(n, 0.);
    row[a] = 1.;
    const auto at_node = lower_at(a);
    for (unsigned int i = 0; i < n_lower; ++i)
    {
      const auto own = own_at(i);
      for (unsigned int b = 0; b < n; ++b)
        row[b] -= at_node[i] * own[b];
    }
    result.push_back(std::move(row));
  }
  return result;
}

std::vector<std::vector<double>> surplus_in_plane(const PlaneElement &element,
                                                  const PlaneElement &lower)
{
  const auto at = [](const PlaneElement &of, const std::array<double, 2> &node)
  {
    return of.values_at(node[0], node[1]);
  };
  return surplus_of(
      element.n_nodes,
      lower.n_nodes,
      [&](unsigned int a) { return at(lower, element.node[a]); },
      [&](unsigned int i) { return at(element, lower.node[i]); });
}

std::vector<std::vector<double>> surplus_along_z(const ReferenceElement &element,
                                                 const ReferenceElement &lower)
{
  return surplus_of(
      element.n,
      lower.n,
      [&](unsigned int c) { return shape_values(lower, element.node[c]); },
      [&](unsigned int i) { return shape_values(element, lower.node[i]); });
}

/// Values that all cells around a node agree on, from those of each cell.
class NodeValues
{
public:
  explicit NodeValues(const ColumnField &field)
      : sum_(field.make_vector()), n_(field.make_vector())
  {
  }
  void add(unsigned int dof, double value)
  {
    sum_.local_element(dof) += value;
    n_.local_element(dof) += 1.;
  }
  /// An unknown may belong to a rank that has none of the cells around it: all who know its
  /// value, which is the same, have added it. Collective.
  Vector mean()
  {
    sum_.compress(dealii::VectorOperation::add);
    n_.compress(dealii::VectorOperation::add);
    for (unsigned int i = 0; i < sum_.locally_owned_size(); ++i)
      sum_.local_element(i) /= std::max(1., n_.local_element(i));
    sum_.update_ghost_values();
    return std::move(sum_);
  }

private:
  Vector sum_, n_;
};

} // namespace

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
  NodeValues result(to);
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
      result.add(to.node_dof(cell, j / n, j % n), sum);
    }
  }
  return result.mean();
}

ColumnSurplus surplus(const ColumnField &field, unsigned int lower_degree, const Vector &u)
{
  const WedgeElement &element = field.element(), lower(lower_degree);
  const unsigned int n = element.line.n, n_plane = element.plane.n_nodes;
  const auto in_plane = surplus_in_plane(element.plane, lower.plane),
             along_z = surplus_along_z(element.line, lower.line);
  NodeValues of_plane(field), of_z(field);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int a = 0; a < n_plane; ++a)
      for (unsigned int c = 0; c < n; ++c)
      {
        double plane = 0., line = 0.;
        for (unsigned int b = 0; b < n_plane; ++b)
          plane += in_plane[a][b] * u.local_element(field.node_dof(cell, b, c));
        for (unsigned int d = 0; d < n; ++d)
          line += along_z[c][d] * u.local_element(field.node_dof(cell, a, d));
        of_plane.add(field.node_dof(cell, a, c), plane);
        of_z.add(field.node_dof(cell, a, c), line);
      }
  return {of_plane.mean(), of_z.mean()};
}

} // namespace kelvolt

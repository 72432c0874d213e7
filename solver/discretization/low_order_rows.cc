#include "discretization/diffusion_operator.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

using Index = SparseRows::Index;

/// One unknown as seen by the constrained matrix: the unknowns it stands for, with weights.
using Expansion = std::vector<std::pair<Index, double>>;

class ConstrainedRows
{
public:
  ConstrainedRows(const ScalarField &field, SparseRows &rows) : field_(field), rows_(rows)
  {
    const auto &partitioner = *field.partitioner();
    const unsigned int n_local =
        partitioner.locally_owned_size() + partitioner.n_ghost_indices();
    global_.resize(n_local);
    for (unsigned int i = 0; i < n_local; ++i)
    {
      global_[i] = partitioner.local_to_global(i);
      constrained_.push_back(field.constraints().is_constrained(global_[i]) ? 1 : 0);
    }
  }

  bool constrained(unsigned int dof) const
  {
    return constrained_[dof];
  }

  void add_edge(unsigned int a, unsigned int b, double w)
  {
    if (!constrained_[a] && !constrained_[b])
    {
      rows_.add_edge(global_[a], global_[b], w);
      return;
    }
    const Expansion ea = expand(a), eb = expand(b);
    add(ea, ea, w);
    add(eb, eb, w);
    add(ea, eb, -w);
    add(eb, ea, -w);
  }

  void add_diagonal(unsigned int a, double value)
  {
    if (!constrained_[a])
      rows_.add(global_[a], global_[a], value);
    else
    {
      const Expansion ea = expand(a);
      add(ea, ea, value);
    }
  }

private:
  Expansion expand(unsigned int dof) const
  {
    if (!constrained_[dof])
      return {{global_[dof], 1.}};
    Expansion result;
    for (const auto &[index, weight] :
         *field_.constraints().get_constraint_entries(global_[dof]))
      result.emplace_back(index, weight);
    return result;
  }

  void add(const Expansion &rows, const Expansion &columns, double value)
  {
    for (const auto &[row, a] : rows)
      for (const auto &[column, b] : columns)
        rows_.add(row, column, a * b * value);
  }

  const ScalarField &field_;
  SparseRows &rows_;
  std::vector<Index> global_;
  std::vector<char> constrained_;
};

/// Sum over the Gauss points of one lane.
double lane_sum(const double *values, std::size_t n_points)
{
  double sum = 0.;
  for (std::size_t q = 0; q < n_points; ++q)
    sum += values[q * lanes];
  return sum;
}

/// Edges of one cell: C_d / (xi_i+1 - xi_i) w_j w_k between neighbouring nodes along d.
void add_cell_edges(const ReferenceElement &e,
                    const double (&C)[dim],
                    const unsigned int *dof,
                    ConstrainedRows &rows)
{
  const unsigned int n = e.n, stride[dim] = {1, n, n * n};
  for (unsigned int d = 0; d < dim; ++d)
  {
    const unsigned int a = d == 0 ? 1 : 0, b = d == 2 ? 1 : 2;
    for (unsigned int k = 0; k < n; ++k)
      for (unsigned int j = 0; j < n; ++j)
        for (unsigned int i = 0; i + 1 < n; ++i)
        {
          const unsigned int node = i * stride[d] + j * stride[a] + k * stride[b];
          const double w =
              C[d] * e.node_weight[j] * e.node_weight[k] / (e.node[i + 1] - e.node[i]);
          rows.add_edge(dof[node * lanes], dof[(node + stride[d]) * lanes], w);
        }
  }
}

} // namespace

SparseRows DiffusionOperator::low_order_rows() const
{
  const CellBatches &cells = field_->cells();
  const ReferenceElement &e = field_->element();
  const std::size_t n3 = e.n_cubed(), size = n3 * lanes;
  SparseRows sum(field_->partitioner());
  ConstrainedRows rows(*field_, sum);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const std::size_t batch = cell / lanes, lane = cell % lanes;
    const unsigned int *dof = cells.dof.data() + batch * size + lane;
    const BatchConductivity k = conductivity(batch);
    double C[dim];
    for (unsigned int d = 0; d < dim; ++d)
      C[d] = lane_sum(k.k + d * k.axis_stride + lane, n3) * k.metric[d * lanes + lane];
    add_cell_edges(e, C, dof, rows);
    if (mass_.size() == 0)
      continue;
    const double m = lane_sum(mass_.data() + batch * size + lane, n3);
    for (unsigned int node = 0; node < n3; ++node)
      rows.add_diagonal(dof[node * lanes],
                        m * e.node_weight[node % e.n] * e.node_weight[(node / e.n) % e.n] *
                            e.node_weight[node / (e.n * e.n)]);
  }
  for (const SurfaceMass &term : surface_mass_)
    term.surface->lumped_mass(
        term.h, [&](unsigned int dof, double value) { rows.add_diagonal(dof, value); });
  for (const ContactTerm &contact : contacts_)
    contact.integral.lumped_area([&](unsigned int first, unsigned int second, double area)
                                 { rows.add_edge(first, second, area * contact.g); });
  links_.add_edges(sum);
  sum.finish();
  return sum;
}

LinePlaces DiffusionOperator::line_places() const
{
  const CellBatches &cells = field_->cells();
  const ReferenceElement &e = field_->element();
  const std::size_t n3 = e.n_cubed(), size = n3 * lanes;
  const unsigned int n_owned = field_->partitioner()->locally_owned_size();
  LinePlaces places;
  places.position.resize(n_owned);
  places.strength.resize(n_owned, {0.F, 0.F, 0.F});
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    const std::size_t batch = cell / lanes, lane = cell % lanes;
    const unsigned int *dof = cells.dof.data() + batch * size + lane;
    const BatchConductivity k = conductivity(batch);
    std::array<float, dim> strength;
    for (unsigned int d = 0; d < dim; ++d)
      strength[d] = static_cast<float>(lane_sum(k.k + d * k.axis_stride + lane, n3) *
                                       k.metric[d * lanes + lane] / cells.volume(cell));
    const CellPosition &at = cells.layout_position[cell];
    for (unsigned int node = 0; node < n3; ++node)
    {
      const unsigned int i = dof[node * lanes];
      if (i >= n_owned)
        continue;
      const unsigned int within[dim] = {node % e.n, node / e.n % e.n, node / (e.n * e.n)};
      for (unsigned int d = 0; d < dim; ++d)
      {
        places.position[i][d] = static_cast<int>(e.degree) * at[d] + int(within[d]);
        places.strength[i][d] = std::max(places.strength[i][d], strength[d]);
      }
    }
  }
  return places;
}

} // namespace kelvolt

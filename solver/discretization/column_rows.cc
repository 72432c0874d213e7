#include "discretization/column_operator.h"
#include "discretization/plane_couplings.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

using Index = SparseRows::Index;

/// Adds edges and diagonals of free unknowns; a fixed one only bounds its neighbours.
class FreeRows
{
public:
  FreeRows(const ColumnField &field, SparseRows &rows) : field_(field), rows_(rows)
  {
    const auto &partitioner = *field.partitioner();
    const unsigned int n_local =
        partitioner.locally_owned_size() + partitioner.n_ghost_indices();
    for (unsigned int i = 0; i < n_local; ++i)
      global_.push_back(partitioner.local_to_global(i));
  }

  void add_edge(unsigned int a, unsigned int b, double w)
  {
    const bool a_fixed = field_.is_constrained(a), b_fixed = field_.is_constrained(b);
    if (!a_fixed && !b_fixed)
      rows_.add_edge(global_[a], global_[b], w);
    else if (!a_fixed)
      rows_.add(global_[a], global_[a], w);
    else if (!b_fixed)
      rows_.add(global_[b], global_[b], w);
  }

  void add_diagonal(unsigned int a, double value)
  {
    if (!field_.is_constrained(a))
      rows_.add(global_[a], global_[a], value);
  }

private:
  const ColumnField &field_;
  SparseRows &rows_;
  std::vector<Index> global_;
};

} // namespace

std::array<double, 3> ColumnOperator::mean_conductivity(unsigned int cell) const
{
  const unsigned int n_points = field_->element().n_points(), lane = cell % lanes;
  const WedgeCoefficients C = coefficients(cell / lanes, false);
  if (C.is_constant)
    return {C.k[lane], C.k[C.axis_stride + lane], C.k[2 * C.axis_stride + lane]};
  std::array<double, 3> sum{};
  double volume = 0.;
  for (unsigned int q = 0; q < n_points; ++q)
  {
    volume += field_->point_volume(cell, q);
    for (unsigned int d = 0; d < 3; ++d)
      sum[d] += C.k[d * C.axis_stride + q * lanes + lane];
  }
  for (double &one : sum)
    one /= volume;
  return sum;
}

double ColumnOperator::mean_mass(unsigned int cell) const
{
  const double *const mass = coefficients(cell / lanes, true).mass;
  if (!mass)
    return 0.;
  double sum = 0., volume = 0.;
  for (unsigned int q = 0; q < field_->element().n_points(); ++q)
  {
    volume += field_->point_volume(cell, q);
    sum += mass[q * lanes + cell % lanes];
  }
  return sum / volume;
}

void ColumnOperator::visit_films(const std::function<void(unsigned int, double)> &add) const
{
  for (const SurfaceMass &term : surface_mass_)
    term.surface->lumped_mass(term.h, add);
}

void ColumnOperator::visit_contacts(
    const std::function<void(unsigned int, unsigned int, double)> &add) const
{
  for (const ContactTerm &contact : contacts_)
    contact.integral.lumped_area([&](unsigned int first, unsigned int second, double area)
                                 { add(first, second, area * contact.g); });
}

SparseRows ColumnOperator::low_order_rows() const
{
  const ReferenceElement &line = field_->element().line;
  constexpr unsigned int row_length = 9; // six in the plane, two along z, and its own
  SparseRows sum(field_->partitioner(), row_length);
  FreeRows rows(*field_, sum);
  PlaneCouplings own;
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
  {
    if (cell == 0 || field_->cells()[cell].column != field_->cells()[cell - 1].column)
      own = plane_couplings(*field_, cell);
    const std::array<double, 3> k = mean_conductivity(cell);
    const double h = field_->height(cell), m = mean_mass(cell);
    for (unsigned int c = 0; c < line.n; ++c)
    {
      const double in_plane = 0.5 * (k[0] + k[1]) * line.node_weight[c] * h;
      for (const PlaneCouplings::Edge &edge : own.edges)
        rows.add_edge(field_->node_dof(cell, edge.a, c),
                      field_->node_dof(cell, edge.b, c),
                      in_plane * edge.w);
      for (unsigned int a = 0; a < own.area.size(); ++a)
      {
        const unsigned int dof = field_->node_dof(cell, a, c);
        if (c + 1 < line.n)
          rows.add_edge(dof,
                        field_->node_dof(cell, a, c + 1),
                        k[2] * own.area[a] / (h * (line.node[c + 1] - line.node[c])));
        if (m > 0.)
          rows.add_diagonal(dof, m * own.area[a] * line.node_weight[c] * h);
      }
    }
  }
  visit_films([&](unsigned int dof, double value) { rows.add_diagonal(dof, value); });
  visit_contacts([&](unsigned int one, unsigned int other, double value)
                 { rows.add_edge(one, other, value); });
  links_.add_edges(sum);
  sum.finish();
  return sum;
}

LinePlaces ColumnOperator::line_places() const
{
  const unsigned int n_owned = field_->partitioner()->locally_owned_size(),
                     p = field_->element().line.degree;
  LinePlaces places;
  places.position.resize(n_owned);
  places.strength.resize(n_owned, {0.F, 0.F, 0.F});
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
  {
    const double h = field_->height(cell);
    const auto strength = static_cast<float>(mean_conductivity(cell)[2] / (h * h));
    for (unsigned int a = 0; a < field_->element().plane.n_nodes; ++a)
      for (unsigned int c = 0; c <= p; ++c)
      {
        const unsigned int i = field_->node_dof(cell, a, c);
        if (i >= n_owned)
          continue;
        const auto node = static_cast<int>(field_->plane_node(cell, a));
        // Neighbours in the plane differ along two axes, and so are on no line.
        places.position[i] = {
            node, node, static_cast<int>(p * field_->cells()[cell].slab + c)};
        places.strength[i][2] = std::max(places.strength[i][2], strength);
      }
  }
  return places;
}

} // namespace kelvolt

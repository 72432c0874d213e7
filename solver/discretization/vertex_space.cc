#include "discretization/vertex_space.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace kelvolt
{

VertexSpace::VertexSpace(const ColumnField &field) : field_(&field)
{
  const PlaneElement &plane = field.element().plane;
  for (unsigned int s = 0; s < 3; ++s)
    corner_[s] = plane.side_nodes[s][0];
  const PlaneElement flat(1);
  for (unsigned int a = 0; a < plane.n_nodes; ++a)
  {
    const std::vector<double> value = flat.values_at(plane.node[a][0], plane.node[a][1]);
    linear_.emplace_back();
    for (unsigned int s = 0; s < 3; ++s)
      if (const double weight = value[flat.side_nodes[s][0]]; weight > 1e-6)
        linear_.back()[s] = static_cast<float>(weight);
  }
  number(find_vertices());
  find_sources();
}

/// Of the field's local unknowns. Collective.
std::vector<char> VertexSpace::find_vertices() const
{
  Vector known = field_->make_vector();
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
    for (const unsigned int node : corner_)
      for (unsigned int c = 0; c < field_->element().line.n; ++c)
        known.local_element(field_->node_dof(cell, node, c)) = 1.;
  known.compress(dealii::VectorOperation::add);
  for (const unsigned int i : field_->constrained())
    known.local_element(i) = 0.;
  known.update_ghost_values();
  std::vector<char> result;
  const unsigned int n_local =
      known.locally_owned_size() + field_->partitioner()->n_ghost_indices();
  for (unsigned int i = 0; i < n_local; ++i)
    result.push_back(known.local_element(i) > 0. ? 1 : 0);
  return result;
}

/// Collective.
void VertexSpace::number(const std::vector<char> &is_vertex)
{
  const MPI_Comm communicator = field_->communicator();
  const unsigned int n_owned = field_->partitioner()->locally_owned_size();
  const unsigned long long own =
      std::count(is_vertex.begin(), is_vertex.begin() + n_owned, 1);
  unsigned long long first = 0;
  MPI_Exscan(&own, &first, 1, MPI_UNSIGNED_LONG_LONG, MPI_SUM, communicator);
  if (dealii::Utilities::MPI::this_mpi_process(communicator) == 0)
    first = 0;
  // Numbers below 2^53 pass through a double unchanged.
  Vector numbers = field_->make_vector();
  unsigned long long next = first;
  for (unsigned int i = 0; i < n_owned; ++i)
    if (is_vertex[i] != 0)
      numbers.local_element(i) = static_cast<double>(next++);
  numbers.update_ghost_values();
  const unsigned long long n_all = dealii::Utilities::MPI::sum(own, communicator);
  dealii::IndexSet owned(n_all), ghosts(n_all);
  owned.add_range(first, first + own);
  for (unsigned int i = n_owned; i < is_vertex.size(); ++i)
    if (is_vertex[i] != 0)
      ghosts.add_index(
          static_cast<dealii::types::global_dof_index>(numbers.local_element(i)));
  unknowns_ = std::make_shared<const Partitioner>(owned, ghosts, communicator);
  for (unsigned int i = 0; i < is_vertex.size(); ++i)
    number_.push_back(is_vertex[i] == 0 ? none
                                        : unknowns_->global_to_local(
                                              static_cast<dealii::types::global_dof_index>(
                                                  numbers.local_element(i))));
}

/// Of a node of a cell that is no vertex.
VertexSpace::Sources
VertexSpace::sources_in(unsigned int cell, unsigned int a, unsigned int c) const
{
  Sources sources;
  for (unsigned int s = 0; s < 3; ++s)
    if (const unsigned int vertex = number_[field_->node_dof(cell, corner_[s], c)];
        vertex != none)
    {
      sources.vertex[s] = vertex;
      sources.weight[s] = linear_[a][s];
    }
  return sources;
}

void VertexSpace::find_sources()
{
  sources_.resize(number_.size());
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
    for (unsigned int c = 0; c < field_->element().line.n; ++c)
      for (unsigned int a = 0; a < linear_.size(); ++a)
      {
        const unsigned int i = field_->node_dof(cell, a, c);
        if (number_[i] != none)
          sources_[i] = {{number_[i], 0, 0}, {1.F, 0.F, 0.F}};
        else if (!field_->is_constrained(i))
          sources_[i] = sources_in(cell, a, c);
      }
}

/// Of two of the field's local unknowns; one that is fixed is ground.
void VertexSpace::add_edge(unsigned int a, unsigned int b, double w, SparseRows &rows) const
{
  const auto global = [&](unsigned int i)
  {
    return static_cast<SparseRows::Index>(unknowns_->local_to_global(number_[i]));
  };
  if (a == b)
    return;
  if (number_[a] != none && number_[b] != none)
    rows.add_edge(global(a), global(b), w);
  else if (number_[a] != none)
    rows.add(global(a), global(a), w);
  else if (number_[b] != none)
    rows.add(global(b), global(b), w);
}

void VertexSpace::add_cell(const SingleOperator &A,
                           unsigned int cell,
                           SparseRows &rows) const
{
  const ReferenceElement &line = field_->element().line;
  const unsigned int column = field_->cells()[cell].column;
  const float *const K = A.stiffness(column), *const M = A.mass(column);
  std::array<double, 3> coupling{}, area{}; // of side s, of corner s
  for (unsigned int a = 0, at = 0; a < linear_.size(); ++a)
    for (unsigned int b = 0; b <= a; ++b, ++at)
      for (unsigned int s = 0; s < 3; ++s)
      {
        const unsigned int t = (s + 1) % 3;
        const double half = a == b ? 0.5 : 1.;
        coupling[s] -=
            half * K[at] * (linear_[a][s] * linear_[b][t] + linear_[b][s] * linear_[a][t]);
        area[s] += half * M[at] * (linear_[a][s] + linear_[b][s]);
      }
  for (unsigned int c = 0; c < line.n; ++c)
    for (unsigned int s = 0; s < 3; ++s)
    {
      const unsigned int here = field_->node_dof(cell, corner_[s], c);
      if (coupling[s] > 0.)
        add_edge(here,
                 field_->node_dof(cell, corner_[(s + 1) % 3], c),
                 coupling[s] * A.in_plane(cell) * line.node_weight[c],
                 rows);
      if (c + 1 < line.n)
        add_edge(here,
                 field_->node_dof(cell, corner_[s], c + 1),
                 area[s] * A.along_z(cell) / (line.node[c + 1] - line.node[c]),
                 rows);
    }
}

void VertexSpace::add_joints(const SingleOperator &A, SparseRows &rows) const
{
  const auto global = [&](unsigned int i)
  {
    return static_cast<SparseRows::Index>(unknowns_->local_to_global(i));
  };
  for (unsigned int i = 0; i < A.diagonal().locally_owned_size(); ++i)
    for (unsigned int s = 0; s < 3; ++s)
      if (const float weight = sources_[i].weight[s]; weight > 0.F)
        rows.add(global(sources_[i].vertex[s]),
                 global(sources_[i].vertex[s]),
                 double(weight) * A.diagonal().local_element(i));
  // Vertices that lie one upon the other share what contacts between them carry.
  std::set<std::pair<unsigned int, unsigned int>> opposite;
  for (const SingleOperator::Contact &contact : A.contacts())
    if (number_[contact.one] != none && number_[contact.other] != none)
      opposite.emplace(number_[contact.one], number_[contact.other]);
  for (const SingleOperator::Contact &contact : A.contacts())
  {
    const Sources &one = sources_[contact.one], &other = sources_[contact.other];
    for (unsigned int s = 0; s < 3; ++s)
      for (unsigned int t = 0; t < 3; ++t)
        if (const float weight = std::min(one.weight[s], other.weight[t]);
            weight > 0.F && opposite.count({one.vertex[s], other.vertex[t]}) > 0)
          rows.add_edge(global(one.vertex[s]),
                        global(other.vertex[t]),
                        double(weight) * contact.conductance);
  }
}

SparseRows VertexSpace::rows(const SingleOperator &A) const
{
  constexpr unsigned int row_length = 9; // six in the plane, two along z, and its own
  SparseRows result(unknowns_, row_length);
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
    add_cell(A, cell, result);
  add_joints(A, result);
  result.finish();
  return result;
}

LinePlaces VertexSpace::places(const SingleOperator &A) const
{
  const unsigned int n_owned = unknowns_->locally_owned_size(),
                     p = field_->element().line.degree;
  LinePlaces places;
  places.position.resize(n_owned);
  places.strength.resize(n_owned, {0.F, 0.F, 0.F});
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
    for (const unsigned int node : corner_)
      for (unsigned int c = 0; c <= p; ++c)
      {
        const unsigned int i = number_[field_->node_dof(cell, node, c)];
        if (i == none || i >= n_owned)
          continue;
        const auto at = static_cast<int>(field_->plane_node(cell, node));
        // Neighbours in the plane differ along two axes, and so are on no line.
        places.position[i] = {at, at, static_cast<int>(p * field_->cells()[cell].slab + c)};
        places.strength[i][2] =
            std::max(places.strength[i][2],
                     A.along_z(cell) / static_cast<float>(field_->height(cell)));
      }
  return places;
}

void VertexSpace::add_interpolated(const SingleVector &from, float *to) const
{
  const unsigned int n_owned = field_->partitioner()->locally_owned_size();
  for (unsigned int i = 0; i < n_owned; ++i)
    for (unsigned int s = 0; s < 3; ++s)
      to[i] += sources_[i].weight[s] * from.local_element(sources_[i].vertex[s]);
}

void VertexSpace::restrict(const float *from, SingleVector &to) const
{
  to.zero_out_ghost_values();
  to = 0.F;
  const unsigned int n_owned = field_->partitioner()->locally_owned_size();
  for (unsigned int i = 0; i < n_owned; ++i)
    for (unsigned int s = 0; s < 3; ++s)
      to.local_element(sources_[i].vertex[s]) += sources_[i].weight[s] * from[i];
  to.compress(dealii::VectorOperation::add);
}

} // namespace kelvolt

#include "discretization/face_nodes.h"
#include "discretization/scalar_field.h"

#include <deal.II/base/mpi.h>
#include <deal.II/dofs/dof_tools.h>

#include <algorithm>
#include <map>

/// @file
/// What ties the values of a field: contacts without a jump, floating surfaces and
/// given values.

namespace kelvolt
{

using dealii::types::global_dof_index;

namespace
{

/// Every unknown follows the one of the lowest number that it coincides with.
struct CoincidingUnknowns
{
  std::map<global_dof_index, global_dof_index> leader;

  global_dof_index lead(global_dof_index i) const
  {
    for (auto found = leader.find(i); found != leader.end(); found = leader.find(i))
      i = found->second;
    return i;
  }

  void join(global_dof_index i, global_dof_index j)
  {
    const global_dof_index a = lead(i), b = lead(j);
    if (a != b)
      leader[std::max(a, b)] = std::min(a, b);
  }
};

} // namespace

void ScalarField::constrain(const TiedSurfaces &tied)
{
  tie(tied.floating);
  dealii::AffineConstraints<double> ties(constraints_);
  ties.close();
  const std::map<global_dof_index, std::size_t> surface_of = fix(tied.fixed);
  constraints_.close();
  fixed_value_.assign(tied.fixed.size(), 0.);
  make_partitioner();

  const dealii::IndexSet &owned = dof_handler_.locally_owned_dofs();
  for (const auto &line : constraints_.get_lines())
  {
    if (!owned.is_element(line.index))
      continue;
    const unsigned int dof = partitioner_->global_to_local(line.index);
    constrained_.push_back(dof);
    for (const auto &[leader, weight] : line.entries)
      follows_.push_back({dof, partitioner_->global_to_local(leader), weight});
    const auto add_given = [&](global_dof_index i, double weight)
    {
      if (const auto found = surface_of.find(i); found != surface_of.end())
        given_.push_back({dof, found->second, weight});
    };
    add_given(line.index, 1.);
    if (const auto *leaders = ties.get_constraint_entries(line.index))
      for (const auto &[leader, weight] : *leaders)
        add_given(leader, weight);
  }
  any_follows_ = dealii::Utilities::MPI::max(follows_.empty() ? 0 : 1, communicator()) != 0;
}

void ScalarField::tie(const std::vector<SurfaceId> &floating)
{
  dealii::AffineConstraints<double> joined(relevant_);
  dealii::DoFTools::make_hanging_node_constraints(dof_handler_, joined);
  join_contacts(joined);

  // The leader of a floating surface may be unknown to ranks that hold another piece of it.
  std::vector<std::pair<dealii::IndexSet, global_dof_index>> contacts;
  dealii::IndexSet known = relevant_;
  for (SurfaceId surface : floating)
  {
    const dealii::IndexSet dofs = surface_dofs(surface);
    global_dof_index first = dof_handler_.n_dofs();
    for (const global_dof_index i : dofs)
      if (!joined.is_constrained(i))
      {
        first = i;
        break;
      }
    const global_dof_index leader = dealii::Utilities::MPI::min(first, communicator());
    AssertThrow(leader < dof_handler_.n_dofs(),
                dealii::ExcMessage("A floating surface has no unknowns."));
    known.add_index(leader);
    contacts.emplace_back(dofs, leader);
  }
  known.compress();

  constraints_.reinit(known);
  constraints_.merge(joined,
                     dealii::AffineConstraints<double>::no_conflicts_allowed,
                     /*allow_different_local_lines=*/true);
  for (const auto &[dofs, leader] : contacts)
    for (const global_dof_index i : dofs)
      if (i != leader && !constraints_.is_constrained(i))
      {
        constraints_.add_line(i);
        constraints_.add_entry(i, leader, 1.);
      }
}

std::map<global_dof_index, std::size_t>
ScalarField::fix(const std::vector<SurfaceId> &surfaces)
{
  std::map<global_dof_index, std::size_t> surface_of;
  for (std::size_t s = 0; s < surfaces.size(); ++s)
    for (const global_dof_index i : surface_dofs(surfaces[s]))
      if (!constraints_.is_constrained(i))
      {
        constraints_.add_line(i);
        surface_of.emplace(i, s);
      }
  return surface_of;
}

void ScalarField::join_contacts(dealii::AffineConstraints<double> &constraints)
{
  // Links are gathered first: on the edge between three parts an unknown coincides with
  // several.
  CoincidingUnknowns unknowns;
  const unsigned int n3 = element_.n_cubed();
  std::vector<global_dof_index> here(n3), beyond(n3);
  for (const auto &cell : dof_handler_.active_cell_iterators())
  {
    if (cell->is_artificial() || cell->active_fe_index() != fe_lagrange)
      continue;
    for (unsigned int face = 1; face < 2 * dim; face += 2) // each pair from its lower cell
    {
      const int contact = Grid::contact(cell, face);
      if (contact < 0 || jumps_[contact])
        continue;
      const auto neighbor = cell->periodic_neighbor(face);
      if (neighbor->is_artificial() || neighbor->active_fe_index() != fe_lagrange)
        continue;
      cell->get_dof_indices(here);
      neighbor->get_dof_indices(beyond);
      const auto nodes = face_nodes(element_.n, face);
      const auto other_nodes = face_nodes(element_.n, face - 1);
      for (std::size_t i = 0; i < nodes.size(); ++i)
        unknowns.join(here[lexicographic_[nodes[i]]],
                      beyond[lexicographic_[other_nodes[i]]]);
    }
  }
  for (const auto &link : unknowns.leader)
  {
    const global_dof_index first = unknowns.lead(link.second);
    std::vector<global_dof_index> &others = coincident_[first];
    others.push_back(link.first);
    first_of_[link.first] = first;
    if (!constraints.is_constrained(link.first))
    {
      constraints.add_line(link.first);
      constraints.add_entry(link.first, first, 1.);
    }
  }
}

void ScalarField::make_partitioner()
{
  const dealii::IndexSet &owned = dof_handler_.locally_owned_dofs();
  std::vector<global_dof_index> ghosts;
  for (const global_dof_index i : cell_dofs_)
    if (!owned.is_element(i))
      ghosts.push_back(i);
  for (const global_dof_index i : contact_dofs_)
    if (!owned.is_element(i))
      ghosts.push_back(i);
  contact_dofs_ = {};
  for (const auto &line : constraints_.get_lines())
    if (owned.is_element(line.index))
      for (const auto &entry : line.entries)
        if (!owned.is_element(entry.first))
          ghosts.push_back(entry.first);
  std::sort(ghosts.begin(), ghosts.end());
  ghosts.erase(std::unique(ghosts.begin(), ghosts.end()), ghosts.end());
  dealii::IndexSet ghost_set(dof_handler_.n_dofs());
  ghost_set.add_indices(ghosts.begin(), ghosts.end());
  partitioner_ = std::make_shared<const dealii::Utilities::MPI::Partitioner>(
      owned, ghost_set, communicator());
}

void ScalarField::distribute(Vector &values) const
{
  if (any_follows_)
    values.update_ghost_values();
  for (const unsigned int i : constrained_)
    values.local_element(i) = 0.;
  for (const Given &given : given_)
    values.local_element(given.dof) += given.weight * fixed_value_[given.surface];
  for (const Follows &f : follows_)
    values.local_element(f.dof) += f.weight * values.local_element(f.leader);
  values.update_ghost_values();
}

void ScalarField::distribute_homogeneous(Vector &values) const
{
  if (any_follows_)
    values.update_ghost_values();
  for (const unsigned int i : constrained_)
    values.local_element(i) = 0.;
  for (const Follows &f : follows_)
    values.local_element(f.dof) += f.weight * values.local_element(f.leader);
  values.update_ghost_values();
}

void ScalarField::condense(Vector &residual) const
{
  if (any_follows_)
  {
    residual.zero_out_ghost_values();
    for (const Follows &f : follows_)
      residual.local_element(f.leader) += f.weight * residual.local_element(f.dof);
    residual.compress(dealii::VectorOperation::add);
  }
  for (const unsigned int i : constrained_)
    residual.local_element(i) = 0.;
}

} // namespace kelvolt

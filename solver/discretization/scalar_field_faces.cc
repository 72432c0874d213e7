#include "discretization/face_nodes.h"
#include "discretization/scalar_field.h"

#include <algorithm>

namespace kelvolt
{

using dealii::types::global_dof_index;

std::vector<unsigned int> face_nodes(unsigned int n, unsigned int face)
{
  const unsigned int axis = face / 2, layer = face % 2 == 0 ? 0 : n - 1;
  const unsigned int stride[3] = {1, n, n * n};
  const unsigned int a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
  std::vector<unsigned int> nodes;
  for (unsigned int j = 0; j < n; ++j)
    for (unsigned int i = 0; i < n; ++i)
      nodes.push_back(layer * stride[axis] + i * stride[a] + j * stride[b]);
  return nodes;
}

dealii::IndexSet ScalarField::surface_dofs(SurfaceId surface) const
{
  const unsigned int n3 = element_.n_cubed();
  std::vector<global_dof_index> indices(n3), found;
  for (const auto &cell : dof_handler_.active_cell_iterators())
    for (unsigned int face = 0; face < 2 * dim; ++face)
      if (!cell->is_artificial() && cell->active_fe_index() == fe_lagrange &&
          grid_->on_surface(cell, face, surface))
      {
        cell->get_dof_indices(indices);
        for (const unsigned int node : face_nodes(element_.n, face))
          found.push_back(indices[lexicographic_[node]]);
      }
  const std::size_t n_found = found.size();
  for (std::size_t i = 0; i < n_found && !coincident_.empty(); ++i)
  {
    const auto known = first_of_.find(found[i]);
    const global_dof_index first = known == first_of_.end() ? found[i] : known->second;
    const auto group = coincident_.find(first);
    if (group == coincident_.end())
      continue;
    found.push_back(first);
    found.insert(found.end(), group->second.begin(), group->second.end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  dealii::IndexSet set(dof_handler_.n_dofs());
  set.add_indices(found.begin(), found.end());
  set.compress();
  return set;
}

template <typename Visit>
void ScalarField::visit_cells(const Visit &visit) const
{
  unsigned int position = 0, c = 0;
  for (const auto &cell : dof_handler_.active_cell_iterators())
  {
    if (!cell->is_locally_owned())
      continue;
    if (c < cells_.n_cells && cells_.position[c] == position)
      visit(cell, c++);
    ++position;
  }
}

std::vector<FacePair> ScalarField::contact_faces(unsigned int contact) const
{
  std::vector<FacePair> result;
  std::vector<global_dof_index> beyond(element_.n_cubed());
  visit_cells(
      [&](const auto &cell, unsigned int index)
      {
        for (unsigned int face = 1; face < 2 * dim; face += 2)
        {
          if (Grid::contact(cell, face) != int(contact))
            continue;
          const auto neighbor = cell->periodic_neighbor(face);
          if (neighbor->active_fe_index() != fe_lagrange)
            continue;
          neighbor->get_dof_indices(beyond);
          FacePair pair;
          pair.cell = index;
          pair.axis = face / 2;
          pair.area = cells_.volume(index) / cells_.edge(index, face / 2);
          pair.first = face_dofs({index, face, false});
          for (const unsigned int node : face_nodes(element_.n, face - 1))
            pair.second.push_back(
                partitioner_->global_to_local(beyond[lexicographic_[node]]));
          if (int(cell->material_id()) != grid_->contacts()[contact].first)
            std::swap(pair.first, pair.second);
          result.push_back(std::move(pair));
        }
      });
  return result;
}

std::vector<ContactSide> ScalarField::contact_sides(unsigned int contact) const
{
  std::vector<ContactSide> result;
  const auto first = static_cast<unsigned int>(grid_->contacts()[contact].first);
  visit_cells(
      [&](const auto &cell, unsigned int index)
      {
        for (unsigned int face = 0; face < 2 * dim; ++face)
          if (Grid::contact(cell, face) == int(contact) &&
              cell->periodic_neighbor(face)->active_fe_index() == fe_lagrange)
            result.push_back({index, face, cell->material_id() == first});
      });
  return result;
}

std::vector<SurfaceFace> ScalarField::faces(SurfaceId surface) const
{
  std::vector<SurfaceFace> result;
  visit_cells(
      [&](const auto &cell, unsigned int index)
      {
        for (unsigned int face = 0; face < 2 * dim; ++face)
          if (grid_->on_surface(cell, face, surface))
            result.push_back(
                {index, face, cell->at_boundary(face) && Grid::contact(cell, face) < 0});
      });
  return result;
}

std::vector<unsigned int> ScalarField::owned_dofs(SurfaceId surface) const
{
  const dealii::IndexSet &owned = dof_handler_.locally_owned_dofs();
  std::vector<unsigned int> result;
  for (const global_dof_index i : surface_dofs(surface) & owned)
    result.push_back(partitioner_->global_to_local(i));
  return result;
}

std::vector<unsigned int> ScalarField::face_dofs(const SurfaceFace &face) const
{
  const unsigned int n3 = element_.n_cubed(), batch = face.cell / lanes,
                     lane = face.cell % lanes;
  std::vector<unsigned int> result;
  for (const unsigned int node : face_nodes(element_.n, face.face))
    result.push_back(cells_.dof[(std::size_t(batch) * n3 + node) * lanes + lane]);
  return result;
}

} // namespace kelvolt

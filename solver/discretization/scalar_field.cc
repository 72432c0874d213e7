#include "discretization/scalar_field.h"

#include <deal.II/base/mpi.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_nothing.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/fe_tools.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace kelvolt
{

using dealii::types::global_dof_index;

namespace
{

constexpr unsigned int fe_lagrange = 0;
constexpr unsigned int fe_nothing = 1;

/// Lexicographic cell nodes on the face of a side, in lexicographic order of its two axes.
std::vector<unsigned int> face_nodes(unsigned int n, unsigned int side)
{
  const unsigned int axis = side / 2, layer = side % 2 == 0 ? 0 : n - 1;
  const unsigned int stride[3] = {1, n, n * n};
  const unsigned int a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
  std::vector<unsigned int> nodes;
  for (unsigned int j = 0; j < n; ++j)
    for (unsigned int i = 0; i < n; ++i)
      nodes.push_back(layer * stride[axis] + i * stride[a] + j * stride[b]);
  return nodes;
}

} // namespace

ScalarField::ScalarField(const Grid &grid,
                         const std::vector<bool> &active,
                         unsigned int degree,
                         std::vector<bool> jumps,
                         const std::function<bool(const CellPosition &)> &chosen)
    : grid_(&grid), jumps_(std::move(jumps)), element_(degree),
      lexicographic_(dealii::FETools::lexicographic_to_hierarchic_numbering<dim>(degree)),
      dof_handler_(grid.triangulation())
{
  const dealii::FE_Q<dim> lagrange(degree);
  elements_.push_back(lagrange);
  if (chosen || std::find(active.begin(), active.end(), false) != active.end())
    elements_.push_back(dealii::FE_Nothing<dim>());
  if (elements_.size() > 1)
    for (const auto &cell : dof_handler_.active_cell_iterators())
      if (cell->is_locally_owned())
        cell->set_active_fe_index(active[cell->material_id()] &&
                                          (!chosen || chosen(grid.position(cell)))
                                      ? fe_lagrange
                                      : fe_nothing);
  dof_handler_.distribute_dofs(elements_);
  number_along_lines();
  dealii::DoFTools::extract_locally_relevant_dofs(dof_handler_, relevant_);
  build_batches();
}

/// Renumbers the owned unknowns along the lines of nodes in x, line by line and layer by
/// layer: then the neighbours of consecutive unknowns are consecutive, too, which is what
/// vector units read fastest.
void ScalarField::number_along_lines()
{
  const dealii::IndexSet &owned = dof_handler_.locally_owned_dofs();
  if (owned.n_elements() == 0)
    return dof_handler_.renumber_dofs({});
  const unsigned int n3 = element_.n_cubed(), n = element_.n, degree = n - 1;
  // Of the nodes of all cells, along each axis.
  std::array<long, dim> first, end;
  first.fill(std::numeric_limits<long>::max());
  end.fill(0);
  const auto for_each_cell = [&](const auto &work)
  {
    for (const auto &cell : dof_handler_.active_cell_iterators())
      if (!cell->is_artificial() && cell->active_fe_index() == fe_lagrange)
        work(cell, grid_->position(cell));
  };
  for_each_cell(
      [&](const auto & /*cell*/, const CellPosition &at)
      {
        for (unsigned int d = 0; d < dim; ++d)
        {
          first[d] = std::min(first[d], long(degree) * at[d]);
          end[d] = std::max(end[d], long(degree) * (at[d] + 1) + 1);
        }
      });
  constexpr std::size_t unknown = -1;
  std::vector<std::size_t> place(owned.n_elements(), unknown);
  std::vector<global_dof_index> indices(n3);
  const global_dof_index first_dof = *owned.begin();
  for_each_cell(
      [&](const auto &cell, const CellPosition &at)
      {
        cell->get_dof_indices(indices);
        for (unsigned int i = 0; i < n3; ++i)
        {
          const global_dof_index index = indices[lexicographic_[i]];
          if (!owned.is_element(index))
            continue;
          const unsigned int node[dim] = {i % n, i / n % n, i / (n * n)};
          std::size_t p = 0;
          for (int d = dim - 1; d >= 0; --d)
            p = p * (end[d] - first[d]) + (long(degree) * at[d] + node[d] - first[d]);
          place[index - first_dof] = p;
        }
      });
  // Counting sort: copies of a node at contacts share a place and stay in order.
  std::vector<unsigned int> next(
      (end[0] - first[0]) * (end[1] - first[1]) * (end[2] - first[2]) + 1, 0);
  for (const std::size_t p : place)
    ++next[p + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<global_dof_index> numbers;
  for (const std::size_t p : place)
    numbers.push_back(first_dof + next[p]++);
  dof_handler_.renumber_dofs(numbers);
}

void ScalarField::build_batches()
{
  const unsigned int n3 = element_.n_cubed();
  std::vector<global_dof_index> indices(n3);
  std::vector<std::array<double, dim>> edges;
  unsigned int position = 0;
  for (const auto &cell : dof_handler_.active_cell_iterators())
  {
    if (!cell->is_locally_owned())
      continue;
    if (cell->active_fe_index() == fe_lagrange)
    {
      cell->get_dof_indices(indices);
      for (unsigned int i = 0; i < n3; ++i)
        cell_dofs_.push_back(indices[lexicographic_[i]]);
      const dealii::Tensor<1, dim> diagonal = cell->vertex(7) - cell->vertex(0);
      for (unsigned int face = 0; face < 2 * dim; ++face)
        if (Grid::contact(cell, face) >= 0 &&
            cell->periodic_neighbor(face)->active_fe_index() == fe_lagrange)
        {
          std::vector<global_dof_index> beyond(n3);
          cell->periodic_neighbor(face)->get_dof_indices(beyond);
          contact_dofs_.insert(contact_dofs_.end(), beyond.begin(), beyond.end());
        }
      edges.push_back({diagonal[0], diagonal[1], diagonal[2]});
      cells_.corner.push_back(cell->vertex(0));
      cells_.part.push_back(cell->material_id());
      cells_.layout_position.push_back(grid_->position(cell));
      cells_.position.push_back(position);
    }
    ++position;
  }
  cells_.n_cells = edges.size();
  cells_.n_batches = (cells_.n_cells + lanes - 1) / lanes;
  cells_.length.resize(std::size_t(cells_.n_batches) * dim * lanes);
  for (unsigned int batch = 0; batch < cells_.n_batches; ++batch)
    for (unsigned int lane = 0; lane < lanes; ++lane)
    {
      const unsigned int cell =
          lane < cells_.filled_lanes(batch) ? batch * lanes + lane : batch * lanes;
      for (unsigned int d = 0; d < dim; ++d)
        cells_.length[(batch * dim + d) * lanes + lane] = edges[cell][d];
    }
}

dealii::IndexSet ScalarField::surface_dofs(const Surface &surface) const
{
  const unsigned int n3 = element_.n_cubed();
  const auto nodes = face_nodes(element_.n, static_cast<unsigned int>(surface.side));
  std::vector<global_dof_index> indices(n3), found;
  for (const auto &cell : dof_handler_.active_cell_iterators())
    if (!cell->is_artificial() && cell->active_fe_index() == fe_lagrange &&
        Grid::on_surface(cell, static_cast<unsigned int>(surface.side), surface))
    {
      cell->get_dof_indices(indices);
      for (const unsigned int node : nodes)
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

void ScalarField::constrain(const std::vector<FixedSurface> &fixed,
                            const std::vector<Surface> &floating)
{
  dealii::AffineConstraints<double> hanging(relevant_);
  dealii::DoFTools::make_hanging_node_constraints(dof_handler_, hanging);

  join_contacts(hanging);

  // The leader of a floating surface may be unknown to ranks that hold another piece of it.
  std::vector<std::pair<dealii::IndexSet, global_dof_index>> contacts;
  dealii::IndexSet known = relevant_;
  for (const Surface &surface : floating)
  {
    const dealii::IndexSet dofs = surface_dofs(surface);
    global_dof_index first = dof_handler_.n_dofs();
    for (const global_dof_index i : dofs)
      if (!hanging.is_constrained(i))
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
  constraints_.merge(hanging,
                     dealii::AffineConstraints<double>::no_conflicts_allowed,
                     /*allow_different_local_lines=*/true);
  for (const auto &[dofs, leader] : contacts)
    for (const global_dof_index i : dofs)
      if (i != leader && !constraints_.is_constrained(i))
      {
        constraints_.add_line(i);
        constraints_.add_entry(i, leader, 1.);
      }
  for (const FixedSurface &surface : fixed)
    for (const global_dof_index i : surface_dofs(surface.surface))
      if (!constraints_.is_constrained(i))
      {
        constraints_.add_line(i);
        constraints_.set_inhomogeneity(i, surface.value);
      }
  constraints_.close();
  resolve_constraints();
}

void ScalarField::join_contacts(dealii::AffineConstraints<double> &constraints)
{
  // Every unknown follows the one of the lowest number that it coincides with. Links are
  // gathered first: on the edge between three parts an unknown coincides with several.
  std::map<global_dof_index, global_dof_index> leader;
  const auto lead = [&](global_dof_index i)
  {
    for (auto found = leader.find(i); found != leader.end(); found = leader.find(i))
      i = found->second;
    return i;
  };
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
      {
        const global_dof_index a = lead(here[lexicographic_[nodes[i]]]);
        const global_dof_index b = lead(beyond[lexicographic_[other_nodes[i]]]);
        if (a != b)
          leader[std::max(a, b)] = std::min(a, b);
      }
    }
  }
  for (const auto &link : leader)
  {
    const global_dof_index first = lead(link.second);
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

void ScalarField::resolve_constraints()
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

  for (const auto &line : constraints_.get_lines())
    if (owned.is_element(line.index))
    {
      const unsigned int dof = partitioner_->global_to_local(line.index);
      constrained_.push_back(dof);
      for (const auto &[leader, weight] : line.entries)
        follows_.push_back({dof, partitioner_->global_to_local(leader), weight});
    }
  any_follows_ = dealii::Utilities::MPI::max(follows_.empty() ? 0 : 1, communicator()) != 0;

  const unsigned int n3 = element_.n_cubed();
  cells_.dof.resize(std::size_t(cells_.n_batches) * n3 * lanes);
  for (unsigned int batch = 0; batch < cells_.n_batches; ++batch)
    for (unsigned int lane = 0; lane < lanes; ++lane)
    {
      const std::size_t cell =
          lane < cells_.filled_lanes(batch) ? batch * lanes + lane : batch * lanes;
      for (unsigned int i = 0; i < n3; ++i)
        cells_.dof[(std::size_t(batch) * n3 + i) * lanes + lane] =
            partitioner_->global_to_local(cell_dofs_[cell * n3 + i]);
    }
  cell_dofs_ = {};
  find_lines();
}

void ScalarField::find_lines()
{
  const unsigned int n = element_.n, n2 = n * n, n3 = element_.n_cubed();
  cells_.line.assign(std::size_t(cells_.n_batches) * n2, CellBatches::no_line);
  for (unsigned int batch = 0; batch < cells_.n_batches; ++batch)
  {
    const unsigned int *dof = cells_.dof.data() + std::size_t(batch) * n3 * lanes;
    bool in_line = cells_.filled_lanes(batch) == lanes;
    for (unsigned int i = 0; i < n3 && in_line; ++i)
      for (unsigned int l = 0; l < lanes; ++l)
        in_line =
            in_line && dof[i * lanes + l] == dof[(i - i % n) * lanes] + (n - 1) * l + i % n;
    for (unsigned int line = 0; line < n2 && in_line; ++line)
      cells_.line[std::size_t(batch) * n2 + line] = dof[line * n * lanes];
  }
}

Vector ScalarField::make_vector() const
{
  return Vector(partitioner_);
}

std::vector<FacePair> ScalarField::contact_faces(unsigned int contact) const
{
  std::vector<FacePair> result;
  std::vector<global_dof_index> beyond(element_.n_cubed());
  unsigned int position = 0, c = 0;
  for (const auto &cell : dof_handler_.active_cell_iterators())
  {
    if (!cell->is_locally_owned())
      continue;
    const bool here = c < cells_.n_cells && cells_.position[c] == position;
    ++position;
    if (!here)
      continue;
    const unsigned int index = c++;
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
      pair.first = face_dofs({index, static_cast<Side>(face), false});
      for (const unsigned int node : face_nodes(element_.n, face - 1))
        pair.second.push_back(partitioner_->global_to_local(beyond[lexicographic_[node]]));
      if (int(cell->material_id()) != grid_->contacts()[contact].first)
        std::swap(pair.first, pair.second);
      result.push_back(std::move(pair));
    }
  }
  return result;
}

std::vector<SurfaceFace> ScalarField::faces(const Surface &surface) const
{
  std::vector<SurfaceFace> result;
  const unsigned int face = static_cast<unsigned int>(surface.side);
  unsigned int position = 0, c = 0;
  for (const auto &cell : dof_handler_.active_cell_iterators())
  {
    if (!cell->is_locally_owned())
      continue;
    if (c < cells_.n_cells && cells_.position[c] == position)
    {
      if (Grid::on_surface(cell, face, surface))
        result.push_back(
            {c, surface.side, cell->at_boundary(face) && Grid::contact(cell, face) < 0});
      ++c;
    }
    ++position;
  }
  return result;
}

std::vector<unsigned int> ScalarField::owned_dofs(const Surface &surface) const
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
  for (const unsigned int node :
       face_nodes(element_.n, static_cast<unsigned int>(face.side)))
    result.push_back(cells_.dof[(std::size_t(batch) * n3 + node) * lanes + lane]);
  return result;
}

dealii::Point<dim> ScalarField::node_position(unsigned int cell, unsigned int node) const
{
  const unsigned int n = element_.n;
  const unsigned int index[dim] = {node % n, (node / n) % n, node / (n * n)};
  dealii::Point<dim> x = cells_.corner[cell];
  for (unsigned int d = 0; d < dim; ++d)
    x[d] += element_.node[index[d]] * cells_.edge(cell, d);
  return x;
}

void ScalarField::distribute(Vector &values) const
{
  if (any_follows_)
    values.update_ghost_values();
  const dealii::IndexSet &owned = dof_handler_.locally_owned_dofs();
  for (const auto &line : constraints_.get_lines())
    if (owned.is_element(line.index))
      values.local_element(partitioner_->global_to_local(line.index)) = line.inhomogeneity;
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

void ScalarField::gather(const Vector &values,
                         unsigned int batch,
                         double offset,
                         double *u) const
{
  const std::size_t size = element_.n_cubed() * lanes;
  const unsigned int *line =
      cells_.line.data() + std::size_t(batch) * element_.n * element_.n;
  const double *x = values.begin();
  if (*line != CellBatches::no_line)
    return gather_lines(element_, line, x, offset, u);
  const unsigned int *dof = cells_.dof.data() + batch * size;
  for (std::size_t i = 0; i < size; ++i)
    u[i] = x[dof[i]] - offset;
}

void ScalarField::scatter_add(const double *y, unsigned int batch, Vector &values) const
{
  const std::size_t n3 = element_.n_cubed();
  const unsigned int *line =
      cells_.line.data() + std::size_t(batch) * element_.n * element_.n;
  double *x = values.begin();
  if (*line != CellBatches::no_line)
    return scatter_add_lines(element_, line, y, x);
  const unsigned int *dof = cells_.dof.data() + batch * n3 * lanes;
  const unsigned int filled = cells_.filled_lanes(batch);
  for (std::size_t i = 0; i < n3; ++i)
    for (unsigned int lane = 0; lane < filled; ++lane)
      x[dof[i * lanes + lane]] += y[i * lanes + lane];
}

std::vector<double> ScalarField::cell_values(const Vector &values, unsigned int cell) const
{
  std::vector<double> result(element_.n_cubed());
  for (unsigned int node = 0; node < result.size(); ++node)
    result[node] = values.local_element(node_dof(cell, node));
  return result;
}

QuadratureArray ScalarField::indicator_at_points(std::optional<unsigned int> part) const
{
  const std::size_t n3 = element_.n_cubed();
  QuadratureArray result;
  result.resize(cells_.n_batches * n3 * lanes, 0.);
  for (unsigned int cell = 0; cell < cells_.n_cells; ++cell)
    if (!part || cells_.part[cell] == *part)
      for (std::size_t q = 0; q < n3; ++q)
        result[((cell / lanes) * n3 + q) * lanes + cell % lanes] = 1.;
  return result;
}

QuadratureArray ScalarField::values_at_points(const Vector &values) const
{
  const std::size_t size = element_.n_cubed() * lanes;
  QuadratureArray result;
  result.resize_fast(cells_.n_batches * size);
  alignas(64) double u[max_batch_size];
  for (unsigned int batch = 0; batch < cells_.n_batches; ++batch)
  {
    gather(values, batch, 0., u);
    evaluate_values(element_, u, result.data() + batch * size);
  }
  return result;
}

} // namespace kelvolt

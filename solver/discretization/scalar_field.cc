#include "discretization/scalar_field.h"

#include "discretization/face_nodes.h"

#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_nothing.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/fe_tools.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace kelvolt
{

using dealii::types::global_dof_index;

ScalarField::ScalarField(const Grid &grid,
                         const std::vector<bool> &active,
                         unsigned int degree,
                         const TiedSurfaces &tied,
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
  jumps_.resize(grid.contacts().size(), false);
  dof_handler_.distribute_dofs(elements_);
  number_along_lines();
  dealii::DoFTools::extract_locally_relevant_dofs(dof_handler_, relevant_);
  build_batches();
  constrain(tied);
  build_batch_dofs();
  find_lines();
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
  numbers.reserve(place.size());
  for (const std::size_t p : place)
    numbers.push_back(first_dof + next[p]++);
  dof_handler_.renumber_dofs(numbers);
}

void ScalarField::build_batches()
{
  const unsigned int n3 = element_.n_cubed();
  std::vector<global_dof_index> indices(n3);
  std::vector<dealii::Point<dim>> corners;
  std::vector<BoxCells::Edges> edges;
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
      corners.push_back(cell->vertex(0));
      cells_.part.push_back(cell->material_id());
      cells_.layout_position.push_back(grid_->position(cell));
      cells_.position.push_back(position);
    }
    ++position;
  }
  cells_.n_cells = edges.size();
  cells_.n_batches = (cells_.n_cells + lanes - 1) / lanes;
  cells_.geometry = BoxCells(std::move(corners), edges);
}

void ScalarField::build_batch_dofs()
{
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
      cells_.line[std::size_t(batch) * n2 + line] = dof[std::size_t(line) * n * lanes];
  }
}

Vector ScalarField::make_vector() const
{
  return Vector(partitioner_);
}

dealii::Point<dim> ScalarField::node_position(unsigned int cell, unsigned int node) const
{
  const unsigned int n = element_.n;
  return cells_.geometry.place(cell,
                               {element_.node[node % n],
                                element_.node[node / n % n],
                                element_.node[node / (n * n)]});
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

PointValues ScalarField::indicator_at_points(std::optional<unsigned int> part) const
{
  PointValues result = constant_at_points(0.);
  for (unsigned int cell = 0; cell < cells_.n_cells; ++cell)
    if (!part || cells_.part[cell] == *part)
      for (unsigned int q = 0; q < result.n_points(); ++q)
        result.at(cell, q) = 1.;
  return result;
}

PointValues ScalarField::values_at_points(const Vector &values) const
{
  PointValues result = PointValues::unfilled(cells_.n_cells, element_.n_cubed());
  alignas(64) double u[max_batch_size];
  for (unsigned int batch = 0; batch < cells_.n_batches; ++batch)
  {
    gather(values, batch, 0., u);
    evaluate_values(element_, u, result.batch(batch));
  }
  return result;
}

} // namespace kelvolt

#include "discretization/column_field.h"

#include "discretization/line_gather.h"
#include "mesh/column_partition.h"

#include <utility>

namespace kelvolt
{

namespace
{

unsigned int rank_of(MPI_Comm communicator)
{
  return dealii::Utilities::MPI::this_mpi_process(communicator);
}

unsigned int ranks_of(MPI_Comm communicator)
{
  return dealii::Utilities::MPI::n_mpi_processes(communicator);
}

std::vector<char> active_cells(const ColumnLayout &layout,
                               const std::vector<bool> &active,
                               const std::vector<char> &only)
{
  std::vector<char> result(layout.part.size(), 0);
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = layout.part[i] != ColumnLayout::void_part && active[layout.part[i]] &&
                        (only.empty() || only[i] != 0)
                    ? 1
                    : 0;
  return result;
}

} // namespace

ColumnField::ColumnField(const ColumnLayout &layout,
                         MPI_Comm communicator,
                         const std::vector<bool> &active,
                         unsigned int degree,
                         const ColumnTies &ties)
    : layout_(&layout), communicator_(communicator), element_(degree),
      is_active_(active_cells(layout, active, ties.only)),
      owner_(column_owners(layout, ranks_of(communicator))),
      numbering_(layout, element_.plane, is_active_, owner_, ranks_of(communicator), ties),
      jumps_(ties.jumps), fixed_value_(ties.fixed.size(), 0.)
{
  find_cells();
  make_partitioner();
  make_geometry();
  fix(ties.fixed);
}

void ColumnField::find_cells()
{
  const unsigned int rank = rank_of(communicator_);
  cell_at_.assign(layout_->part.size(), no_cell);
  for (unsigned int c = 0; c < layout_->n_columns(); ++c)
    for (unsigned int k = 0; k < layout_->n_slabs(); ++k)
      if (const std::size_t at = std::size_t(c) * layout_->n_slabs() + k;
          owner_[c] == rank && is_active_[at] != 0)
      {
        cell_at_[at] = cells_.size();
        cells_.push_back({c, k});
      }
}

std::vector<ColumnCell> ColumnField::touched_cells() const
{
  std::vector<ColumnCell> result = cells_;
  for (const auto &[first, second] : jumps_)
    for (const auto &[own, other] : faces_between(*layout_, first, second))
      if (cell_at(own.column, own.slab) != no_cell && is_active(other))
        result.push_back({other.column, other.slab});
  return result;
}

void ColumnField::make_partitioner()
{
  partitioner_ = numbering_.partitioner(communicator_, touched_cells(), element_.line.n);
  has_scattered_.assign(n_batches(), 0);
  first_.resize(std::size_t(n_batches()) * element_.plane.n_nodes * lanes);
  for (unsigned int cell = 0; cell < cells_.size(); ++cell)
    for (unsigned int a = 0; a < element_.plane.n_nodes; ++a)
      find_first(cell, a);
  for (unsigned int cell = cells_.size(); cell < n_batches() * lanes; ++cell)
    for (unsigned int a = 0; a < element_.plane.n_nodes; ++a)
      first_[line_of(cell, a)] = first_[line_of(cell / lanes * lanes, a)];
}

void ColumnField::find_first(unsigned int cell, unsigned int plane_node)
{
  const auto [column, slab] = cells_[cell];
  std::vector<unsigned int> dofs;
  bool follow = true;
  for (unsigned int z = 0; z < element_.line.n; ++z)
  {
    dofs.push_back(
        partitioner_->global_to_local(numbering_.unknown(column, slab, plane_node, z)));
    follow = follow && dofs[z] == dofs[0] + z;
  }
  const std::size_t at = line_of(cell, plane_node);
  first_[at] = follow ? dofs[0] : scattered;
  if (follow)
    return;
  scattered_.emplace(at, std::move(dofs));
  has_scattered_[cell / lanes] = 1;
}

void ColumnField::make_geometry()
{
  const PlaneElement &plane = element_.plane;
  area_.assign(std::size_t(layout_->n_columns()) * plane.n_points, 0.);
  inverse_.assign(4 * area_.size(), 0.);
  unsigned int before = no_column;
  for (const ColumnCell &cell : cells_)
  {
    if (cell.column == before)
      continue;
    before = cell.column;
    const PlaneMesh::Triangle &triangle = layout_->plane.triangles[cell.column];
    double sum = 0.;
    for (unsigned int q = 0; q < plane.n_points; ++q)
    {
      const PlaneMap map =
          map_at(layout_->plane, triangle, plane.point[q][0], plane.point[q][1]);
      const double det = map.determinant();
      const std::size_t at = std::size_t(cell.column) * plane.n_points + q;
      area_[at] = plane.weight[q] * det;
      sum += area_[at];
      inverse_[4 * at] = map.by_second[1] / det;
      inverse_[4 * at + 1] = -map.by_second[0] / det;
      inverse_[4 * at + 2] = -map.by_first[1] / det;
      inverse_[4 * at + 3] = map.by_first[0] / det;
    }
    // Points see the determinant of an arc's map to their order only.
    if (triangle.bulge != std::array{0., 0., 0.})
      for (unsigned int q = 0; q < plane.n_points; ++q)
        area_[std::size_t(cell.column) * plane.n_points + q] *=
            layout_->plane.area(triangle) / sum;
  }
}

void ColumnField::fix(const std::vector<std::vector<ColumnFace>> &surfaces)
{
  const unsigned int n_local =
      partitioner_->locally_owned_size() + partitioner_->n_ghost_indices();
  surface_of_.assign(n_local, -1);
  // A surface may touch a rank's unknowns with cells of others only: all of it is marked.
  for (std::size_t s = 0; s < surfaces.size(); ++s)
    for (const ColumnFace &face : surfaces[s])
      for (const dealii::types::global_dof_index node :
           is_active(face) ? unknowns_on(face)
                           : std::vector<dealii::types::global_dof_index>())
        if (partitioner_->in_local_range(node) || partitioner_->is_ghost_entry(node))
        {
          int &surface = surface_of_[partitioner_->global_to_local(node)];
          if (surface < 0)
            surface = static_cast<int>(s);
        }
  for (unsigned int i = 0; i < partitioner_->locally_owned_size(); ++i)
    if (surface_of_[i] >= 0)
      constrained_.push_back(i);
}

std::vector<dealii::types::global_dof_index>
ColumnField::unknowns_on(const ColumnFace &face) const
{
  std::vector<dealii::types::global_dof_index> result;
  for (const auto &[node, z] : nodes_on(element_.plane, face.face))
    result.push_back(numbering_.unknown(face.column, face.slab, node, z));
  return result;
}

std::vector<unsigned int> ColumnField::face_dofs(const ColumnFace &face) const
{
  std::vector<unsigned int> result;
  for (const dealii::types::global_dof_index unknown : unknowns_on(face))
    result.push_back(partitioner_->global_to_local(unknown));
  return result;
}

std::optional<unsigned int> ColumnField::owned_unknown(const ColumnFace &face) const
{
  const dealii::types::global_dof_index unknown = unknowns_on(face).front();
  if (!partitioner_->in_local_range(unknown))
    return std::nullopt;
  return partitioner_->global_to_local(unknown);
}

Vector ColumnField::make_vector() const
{
  return Vector(partitioner_);
}

unsigned int ColumnField::cell_at(unsigned int column, unsigned int slab) const
{
  return cell_at_[std::size_t(column) * layout_->n_slabs() + slab];
}

std::array<double, 3> ColumnField::node_position(unsigned int cell,
                                                 unsigned int plane_node,
                                                 unsigned int z_node) const
{
  const auto &l = element_.plane.node[plane_node];
  const PlanePoint at =
      map_at(layout_->plane, layout_->plane.triangles[cells_[cell].column], l[0], l[1])
          .place;
  return {at[0],
          at[1],
          layout_->z[cells_[cell].slab] + element_.line.node[z_node] * height(cell)};
}

std::array<double, 3> ColumnField::point_position(unsigned int cell,
                                                  unsigned int point) const
{
  const unsigned int n = element_.line.n;
  const auto &l = element_.plane.point[point / n];
  const PlanePoint at =
      map_at(layout_->plane, layout_->plane.triangles[cells_[cell].column], l[0], l[1])
          .place;
  return {at[0],
          at[1],
          layout_->z[cells_[cell].slab] + element_.line.point[point % n] * height(cell)};
}

WedgeGeometry ColumnField::geometry(unsigned int batch, GeometryBuffers &buffers) const
{
  const unsigned int n_points = element_.plane.n_points, filled = filled_lanes(batch);
  for (unsigned int lane = 0; lane < lanes; ++lane)
  {
    const unsigned int cell = batch * lanes + (lane < filled ? lane : 0),
                       column = cells_[cell].column;
    buffers.height[lane] = height(cell);
    buffers.inverse_height[lane] = 1. / buffers.height[lane];
    if (buffers.column[lane] == column)
      continue;
    buffers.column[lane] = column;
    const double *const from = inverse_.data() + 4 * std::size_t(column) * n_points;
    for (unsigned int i = 0; i < 4 * n_points; ++i)
      buffers.inverse[i * lanes + lane] = from[i];
    for (unsigned int q = 0; q < n_points; ++q)
      buffers.area[q * lanes + lane] = point_area(cell, q);
  }
  return {buffers.inverse, buffers.area, buffers.height, buffers.inverse_height};
}

void ColumnField::distribute(Vector &values) const
{
  for (unsigned int i = 0; i < surface_of_.size(); ++i)
    if (surface_of_[i] >= 0 &&
        (i < partitioner_->locally_owned_size() || values.has_ghost_elements()))
      values.local_element(i) = fixed_value_[surface_of_[i]];
}

void ColumnField::distribute_homogeneous(Vector &values) const
{
  for (const unsigned int i : constrained_)
    values.local_element(i) = 0.;
}

template <typename Visit>
void ColumnField::visit_nodes(unsigned int cell,
                              unsigned int lane,
                              const Visit &visit) const
{
  const unsigned int n = element_.line.n;
  for (unsigned int a = 0; a < element_.plane.n_nodes; ++a)
    for (unsigned int c = 0; c < n; ++c)
      visit((a * n + c) * lanes + lane, node_dof(cell, a, c));
}

template <typename Number>
void ColumnField::gather_batch(const Number *x,
                               unsigned int batch,
                               Number offset,
                               Number *u) const
{
  if (has_scattered_[batch] == 0)
  {
    gather_lines(element_.plane.n_nodes, element_.line.n, first_of(batch), x, offset, u);
    return;
  }
  const unsigned int filled = filled_lanes(batch);
  for (unsigned int lane = 0; lane < lanes; ++lane)
    visit_nodes(batch * lanes + (lane < filled ? lane : 0),
                lane,
                [&](unsigned int at, unsigned int dof) { u[at] = x[dof] - offset; });
}

template <typename Number>
void ColumnField::scatter_batch(const Number *y, unsigned int batch, Number *x) const
{
  const unsigned int filled = filled_lanes(batch);
  if (has_scattered_[batch] == 0)
  {
    scatter_lines(element_.plane.n_nodes, element_.line.n, first_of(batch), filled, y, x);
    return;
  }
  for (unsigned int lane = 0; lane < filled; ++lane)
    visit_nodes(batch * lanes + lane,
                lane,
                [&](unsigned int at, unsigned int dof) { x[dof] += y[at]; });
}

void ColumnField::gather(const Vector &values,
                         unsigned int batch,
                         double offset,
                         double *u) const
{
  gather_batch<double>(values.begin(), batch, offset, u);
}

void ColumnField::gather(const float *values, unsigned int batch, float *u) const
{
  gather_batch(values, batch, 0.F, u);
}

void ColumnField::scatter_add(const double *y, unsigned int batch, Vector &values) const
{
  scatter_batch(y, batch, values.begin());
}

void ColumnField::scatter_add(const float *y, unsigned int batch, float *values) const
{
  scatter_batch(y, batch, values);
}

PointValues ColumnField::values_at_points(const Vector &values) const
{
  PointValues result = PointValues::unfilled(cells_.size(), element_.n_points());
  alignas(64) double u[max_column_batch];
  for (unsigned int batch = 0; batch < n_batches(); ++batch)
  {
    gather(values, batch, 0., u);
    evaluate_wedge_values(element_, u, result.batch(batch));
  }
  return result;
}

} // namespace kelvolt

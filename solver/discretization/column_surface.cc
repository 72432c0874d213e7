#include "discretization/column_surface.h"

#include <deal.II/base/mpi.h>

#include <array>

namespace kelvolt
{

ColumnSurface::ColumnSurface(const ColumnField &field, const std::vector<ColumnFace> &faces)
    : field_(&field)
{
  for (unsigned int s = 0; s < 3; ++s)
    kinds_.push_back(side_kind(s));
  kinds_.push_back(flat_kind(false));
  kinds_.push_back(flat_kind(true));
  for (const ColumnFace &face : faces)
  {
    const unsigned int cell = field.cell_at(face.column, face.slab);
    if (cell == ColumnField::no_cell)
      continue;
    const Kind &kind = kinds_[face.face];
    faces_.push_back({face.face, dof_.size(), area_.size()});
    for (std::size_t i = 0; i < kind.n_nodes(); ++i)
      dof_.push_back(field.node_dof(cell, kind.plane_node[i], kind.z_node[i]));
    add_areas(face, cell);
  }
}

/// Nodes along the side, times those along z.
ColumnSurface::Kind ColumnSurface::side_kind(unsigned int side) const
{
  const PlaneElement &plane = field_->element().plane;
  const ReferenceElement &line = field_->element().line;
  Kind kind;
  for (const unsigned int node : plane.side_nodes[side])
    for (unsigned int c = 0; c < line.n; ++c)
    {
      kind.plane_node.push_back(node);
      kind.z_node.push_back(c);
    }
  for (unsigned int i = 0; i < line.n; ++i)
    for (unsigned int c = 0; c < line.n; ++c)
      kind.share.push_back(line.node_weight[i] * line.node_weight[c]);
  for (unsigned int q = 0; q < line.n; ++q)
    for (unsigned int r = 0; r < line.n; ++r)
      for (const unsigned int node : plane.side_nodes[side])
        for (unsigned int c = 0; c < line.n; ++c)
          kind.value.push_back(plane.side_value[side][q * plane.n_nodes + node] *
                               line.value[r * line.n + c]);
  return kind;
}

ColumnSurface::Kind ColumnSurface::flat_kind(bool is_top) const
{
  const PlaneElement &plane = field_->element().plane;
  Kind kind;
  kind.share.assign(plane.n_nodes, 0.);
  for (unsigned int node = 0; node < plane.n_nodes; ++node)
  {
    kind.plane_node.push_back(node);
    kind.z_node.push_back(is_top ? plane.degree : 0);
  }
  for (const auto &piece : plane.pieces)
  {
    const auto &a = plane.node[piece[0]], &b = plane.node[piece[1]],
               &c = plane.node[piece[2]];
    const double twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    for (const unsigned int node : piece)
      kind.share[node] += twice / 3.;
  }
  kind.value = plane.value;
  return kind;
}

void ColumnSurface::add_areas(const ColumnFace &face, unsigned int cell)
{
  const PlaneElement &plane = field_->element().plane;
  const ReferenceElement &line = field_->element().line;
  if (face.face >= 3)
  {
    for (unsigned int q = 0; q < plane.n_points; ++q)
      area_.push_back(field_->point_area(cell, q));
    return;
  }
  // Sides are followed by their length, so that its derivative is the same everywhere.
  const PlaneMesh &mesh = field_->layout().plane;
  const double length = mesh.side(mesh.triangles[face.column], face.face).length();
  for (unsigned int q = 0; q < line.n; ++q)
    for (unsigned int r = 0; r < line.n; ++r)
      area_.push_back(length * field_->height(cell) * line.weight[q] * line.weight[r]);
}

double ColumnSurface::area() const
{
  return dealii::Utilities::MPI::sum(integral(constant_at_points(1.)),
                                     field_->communicator());
}

std::vector<double> ColumnSurface::values_at_points(const Vector &u) const
{
  std::vector<double> result(n_points(), 0.);
  for (const Face &face : faces_)
  {
    const Kind &kind = kinds_[face.kind];
    for (std::size_t q = 0; q < kind.n_points(); ++q)
      for (std::size_t i = 0; i < kind.n_nodes(); ++i)
        result[face.first_point + q] +=
            kind.value[q * kind.n_nodes() + i] * u.local_element(dof_[face.first_dof + i]);
  }
  return result;
}

double ColumnSurface::integral(const std::vector<double> &f) const
{
  double sum = 0.;
  for (std::size_t q = 0; q < f.size(); ++q)
    sum += f[q] * area_[q];
  return sum;
}

std::vector<double> ColumnSurface::face_integrals(const std::vector<double> &f) const
{
  std::vector<double> result;
  for (const Face &face : faces_)
  {
    double sum = 0.;
    for (std::size_t i = 0; i < kinds_[face.kind].n_points(); ++i)
      sum += f[face.first_point + i] * area_[face.first_point + i];
    result.push_back(sum);
  }
  return result;
}

void ColumnSurface::add_load(const std::vector<double> &f,
                             double factor,
                             Vector &residual) const
{
  for (const Face &face : faces_)
  {
    const Kind &kind = kinds_[face.kind];
    for (std::size_t q = 0; q < kind.n_points(); ++q)
    {
      const double load = factor * f[face.first_point + q] * area_[face.first_point + q];
      for (std::size_t i = 0; i < kind.n_nodes(); ++i)
        residual.local_element(dof_[face.first_dof + i]) +=
            load * kind.value[q * kind.n_nodes() + i];
    }
  }
}

void ColumnSurface::add_mass(const std::vector<double> &h,
                             const Vector &u,
                             Vector &residual) const
{
  static_assert(PlaneElement::max_points >= PlaneElement::max_nodes);
  std::array<double, PlaneElement::max_points> in{}, out{};
  for (const Face &face : faces_)
  {
    const Kind &kind = kinds_[face.kind];
    const std::size_t n = kind.n_nodes();
    const unsigned int *const dof = dof_.data() + face.first_dof;
    for (std::size_t i = 0; i < n; ++i)
    {
      in[i] = u.local_element(dof[i]);
      out[i] = 0.;
    }
    for (std::size_t q = 0; q < kind.n_points(); ++q)
    {
      const double *const N = kind.value.data() + q * n;
      double load = 0.;
      for (std::size_t i = 0; i < n; ++i)
        load += N[i] * in[i];
      load *= h[face.first_point + q] * area_[face.first_point + q];
      for (std::size_t i = 0; i < n; ++i)
        out[i] += load * N[i];
    }
    for (std::size_t i = 0; i < n; ++i)
      residual.local_element(dof[i]) += out[i];
  }
}

void ColumnSurface::lumped_mass(
    const std::vector<double> &h,
    const std::function<void(unsigned int dof, double value)> &add) const
{
  for (const Face &face : faces_)
  {
    const Kind &kind = kinds_[face.kind];
    double total = 0.;
    for (std::size_t q = 0; q < kind.n_points(); ++q)
      total += h[face.first_point + q] * area_[face.first_point + q];
    for (std::size_t i = 0; i < kind.n_nodes(); ++i)
      add(dof_[face.first_dof + i], kind.share[i] * total);
  }
}

} // namespace kelvolt

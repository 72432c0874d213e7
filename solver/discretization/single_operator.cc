#include "discretization/single_operator.h"

#include <algorithm>

namespace kelvolt
{

/// Of a batch; what stays from batch to batch is kept.
struct SingleOperator::Buffers
{
  static constexpr unsigned int none = -1;
  static constexpr std::size_t size = lanes * packed_size(PlaneElement::max_nodes);
  Buffers()
  {
    std::fill(column, column + lanes, none);
  }
  unsigned int column[lanes];
  alignas(64) float stiffness[size] = {}, mass[size] = {}, in_plane[lanes] = {},
                    along_z[lanes] = {};
};

SingleOperator::SingleOperator(const ColumnOperator &A)
    : field_(&A.field()), line_(field_->element().line),
      size_(packed_size(field_->element().plane.n_nodes)),
      stiffness_(std::size_t(field_->layout().n_columns()) * size_, 0.F),
      mass_(stiffness_.size(), 0.F), diagonal_(field_->partitioner())
{
  ColumnField::GeometryBuffers buffers;
  unsigned int before = -1;
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    const WedgeGeometry geometry = field_->geometry(batch, buffers);
    for (unsigned int lane = 0; lane < field_->filled_lanes(batch); ++lane)
    {
      const unsigned int cell = batch * lanes + lane, column = field_->cells()[cell].column;
      if (column != before)
        add_triangle(column, geometry, lane);
      before = column;
      const std::array<double, 3> k = A.mean_conductivity(cell);
      const double h = field_->height(cell);
      in_plane_.push_back(static_cast<float>(0.5 * (k[0] + k[1]) * h));
      along_z_.push_back(static_cast<float>(k[2] / h));
    }
  }
  Vector diagonal = field_->make_vector();
  A.visit_films([&](unsigned int i, double value) { diagonal.local_element(i) += value; });
  add_mass(A, diagonal);
  diagonal.compress(dealii::VectorOperation::add);
  for (unsigned int i = 0; i < diagonal.locally_owned_size(); ++i)
    diagonal_.local_element(i) = static_cast<float>(diagonal.local_element(i));
  A.visit_contacts(
      [&](unsigned int one, unsigned int other, double value) {
        contacts_.push_back({one, other, static_cast<float>(value)});
      });
}

void SingleOperator::add_triangle(unsigned int column,
                                  const WedgeGeometry &geometry,
                                  unsigned int lane)
{
  const PlaneElement &plane = field_->element().plane;
  float *const K = stiffness_.data() + std::size_t(column) * size_, *const M =
                                                                        mass_.data() +
                                                                        std::size_t(
                                                                            column) *
                                                                            size_;
  std::array<double, packed_size(PlaneElement::max_nodes)> sum{}, mass{};
  std::array<double, PlaneElement::max_nodes> by_x{}, by_y{};
  for (unsigned int q = 0; q < plane.n_points; ++q)
  {
    const double area = geometry.area[q * lanes + lane];
    const double *const J = geometry.inverse + std::size_t(4) * q * lanes + lane,
                        *const N = plane.value.data() + q * plane.n_nodes;
    for (unsigned int a = 0; a < plane.n_nodes; ++a)
    {
      const double first = plane.by_first[q * plane.n_nodes + a],
                   second = plane.by_second[q * plane.n_nodes + a];
      by_x[a] = J[0] * first + J[2 * lanes] * second;
      by_y[a] = J[lanes] * first + J[3 * lanes] * second;
    }
    for (unsigned int a = 0, at = 0; a < plane.n_nodes; ++a)
      for (unsigned int b = 0; b <= a; ++b, ++at)
      {
        sum[at] += area * (by_x[a] * by_x[b] + by_y[a] * by_y[b]);
        mass[at] += area * N[a] * N[b];
      }
  }
  std::copy(sum.begin(), sum.begin() + size_, K);
  std::copy(mass.begin(), mass.begin() + size_, M);
}

/// Shared out as the diagonal of the mass matrix is, which is positive.
void SingleOperator::add_mass(const ColumnOperator &A, Vector &diagonal) const
{
  const WedgeElement &element = field_->element();
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
  {
    const double m = A.mean_mass(cell);
    if (!(m > 0.))
      continue;
    const float *const M = mass(field_->cells()[cell].column);
    double trace = 0., area = 0.;
    for (unsigned int a = 0; a < element.plane.n_nodes; ++a)
      trace += M[packed_size(a + 1) - 1];
    for (unsigned int q = 0; q < element.plane.n_points; ++q)
      area += field_->point_area(cell, q);
    for (unsigned int a = 0; a < element.plane.n_nodes; ++a)
      for (unsigned int c = 0; c < element.line.n; ++c)
        diagonal.local_element(field_->node_dof(cell, a, c)) +=
            m * area * M[packed_size(a + 1) - 1] / trace * element.line.node_weight[c] *
            field_->height(cell);
  }
}

void SingleOperator::load(unsigned int batch, Buffers &buffers) const
{
  const unsigned int filled = field_->filled_lanes(batch);
  for (unsigned int lane = 0; lane < lanes; ++lane)
  {
    const unsigned int cell = batch * lanes + (lane < filled ? lane : 0);
    buffers.in_plane[lane] = in_plane_[cell];
    buffers.along_z[lane] = along_z_[cell];
  }
  for (unsigned int first = 0, end = 0; first < filled; first = end)
  {
    const unsigned int column = field_->cells()[batch * lanes + first].column;
    bool is_there = true;
    for (end = first; end < filled && field_->cells()[batch * lanes + end].column == column;
         ++end)
    {
      is_there = is_there && buffers.column[end] == column;
      buffers.column[end] = column;
    }
    if (is_there)
      continue;
    set_lanes(stiffness(column), size_, first, end, buffers.stiffness);
    set_lanes(mass(column), size_, first, end, buffers.mass);
  }
}

void SingleOperator::multiply(SingleVector &y, SingleVector &x) const
{
  x.update_ghost_values();
  y.zero_out_ghost_values();
  y = 0.F;
  alignas(64) float u[max_single_batch], v[max_single_batch];
  Buffers buffers;
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    load(batch, buffers);
    field_->gather(x.begin(), batch, u);
    apply_single_wedges(
        field_->element().plane.degree,
        line_,
        {buffers.stiffness, buffers.mass, buffers.in_plane, buffers.along_z},
        u,
        v);
    field_->scatter_add(v, batch, y.begin());
  }
  for (const Contact &contact : contacts_)
  {
    const float flow = contact.conductance *
                       (x.local_element(contact.one) - x.local_element(contact.other));
    y.local_element(contact.one) += flow;
    y.local_element(contact.other) -= flow;
  }
  y.compress(dealii::VectorOperation::add);
  x.zero_out_ghost_values();
  for (unsigned int i = 0; i < y.locally_owned_size(); ++i)
    y.local_element(i) += diagonal_.local_element(i) * x.local_element(i);
  for (const unsigned int i : field_->constrained())
    y.local_element(i) = 0.F;
}

} // namespace kelvolt

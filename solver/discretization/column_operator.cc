#include "discretization/column_operator.h"

#include <algorithm>

namespace kelvolt
{

void ColumnOperator::weigh(const PointValues &f,
                           unsigned int batch,
                           double factor,
                           double *to) const
{
  const unsigned int n_points = field_->element().n_points();
  const double *const from = f.batch(batch);
  for (unsigned int lane = 0; lane < lanes; ++lane)
  {
    const unsigned int cell = batch * lanes + lane;
    const bool is_filled = cell < field_->cells().size();
    for (unsigned int q = 0; q < n_points; ++q)
      to[q * lanes + lane] =
          is_filled ? factor * from[q * lanes + lane] * field_->point_volume(cell, q) : 0.;
  }
}

void ColumnOperator::set_conductivity(const std::array<const PointValues *, 3> &k)
{
  set_conductivity(
      [&](unsigned int cell, CellConductivity to)
      {
        for (unsigned int axis = 0; axis < 3; ++axis)
          for (unsigned int q = 0; q < field_->element().n_points(); ++q)
            to.set(axis, q, k[axis]->at(cell, q));
      });
}

void ColumnOperator::set_conductivity(
    const std::function<void(unsigned int cell, CellConductivity k)> &write)
{
  coefficient_.clear();
  coefficient_start_.assign(1, 0);
  alignas(64) double k[3 * max_column_batch];
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    for (unsigned int lane = 0; lane < field_->filled_lanes(batch); ++lane)
      write(batch * lanes + lane, {k + lane, field_->element().n_points()});
    append_coefficients(batch, k);
    coefficient_start_.push_back(coefficient_.size());
  }
}

/// @param k at the points, [axis][point][lane]; overwritten
void ColumnOperator::append_coefficients(unsigned int batch, double *k)
{
  const unsigned int n_points = field_->element().n_points(),
                     filled = field_->filled_lanes(batch);
  const std::size_t size = std::size_t(n_points) * lanes;
  bool is_constant = true, is_isotropic = true;
  for (std::size_t at = 0; at < 3 * size; at += lanes) // one point, along one axis
  {
    std::fill(k + at + filled, k + at + lanes, k[at]);
    is_constant = is_constant && std::equal(k + at, k + at + lanes, k + at / size * size);
    is_isotropic = is_isotropic && std::equal(k + at, k + at + lanes, k + at % size);
  }
  for (unsigned int axis = 0; axis < (is_isotropic ? 1 : 3); ++axis)
  {
    double *const from = k + axis * size;
    for (unsigned int q = 0; !is_constant && q < n_points; ++q)
      for (unsigned int lane = 0; lane < filled; ++lane)
        from[q * lanes + lane] *= field_->point_volume(batch * lanes + lane, q);
    coefficient_.insert_back(from, from + (is_constant ? lanes : size));
  }
}

WedgeCoefficients ColumnOperator::coefficients(unsigned int batch, bool with_mass) const
{
  const std::size_t size = std::size_t(field_->element().n_points()) * lanes,
                    start = coefficient_start_[batch],
                    length = coefficient_start_[batch + 1] - start;
  const bool is_constant = length < size; // there are four points or more
  const std::size_t of_axis = is_constant ? lanes : size;
  return {coefficient_.data() + start,
          length == of_axis ? 0 : of_axis,
          is_constant,
          with_mass && mass_.size() > 0 ? mass_.data() + batch * size : nullptr};
}

void ColumnOperator::set_mass(const PointValues &m)
{
  const std::size_t size = std::size_t(field_->element().n_points()) * lanes;
  mass_.resize_fast(m.empty() ? 0 : field_->n_batches() * size);
  for (unsigned int batch = 0; !m.empty() && batch < field_->n_batches(); ++batch)
    weigh(m, batch, 1., mass_.data() + batch * size);
}

void ColumnOperator::vmult_in_place(Vector &dst, Vector &src) const
{
  const std::vector<unsigned int> &fixed = field_->constrained();
  src.zero_out_ghost_values();
  fixed_values_.clear();
  for (const unsigned int i : fixed)
    fixed_values_.push_back(src.local_element(i));
  field_->distribute_homogeneous(src);
  src.update_ghost_values();
  dst.zero_out_ghost_values();
  dst = 0.;
  alignas(64) double u[max_column_batch], y[max_column_batch];
  ColumnField::GeometryBuffers buffers;
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    field_->gather(src, batch, 0., u);
    apply_wedge_diffusion(field_->element(),
                          field_->geometry(batch, buffers),
                          coefficients(batch, true),
                          u,
                          y);
    field_->scatter_add(y, batch, dst);
  }
  for (const SurfaceMass &term : surface_mass_)
    term.surface->add_mass(term.h, src, dst);
  add_joints(src, dst);
  dst.compress(dealii::VectorOperation::add);
  for (std::size_t i = 0; i < fixed.size(); ++i)
    dst.local_element(fixed[i]) = src.local_element(fixed[i]) = fixed_values_[i];
}

/// Calls take(batch, y) with what add_conduction() adds for each batch, [node][lane].
template <typename Take>
void ColumnOperator::visit_batches(const Vector &u, double offset, const Take &take) const
{
  alignas(64) double x[max_column_batch], y[max_column_batch];
  ColumnField::GeometryBuffers buffers;
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    field_->gather(u, batch, offset, x);
    apply_wedge_diffusion(field_->element(),
                          field_->geometry(batch, buffers),
                          coefficients(batch, false),
                          x,
                          y);
    take(batch, y);
  }
}

void ColumnOperator::add_conduction(const Vector &u, double offset, Vector &residual) const
{
  visit_batches(u,
                offset,
                [&](unsigned int batch, const double *y)
                { field_->scatter_add(y, batch, residual); });
  add_joints(u, residual);
}

void ColumnOperator::visit_conduction(
    const Vector &u,
    double offset,
    const std::function<void(unsigned int cell, const CellLoad &y)> &take) const
{
  visit_batches(u,
                offset,
                [&](unsigned int batch, const double *y)
                {
                  for (unsigned int lane = 0; lane < lanes; ++lane)
                    if (const unsigned int cell = batch * lanes + lane;
                        cell < field_->cells().size())
                      take(cell, CellLoad(y + lane));
                });
}

void ColumnOperator::add_joints(const Vector &u, Vector &y) const
{
  for (const ContactTerm &contact : contacts_)
    contact.integral.add_load(contact.integral.jump_at_points(u), contact.g, -contact.g, y);
  links_.add_conduction(u, y);
}

void ColumnOperator::add_source(const PointValues &f, double factor, Vector &residual) const
{
  alignas(64) double load[max_column_batch], y[max_column_batch];
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    weigh(f, batch, factor, load);
    integrate_wedge_values(field_->element(), load, y);
    field_->scatter_add(y, batch, residual);
  }
}

void ColumnOperator::add_source(const std::vector<double> &of_part,
                                double factor,
                                Vector &residual) const
{
  alignas(64) double load[max_column_batch] = {}, y[max_column_batch];
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    for (unsigned int lane = 0; lane < field_->filled_lanes(batch); ++lane)
    {
      const unsigned int cell = batch * lanes + lane;
      const double density = factor * of_part[field_->part(cell)];
      for (unsigned int q = 0; q < field_->element().n_points(); ++q)
        load[q * lanes + lane] = density * field_->point_volume(cell, q);
    }
    integrate_wedge_values(field_->element(), load, y);
    field_->scatter_add(y, batch, residual);
  }
}

double ColumnOperator::integral(const PointValues &f) const
{
  double sum = 0.;
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
    for (unsigned int q = 0; q < field_->element().n_points(); ++q)
      sum += f.at(cell, q) * field_->point_volume(cell, q);
  return sum;
}

std::vector<double> ColumnOperator::integral_by_part(const PointValues &f,
                                                     std::size_t n_parts) const
{
  std::vector<double> sum(n_parts, 0.);
  for (unsigned int cell = 0; cell < field_->cells().size(); ++cell)
    for (unsigned int q = 0; q < field_->element().n_points(); ++q)
      sum[field_->part(cell)] += f.at(cell, q) * field_->point_volume(cell, q);
  return sum;
}

void ColumnOperator::batch_gradient(const Vector &u,
                                    unsigned int batch,
                                    ColumnField::GeometryBuffers &buffers,
                                    double *gradient) const
{
  alignas(64) double x[max_column_batch];
  field_->gather(u, batch, 0., x);
  evaluate_wedge_gradients(
      field_->element(), field_->geometry(batch, buffers), x, gradient);
}

void ColumnOperator::batch_conductance(unsigned int batch, double *conductance) const
{
  const unsigned int n_points = field_->element().n_points();
  const std::size_t size = std::size_t(n_points) * lanes;
  const WedgeCoefficients C = coefficients(batch, false);
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    const double *const from = C.k + axis * C.axis_stride;
    double *const to = conductance + axis * size;
    if (!C.is_constant)
      std::copy(from, from + size, to);
    for (unsigned int lane = 0; C.is_constant && lane < field_->filled_lanes(batch); ++lane)
      for (unsigned int q = 0; q < n_points; ++q)
        to[q * lanes + lane] = from[lane] * field_->point_volume(batch * lanes + lane, q);
  }
}

std::array<PointValues, 3> ColumnOperator::gradient(const Vector &u) const
{
  const unsigned int n_points = field_->element().n_points();
  const std::size_t size = std::size_t(n_points) * lanes;
  std::array<PointValues, 3> result;
  for (PointValues &component : result)
    component = PointValues::unfilled(field_->cells().size(), n_points);
  alignas(64) double g[3 * max_column_batch];
  ColumnField::GeometryBuffers buffers;
  for (unsigned int batch = 0; batch < field_->n_batches(); ++batch)
  {
    batch_gradient(u, batch, buffers, g);
    for (unsigned int d = 0; d < 3; ++d)
      std::copy(g + d * size, g + (d + 1) * size, result[d].batch(batch));
  }
  return result;
}

} // namespace kelvolt

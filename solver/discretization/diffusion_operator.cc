#include "discretization/diffusion_operator.h"

#include <algorithm>

namespace kelvolt
{

DiffusionOperator::DiffusionOperator(const ScalarField &field)
    : field_(&field), metric_(field.cells().geometry.metric()),
      links_(field.communicator()), work_(field.make_vector())
{
  const ReferenceElement &e = field.element();
  for (unsigned int k = 0; k < e.n; ++k)
    for (unsigned int j = 0; j < e.n; ++j)
      for (unsigned int i = 0; i < e.n; ++i)
        point_weight_.push_back(e.weight[i] * e.weight[j] * e.weight[k]);
}

void DiffusionOperator::set_conductivity(const std::array<const PointValues *, dim> &k)
{
  const CellBatches &cells = field_->cells();
  const std::size_t size = field_->element().n_cubed() * lanes;
  coefficient_start_.assign(1, 0);
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    const double *first = k[0]->batch(batch);
    const auto as_along_x = [&](unsigned int axis)
    {
      return k[axis] == k[0] || std::equal(first, first + size, k[axis]->batch(batch));
    };
    const bool isotropic = as_along_x(1) && as_along_x(2);
    coefficient_start_.push_back(coefficient_start_.back() + (isotropic ? 1 : dim) * size);
  }
  coefficient_.resize_fast(coefficient_start_.back());
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    double *to = coefficient_.data() + coefficient_start_[batch];
    const double *end = coefficient_.data() + coefficient_start_[batch + 1];
    for (unsigned int d = 0; to < end; ++d, to += size)
      cells.geometry.weigh_coefficient(k[d]->batch(batch), point_weight_, batch, to);
  }
}

BatchConductivity DiffusionOperator::conductivity(unsigned int batch) const
{
  const std::size_t size = field_->element().n_cubed() * lanes,
                    start = coefficient_start_[batch],
                    stored = coefficient_start_[batch + 1] - start;
  return {coefficient_.data() + start,
          stored == size ? 0 : size,
          metric_.data() + std::size_t(batch) * dim * lanes};
}

void DiffusionOperator::set_mass(const PointValues &m)
{
  const CellBatches &cells = field_->cells();
  const std::size_t size = field_->element().n_cubed() * lanes;
  mass_.resize_fast(m.empty() ? 0 : cells.n_batches * size);
  if (m.empty())
    return;
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
    cells.geometry.weigh(
        m.batch(batch), 1., point_weight_, batch, mass_.data() + batch * size);
}

void DiffusionOperator::vmult(Vector &dst, const Vector &src) const
{
  work_.copy_locally_owned_data_from(src);
  vmult_in_place(dst, work_);
}

void DiffusionOperator::vmult_in_place(Vector &dst, Vector &src) const
{
  const CellBatches &cells = field_->cells();
  const std::size_t size = field_->element().n_cubed() * lanes;
  const std::vector<unsigned int> &constrained = field_->constrained();
  constrained_values_.clear();
  for (const unsigned int i : constrained)
    constrained_values_.push_back(src.local_element(i));
  field_->distribute_homogeneous(src);
  dst.zero_out_ghost_values();
  dst = 0.;
  alignas(64) double u[max_batch_size], y[max_batch_size];
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    field_->gather(src, batch, 0., u);
    apply_diffusion(field_->element(),
                    conductivity(batch),
                    mass_.size() > 0 ? mass_.data() + batch * size : nullptr,
                    u,
                    y);
    field_->scatter_add(y, batch, dst);
  }
  for (const SurfaceMass &term : surface_mass_)
    term.surface->add_mass(term.h, src, dst);
  add_joints(src, dst);
  dst.compress(dealii::VectorOperation::add);
  field_->condense(dst);
  for (std::size_t i = 0; i < constrained.size(); ++i)
    dst.local_element(constrained[i]) = src.local_element(constrained[i]) =
        constrained_values_[i];
}

/// Calls take(batch, y) with what add_conduction() adds for each batch, [node][lane].
template <typename Take>
void DiffusionOperator::visit_batches(const Vector &u,
                                      double offset,
                                      const Take &take) const
{
  alignas(64) double x[max_batch_size], y[max_batch_size];
  for (unsigned int batch = 0; batch < field_->cells().n_batches; ++batch)
  {
    field_->gather(u, batch, offset, x);
    apply_diffusion(field_->element(), conductivity(batch), nullptr, x, y);
    take(batch, y);
  }
}

void DiffusionOperator::add_conduction(const Vector &u,
                                       double offset,
                                       Vector &residual) const
{
  visit_batches(u,
                offset,
                [&](unsigned int batch, const double *y)
                { field_->scatter_add(y, batch, residual); });
  add_joints(u, residual);
}

void DiffusionOperator::visit_conduction(
    const Vector &u,
    double offset,
    const std::function<void(unsigned int cell, const CellLoad &y)> &take) const
{
  visit_batches(u,
                offset,
                [&](unsigned int batch, const double *y)
                {
                  const unsigned int filled = field_->cells().filled_lanes(batch);
                  for (unsigned int lane = 0; lane < filled; ++lane)
                    take(batch * lanes + lane, CellLoad(y + lane));
                });
}

std::array<std::vector<double>, dim>
DiffusionOperator::tested_conduction(const Vector &u, const Vector &v) const
{
  const CellBatches &cells = field_->cells();
  const std::size_t size = field_->element().n_cubed() * lanes;
  std::array<std::vector<double>, dim> result;
  for (std::vector<double> &of_axis : result)
    of_axis.assign(cells.n_cells, 0.);
  alignas(64) double x[max_batch_size], of_u[dim * max_batch_size],
      of_v[dim * max_batch_size];
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    field_->gather(u, batch, 0., x);
    evaluate_gradients(field_->element(), x, of_u);
    field_->gather(v, batch, 0., x);
    evaluate_gradients(field_->element(), x, of_v);
    const BatchConductivity k = conductivity(batch);
    for (unsigned int d = 0; d < dim; ++d)
      for (unsigned int lane = 0; lane < cells.filled_lanes(batch); ++lane)
      {
        double sum = 0.;
        for (std::size_t i = lane; i < size; i += lanes)
          sum += k.k[d * k.axis_stride + i] * of_u[d * size + i] * of_v[d * size + i];
        result[d][batch * lanes + lane] = sum * k.metric[d * lanes + lane];
      }
  }
  return result;
}

std::array<std::vector<double>, dim> DiffusionOperator::mean_conductivity() const
{
  const CellBatches &cells = field_->cells();
  const std::size_t size = field_->element().n_cubed() * lanes;
  std::array<std::vector<double>, dim> result;
  for (unsigned int d = 0; d < dim; ++d)
    for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
    {
      const BatchConductivity k = conductivity(cell / lanes);
      double sum = 0.;
      for (std::size_t i = cell % lanes; i < size; i += lanes)
        sum += k.k[d * k.axis_stride + i];
      result[d].push_back(sum / cells.volume(cell));
    }
  return result;
}

void DiffusionOperator::add_joints(const Vector &u, Vector &y) const
{
  for (const ContactTerm &contact : contacts_)
    contact.integral.add_load(contact.integral.jump_at_points(u), contact.g, -contact.g, y);
  links_.add_conduction(u, y);
}

void DiffusionOperator::add_source(const PointValues &f,
                                   double factor,
                                   Vector &residual) const
{
  alignas(64) double load[max_batch_size], y[max_batch_size];
  for (unsigned int batch = 0; batch < field_->cells().n_batches; ++batch)
  {
    field_->cells().geometry.weigh(f.batch(batch), factor, point_weight_, batch, load);
    integrate_values(field_->element(), load, y);
    field_->scatter_add(y, batch, residual);
  }
}

void DiffusionOperator::add_flux(const std::array<PointValues, dim> &F,
                                 double factor,
                                 Vector &residual) const
{
  const CellBatches &cells = field_->cells();
  const std::size_t size = field_->element().n_cubed() * lanes;
  alignas(64) double load[dim * max_batch_size], y[max_batch_size];
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    for (unsigned int d = 0; d < dim; ++d)
    {
      double *own = load + d * size;
      cells.geometry.weigh(F[d].batch(batch), factor, point_weight_, batch, own);
      cells.geometry.divide_by_edge(d, batch, size, own);
    }
    integrate_gradients(field_->element(), load, y);
    field_->scatter_add(y, batch, residual);
  }
}

std::vector<double> DiffusionOperator::cell_means(const PointValues &f) const
{
  std::vector<double> mean(field_->cells().n_cells, 0.);
  for (unsigned int cell = 0; cell < mean.size(); ++cell)
    for (unsigned int q = 0; q < point_weight_.size(); ++q)
      mean[cell] += f.at(cell, q) * point_weight_[q];
  return mean;
}

double DiffusionOperator::integral(const PointValues &f) const
{
  const std::vector<double> mean = cell_means(f);
  double sum = 0.;
  for (unsigned int cell = 0; cell < mean.size(); ++cell)
    sum += mean[cell] * field_->cells().volume(cell);
  return sum;
}

std::vector<double> DiffusionOperator::integral_by_part(const PointValues &f,
                                                        std::size_t n_parts) const
{
  const std::vector<double> mean = cell_means(f);
  std::vector<double> sum(n_parts, 0.);
  for (unsigned int cell = 0; cell < mean.size(); ++cell)
    sum[field_->cells().part[cell]] += mean[cell] * field_->cells().volume(cell);
  return sum;
}

std::array<PointValues, dim> DiffusionOperator::gradient(const Vector &u) const
{
  const CellBatches &cells = field_->cells();
  const unsigned int n3 = field_->element().n_cubed();
  const std::size_t size = std::size_t(n3) * lanes;
  std::array<PointValues, dim> result;
  for (PointValues &component : result)
    component = PointValues::unfilled(cells.n_cells, n3);
  alignas(64) double x[max_batch_size], g[dim * max_batch_size];
  for (unsigned int batch = 0; batch < cells.n_batches; ++batch)
  {
    field_->gather(u, batch, 0., x);
    evaluate_gradients(field_->element(), x, g);
    for (unsigned int d = 0; d < dim; ++d)
    {
      std::copy(g + d * size, g + (d + 1) * size, result[d].batch(batch));
      cells.geometry.divide_by_edge(d, batch, size, result[d].batch(batch));
    }
  }
  return result;
}

} // namespace kelvolt

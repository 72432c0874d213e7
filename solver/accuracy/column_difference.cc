#include "accuracy/column_difference.h"

#include "discretization/column_transfer.h"

#include <deal.II/base/mpi.h>

#include <cmath>

namespace kelvolt
{

ColumnDifference::ColumnDifference(const ColumnEdges &edges,
                                   const ColumnField &coarse,
                                   const Vector &u_h,
                                   const ColumnOperator &fine,
                                   const Vector &u)
    : edges_(&edges), coarse_(&coarse), fine_(&fine)
{
  Vector e = with_degree_of(fine.field(), coarse, u_h);
  e.zero_out_ghost_values();
  e.sadd(-1., 1., u);
  e.update_ghost_values();
  gradient_ = fine.gradient(e);
  for (const ColumnOperator::ContactTerm &contact : fine.contacts())
    jumps_.push_back(contact.integral.jump_at_points(e));
  surplus_gradient_ = surplus_gradient(u);
}

/// Along x and y of what is beyond the mesh's degree in the plane, along z of what is so
/// along z.
std::array<PointValues, 3> ColumnDifference::surplus_gradient(const Vector &u) const
{
  const ColumnSurplus beyond = surplus(fine_->field(), coarse_->element().plane.degree, u);
  std::array<PointValues, 3> result = fine_->gradient(beyond.in_plane);
  result[2] = std::move(fine_->gradient(beyond.along_z)[2]);
  return result;
}

void ColumnDifference::weigh(const Vector &z,
                             const std::array<const PointValues *, 3> &k,
                             ColumnGoalEstimate &sum) const
{
  const ColumnField &field = fine_->field();
  Vector w = with_degree_of(field, *coarse_, with_degree_of(*coarse_, field, z));
  w.zero_out_ghost_values();
  w.sadd(-1., 1., z);
  w.update_ghost_values();
  const std::array<PointValues, 3> of_w = fine_->gradient(w), beyond = surplus_gradient(z);
  ColumnIndicators own{std::vector<double>(field.layout().n_columns(), 0.),
                       std::vector<double>(field.layout().n_slabs(), 0.)};
  double spread = 0.;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    std::array<double, 2> u_energy{}, z_energy{}; // in the plane, along z
    double both = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
      for (unsigned int axis = 0; axis < 3; ++axis)
      {
        const double weight = k[axis]->at(cell, q) * field.point_volume(cell, q),
                     of_u = surplus_gradient_[axis].at(cell, q),
                     of_z = beyond[axis].at(cell, q);
        u_energy[axis / 2] += weight * of_u * of_u;
        z_energy[axis / 2] += weight * of_z * of_z;
        both += weight * gradient_[axis].at(cell, q) * of_w[axis].at(cell, q);
      }
    spread += std::abs(both);
    add_share(cell, std::abs(both), sum.shares);
    own.column[field.cells()[cell].column] += std::sqrt(u_energy[0] * z_energy[0]);
    own.slab[field.cells()[cell].slab] += std::sqrt(u_energy[1] * z_energy[1]);
  }
  for (std::size_t c = 0; c < jumps_.size(); ++c)
  {
    const ColumnOperator::ContactTerm &contact = fine_->contacts()[c];
    std::vector<double> both = contact.integral.jump_at_points(w);
    for (std::size_t q = 0; q < both.size(); ++q)
      both[q] = std::abs(contact.g * both[q] * jumps_[c][q]);
    spread += contact.integral.integral(both);
  }
  sum.spread += dealii::Utilities::MPI::sum(spread, field.communicator());
  const auto add = [&](std::vector<double> &from, std::vector<double> &to)
  {
    dealii::Utilities::MPI::sum(from, field.communicator(), from);
    to.resize(from.size(), 0.);
    for (std::size_t i = 0; i < from.size(); ++i)
      to[i] += from[i];
  };
  add(own.column, sum.indicators.column);
  add(own.slab, sum.indicators.slab);
}

void ColumnDifference::add_share(unsigned int cell,
                                 double contribution,
                                 EdgeShares &shares) const
{
  // Both fields in one list: the change of a quantity is not told apart by them.
  const ColumnCell &place = fine_->field().cells()[cell];
  shares.push_back({false, contribution, edges_->exponent(place.column, place.slab)});
}

void ColumnDifference::add_energy(const std::array<const PointValues *, 3> &k,
                                  EdgeShares &shares) const
{
  const ColumnField &field = fine_->field();
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    double energy = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
      for (unsigned int axis = 0; axis < 3; ++axis)
        energy += k[axis]->at(cell, q) * field.point_volume(cell, q) *
                  std::pow(gradient_[axis].at(cell, q), 2);
    add_share(cell, energy, shares);
  }
}

} // namespace kelvolt

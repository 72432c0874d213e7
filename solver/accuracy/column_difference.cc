#include "accuracy/column_difference.h"

#include "discretization/column_gradients.h"

#include <deal.II/base/mpi.h>

#include <array>
#include <cmath>

namespace kelvolt
{

namespace
{

/// The fields that weigh() visits, in this order.
enum Visited : unsigned int
{
  of_e,
  of_w,
  u_in_plane,
  u_along_z,
  z_in_plane,
  z_along_z
};

/// Of one cell.
struct CellShare
{
  double error;             ///< |int k grad e . grad w dV|
  double in_plane, along_z; ///< roots of the products of energies
};

CellShare share_of(const CellGradients &at, unsigned int n_points)
{
  std::array<double, 2> u_energy{}, z_energy{}; // in the plane, along z
  double both = 0.;
  for (unsigned int q = 0; q < n_points; ++q)
    for (unsigned int axis = 0; axis < 3; ++axis)
    {
      const bool along_z = axis == 2;
      const double weight = at.conductance(axis, q),
                   of_u = at.gradient(along_z ? u_along_z : u_in_plane, axis, q),
                   of_z = at.gradient(along_z ? z_along_z : z_in_plane, axis, q);
      u_energy[axis / 2] += weight * of_u * of_u;
      z_energy[axis / 2] += weight * of_z * of_z;
      both += weight * at.gradient(of_e, axis, q) * at.gradient(of_w, axis, q);
    }
  return {std::abs(both),
          std::sqrt(u_energy[0] * z_energy[0]),
          std::sqrt(u_energy[1] * z_energy[1])};
}

/// Collective. @param from overwritten
void add_of_all_ranks(std::vector<double> &from,
                      MPI_Comm communicator,
                      std::vector<double> &to)
{
  dealii::Utilities::MPI::sum(from, communicator, from);
  to.resize(from.size(), 0.);
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i] += from[i];
}

} // namespace

ColumnDifference::ColumnDifference(const ColumnEdges &edges,
                                   const ColumnField &coarse,
                                   const Vector &u_h,
                                   const ColumnOperator &fine,
                                   const Vector &u)
    : edges_(&edges), coarse_(&coarse), fine_(&fine),
      e_(with_degree_of(fine.field(), coarse, u_h)),
      surplus_(surplus(fine.field(), coarse.element().plane.degree, u))
{
  e_.zero_out_ghost_values();
  e_.sadd(-1., 1., u);
  e_.update_ghost_values();
  for (const ColumnOperator::ContactTerm &contact : fine.contacts())
    jumps_.push_back(contact.integral.jump_at_points(e_));
}

void ColumnDifference::weigh(const Vector &z, ColumnGoalEstimate &sum) const
{
  const ColumnField &field = fine_->field();
  Vector w = with_degree_of(field, *coarse_, with_degree_of(*coarse_, field, z));
  w.zero_out_ghost_values();
  w.sadd(-1., 1., z);
  w.update_ghost_values();
  const ColumnSurplus beyond = surplus(field, coarse_->element().plane.degree, z);
  ColumnIndicators own{std::vector<double>(field.layout().n_columns(), 0.),
                       std::vector<double>(field.layout().n_slabs(), 0.)};
  double spread = 0.;
  visit_gradients(
      *fine_,
      {&e_, &w, &surplus_.in_plane, &surplus_.along_z, &beyond.in_plane, &beyond.along_z},
      [&](unsigned int cell, const CellGradients &at)
      {
        const CellShare share = share_of(at, field.element().n_points());
        spread += share.error;
        add_share(cell, share.error, sum.shares);
        own.column[field.cells()[cell].column] += share.in_plane;
        own.slab[field.cells()[cell].slab] += share.along_z;
      });
  for (std::size_t c = 0; c < jumps_.size(); ++c)
  {
    const ColumnOperator::ContactTerm &contact = fine_->contacts()[c];
    std::vector<double> both = contact.integral.jump_at_points(w);
    for (std::size_t q = 0; q < both.size(); ++q)
      both[q] = std::abs(contact.g * both[q] * jumps_[c][q]);
    spread += contact.integral.integral(both);
  }
  sum.spread += dealii::Utilities::MPI::sum(spread, field.communicator());
  add_of_all_ranks(own.column, field.communicator(), sum.indicators.column);
  add_of_all_ranks(own.slab, field.communicator(), sum.indicators.slab);
}

void ColumnDifference::add_share(unsigned int cell,
                                 double contribution,
                                 EdgeShares &shares) const
{
  // Both fields in one list: the change of a quantity is not told apart by them.
  const ColumnCell &place = fine_->field().cells()[cell];
  shares.push_back({false, contribution, edges_->exponent(place.column, place.slab)});
}

void ColumnDifference::add_energy(EdgeShares &shares) const
{
  const ColumnField &field = fine_->field();
  visit_gradients(*fine_,
                  {&e_},
                  [&](unsigned int cell, const CellGradients &at)
                  {
                    double energy = 0.;
                    for (unsigned int q = 0; q < field.element().n_points(); ++q)
                      for (unsigned int axis = 0; axis < 3; ++axis)
                        energy +=
                            at.conductance(axis, q) * std::pow(at.gradient(0, axis, q), 2);
                    add_share(cell, energy, shares);
                  });
}

} // namespace kelvolt

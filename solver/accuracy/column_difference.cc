#include "accuracy/column_difference.h"

#include "discretization/column_gradients.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
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

/// What a cell or a face contributes. Of a conductor by its losses besides, which are of
/// second order in e: a current between given voltages is stationary, and the adjoint of
/// first order next to nothing.
struct CellShare
{
  double error;             ///< |int k grad e . grad w dV|
  double in_plane, along_z; ///< roots of the products of energies
};

CellShare share_of(const CellGradients &at, unsigned int n_points, double of_loss)
{
  std::array<double, 2> u_energy{}, z_energy{}; // in the plane, along z
  double both = 0., lost = 0.;
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
      lost += weight * std::pow(at.gradient(of_e, axis, q), 2);
    }
  return {std::abs(both) + of_loss * lost,
          std::sqrt(u_energy[0] * z_energy[0]) + of_loss * u_energy[0],
          std::sqrt(u_energy[1] * z_energy[1]) + of_loss * u_energy[1]};
}

/// int g |[u] [v]| dA
std::vector<double> of_faces(const ColumnOperator::ContactTerm &contact,
                             const std::vector<double> &u,
                             const std::vector<double> &v)
{
  std::vector<double> both(u.size());
  for (std::size_t q = 0; q < both.size(); ++q)
    both[q] = std::abs(contact.g * u[q] * v[q]);
  return contact.integral.face_integrals(both);
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

Vector change_of(const ColumnField &fine,
                 const ColumnField &coarse,
                 const Vector &u_h,
                 const Vector &u)
{
  Vector e = with_degree_of(fine, coarse, u_h);
  e.zero_out_ghost_values();
  e.sadd(-1., 1., u);
  e.update_ghost_values();
  return e;
}

std::vector<double> energies_of(const ColumnOperator &A, const Vector &e)
{
  std::vector<double> energies;
  visit_gradients(A,
                  {&e},
                  [&](unsigned int, const CellGradients &at)
                  {
                    double energy = 0.;
                    for (unsigned int q = 0; q < A.field().element().n_points(); ++q)
                      for (unsigned int axis = 0; axis < 3; ++axis)
                        energy +=
                            at.conductance(axis, q) * std::pow(at.gradient(0, axis, q), 2);
                    energies.push_back(energy);
                  });
  for (const ColumnOperator::ContactTerm &contact : A.contacts())
  {
    const std::vector<double> jump = contact.integral.jump_at_points(e);
    for (const double energy : of_faces(contact, jump, jump))
      energies.push_back(energy);
  }
  return energies;
}

ColumnDifference::ColumnDifference(const ColumnEdges &edges,
                                   const ColumnField &coarse,
                                   const Vector &u_h,
                                   const ColumnOperator &fine,
                                   const Vector &u)
    : edges_(&edges), coarse_(&coarse), fine_(&fine),
      e_(change_of(fine.field(), coarse, u_h, u)),
      surplus_(surplus(fine.field(), coarse.element().plane.degree, u))
{
  for (const ColumnOperator::ContactTerm &contact : fine.contacts())
    jumps_.push_back(contact.integral.jump_at_points(e_));
}

void ColumnDifference::weigh(const Vector &z,
                             const LossWeights *losses,
                             ColumnGoalEstimate &sum) const
{
  const ColumnField &field = fine_->field();
  const Vector w = change_of(field, *coarse_, with_degree_of(*coarse_, field, z), z);
  const ColumnSurplus beyond = surplus(field, coarse_->element().plane.degree, z);
  ColumnIndicators own{std::vector<double>(field.layout().n_columns(), 0.),
                       std::vector<double>(field.layout().n_slabs(), 0.)};
  double spread = 0.;
  visit_gradients(
      *fine_,
      {&e_, &w, &surplus_.in_plane, &surplus_.along_z, &beyond.in_plane, &beyond.along_z},
      [&](unsigned int cell, const CellGradients &at)
      {
        const CellShare share = share_of(
            at, field.element().n_points(), losses != nullptr ? losses->cell[cell] : 0.);
        const ColumnCell &place = field.cells()[cell];
        spread += share.error;
        sum.shares.push_back(of_cell(cell, share.error));
        sum.in_plane.push_back({place.column, share.in_plane});
        own.column[place.column] += share.in_plane;
        own.slab[place.slab] += share.along_z;
      });
  for (std::size_t c = 0; c < jumps_.size(); ++c)
  {
    const ColumnOperator::ContactTerm &contact = fine_->contacts()[c];
    const std::vector<double> of_w = contact.integral.jump_at_points(w),
                              error = of_faces(contact, jumps_[c], of_w),
                              e_energy = of_faces(contact, jumps_[c], jumps_[c]),
                              w_energy = of_faces(contact, of_w, of_w);
    for (std::size_t i = 0; i < error.size(); ++i)
    {
      const ColumnFacePair &face = contact.integral.faces()[i];
      const double lost = losses != nullptr ? losses->contact[c][i] * e_energy[i] : 0.;
      spread += error[i] + lost;
      sum.shares.push_back(of_contact(face, error[i] + lost));
      sum.in_plane.push_back(
          {face.first.column, std::sqrt(e_energy[i] * w_energy[i]) + lost});
      own.column[face.first.column] += sum.in_plane.back().indicator;
    }
  }
  sum.spread += dealii::Utilities::MPI::sum(spread, field.communicator());
  add_of_all_ranks(own.column, field.communicator(), sum.indicators.column);
  add_of_all_ranks(own.slab, field.communicator(), sum.indicators.slab);
}

EdgeShare ColumnDifference::of_cell(unsigned int cell, double contribution) const
{
  // Both fields in one list: the change of a quantity is not told apart by them.
  const ColumnCell &place = fine_->field().cells()[cell];
  return {false,
          contribution,
          edges_->exponent(place.column, place.slab),
          edges_->layer_widths(place.column, place.slab)};
}

/// As the cell on that side of it which is worse off.
EdgeShare ColumnDifference::of_contact(const ColumnFacePair &face,
                                       double contribution) const
{
  const auto [a, b] = face;
  return {false,
          contribution,
          std::min(edges_->exponent(a.column, a.slab), edges_->exponent(b.column, b.slab)),
          std::max(edges_->layer_widths(a.column, a.slab),
                   edges_->layer_widths(b.column, b.slab))};
}

void ColumnDifference::add_energy(EdgeShares &shares) const
{
  const std::vector<double> energies = energies_of(*fine_, e_);
  std::size_t i = 0;
  for (; i < fine_->field().cells().size(); ++i)
    shares.push_back(of_cell(i, energies[i]));
  for (const ColumnOperator::ContactTerm &contact : fine_->contacts())
    for (const ColumnFacePair &face : contact.integral.faces())
      shares.push_back(of_contact(face, energies[i++]));
}

} // namespace kelvolt

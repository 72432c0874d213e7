#pragma once

#include "accuracy/column_derivative.h"
#include "accuracy/column_difference.h"
#include "thermal/column_temperatures.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Estimates where the error of a quantity comes from: with u_h on the mesh, u_+ and the
/// adjoint z_+ of one degree more, and their parts e = u_+ - u_h, w = z_+ - I z_+ beyond
/// the mesh's degree, the quantity changes from u_h to u_+ by
///
///     sum over the cells of  int k grad e . grad w dV  +  over contacts  int g [e] [w] dA
///
/// (I interpolates; films, which add to this, change little of where errors lie), of
/// temperature and potential. For marking the root of the product of the energies of what
/// u_+ and z_+ have beyond the mesh's degree in the plane alone counts for a triangle,
/// along z alone for a slab: flat cells change most along z, also where it is their width
/// that leaves something out.
///
/// The adjoint has both fields, with k and the slopes of films frozen:
///
///     A_T z_T     = dJ/dT   - int dsigma/dT grad phi . grad z_phi N_i dV
///     A_phi z_phi = dJ/dphi + int 2 sigma z_T grad phi . grad N_i dV  (likewise in contacts)
///
/// one after the other, each from where it is, accelerated, until both residuals are small.
class ColumnEstimator
{
public:
  /// Where the fields are singular; that of the potential is null without terminals.
  struct Edges
  {
    const ColumnEdges *temperature, *potential;
  };
  /// @param coarse with u_h @param enriched with u_+; all
  /// outlive this. Collective.
  ColumnEstimator(const Case &input,
                  const Edges &edges,
                  const ColumnState &coarse,
                  ColumnState &enriched,
                  const std::vector<ColumnTemperatures> &temperatures,
                  std::size_t hottest_part);

  /// Collective.
  ColumnGoalEstimate estimate(const Quantity &of);

  /// Of the energy of e, for numbers that are no goal.
  EdgeShares energy_shares() const;

private:
  /// Adds what the Joule heat that z_T weighs changes with phi.
  void add_joule_slope(const Vector &z, Vector &load) const;
  /// @param z adjoint temperature, with its ghosts up to date
  LossWeights loss_weights(const Vector &z) const;
  int solve_adjoint(const ColumnPair &load, ColumnPair &z);
  /// One solve for a field of the adjoint, the other as it is.
  SolveReport
  improve_potential(const ColumnPair &load, double tolerance, ColumnPair &z) const;
  SolveReport
  improve_temperature(const ColumnPair &load, double tolerance, ColumnPair &z) const;

  const Case *input_;
  ColumnState *enriched_;
  const std::vector<ColumnTemperatures> *temperatures_;
  std::size_t hottest_part_;
  ColumnDifference temperature_;
  std::optional<ColumnDifference> potential_;
  std::array<PointValues, 3> potential_gradient_; ///< of phi_+
};

} // namespace kelvolt

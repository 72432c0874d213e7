#pragma once

#include "reduction/krylov_basis.h"
#include "reduction/part_nodes.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// Estimates of what a projection on a rational Krylov space leaves open of the responses
/// of single places to steps. The error of a mean is bounded by energies (ResidualBound);
/// that of a place is not, since no energy bounds a value at a point.
///
/// With the residuals sum_a g_a rho_ai(s) of the model the error at a place l is
///
///     sum_a D_a(s) rho_ai(s),     D_a(s) = l^T (K + s M)^-1 g_a
///
/// of which rho is known, and D changes smoothly with s. It is found at some shifts for all
/// places at once, by solves that are as loose as an estimate may be; in between it is a
/// sum of decays, so that the error in time is known: its convolution with the inverse
/// transform of rho / s.
class PlaceErrors
{
public:
  /// @param basis whose present projection is the model; it must outlive this and not grow
  /// meanwhile @param times [s], rising @param n_inputs the first inputs of the model,
  /// where the steps are. Collective.
  PlaceErrors(KrylovBasis &basis, std::vector<double> times, std::size_t n_inputs);

  /// What takes from a state of the model, per mode, its value at a place, and then from
  /// the solutions by which errors are judged. Collective. @param l takes the value
  std::vector<double> gains(const Vector &l) const;
  /// The same of all nodes of a part. Collective.
  PartNodes nodes(const ScalarField &field, unsigned int part) const;

  /// Of the response of a place to a step of 1 W in the input at each time [K]. It is a
  /// multiple of the largest share of the self impedance at times near it, since the
  /// estimate has zeros where the error has none. @param gains of the place
  std::vector<double> of_place(std::size_t input, const std::vector<double> &gains) const;
  /// The same of the largest response of some nodes(), of which any may be the hottest that
  /// is it with its error. Collective.
  std::vector<double> of_highest(std::size_t input, const PartNodes &nodes) const;

private:
  void find_weights();

  const KrylovBasis &basis_;
  ReducedModel model_;
  std::vector<double> times_;
  std::vector<std::vector<double>> self_; ///< impedances, [input][time]
  std::size_t n_inputs_;
  std::vector<double> shifts_;
  /// [vector g, at all shifts one after the other]: the solutions there
  std::vector<Vector> solutions_;
  /// What each solution has of the error of a step, [input and time][solution].
  DenseMatrix weights_;
};

} // namespace kelvolt

#pragma once

#include "reduction/dense_matrix.h"

#include <vector>

namespace kelvolt
{

/// The Galerkin projection of M dT/dt + K T = B u on a basis V that is orthonormal in M, in
/// its modes: with V^T K V = Q diag(theta) Q^T
///
///     Z_ij(s) = b_i^T (K + s M)^-1 b_j  is taken for  sum_m b_mi b_mj / (s + theta_m)
///
/// where b_mi stands for the entry of Q^T V^T b_i. A load spread over a part and the mean
/// over it are the same vector, so that the model is symmetric, and its self impedances
/// only rise.
///
/// What the projection leaves of the equations is, for loads that do not change in time,
///
///     r_i(s) = b_i - (K + s M) V z_i(s) = sum_a g_a rho_ai(s)
///     rho_ai(s) = G_ai - sum_m h_ma b_mi / (s + theta_m),   sum_a g_a G_ai = b_i - M V V^T b_i
///
/// with the fixed vectors g_a: a rational Krylov space has no other residual. There are no
/// more of them than loads, and fewer where what V leaves of the loads depends on another:
/// loads of all parts of a package that keeps its heat add up to the uniform rise.
struct ReducedModel
{
  std::vector<double> rate; ///< theta_m [1/s], rising; 0: heat that cannot leave
  DenseMatrix gain;         ///< b_mi, [mode][input]
  DenseMatrix residual;     ///< h_ma, [mode][vector g]
  DenseMatrix unmatched;    ///< G_ai, [vector g][input]
  DenseMatrix mode;         ///< Q, [vector of the basis][mode]

  std::size_t n_modes() const
  {
    return rate.size();
  }
  std::size_t n_inputs() const
  {
    return gain.columns();
  }
  std::size_t n_residuals() const
  {
    return unmatched.rows();
  }

  /// Z_ij(s) [K/W], s > 0 or no rate is zero.
  double transfer(std::size_t i, std::size_t j, double s) const;
  /// Response to a step of 1 W [K].
  double step(std::size_t i, std::size_t j, double t) const;
  /// Its limit; infinite where the heat stays in a body that holds both.
  double steady(std::size_t i, std::size_t j) const;
  double rho(std::size_t a, std::size_t i, double s) const;
};

/// The coordinates in V of the state after a step of 1 W, per mode; at infinity without
/// those of heat that stays.
std::vector<double> step_state(const ReducedModel &model, std::size_t input, double t);

} // namespace kelvolt

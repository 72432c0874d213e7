#pragma once

#include "reduction/reduced_model.h"

#include <vector>

namespace kelvolt
{

/// E_ab(s) = g_a^T (K + s M)^-1 g_b at one real shift.
struct ResidualSample
{
  double shift = 0.;
  DenseMatrix energy;
};

/// Bounds in time the error that a projection leaves of the responses to steps.
///
/// With the residuals sum_a g_a rho_ai(s) of a ReducedModel, which is symmetric, the error
/// of Z_ij(s) is exactly
///
///     sum_ab rho_ai(s) E_ab(s) rho_bj(s),     E_ab(s) = g_a^T (K + s M)^-1 g_b
///
/// and that of the response to a step, with w_ai,bj the inverse transform of
/// rho_ai rho_bj / s, which is known in closed form,
///
///     sum_ab int_0^t w_ai,bj(t - x) E_ab(x) dx.
///
/// E_aa(x) is a sum of decaying exponentials with positive weights, so that it falls, and
/// every sample at a real shift bounds it at all times:
///
///     E_aa(x) <= s E_aa(s) / (1 - exp(-s x)),    E_aa(x) <= E_aa(0) = g_a^T M^-1 g_a
///
/// and |E_ab| <= sqrt(E_aa E_bb), which is close as the g_a are far from dependent. So the
/// bound holds with the constant 1, for any mesh and material; what remains is the
/// quadrature, whose sums are upper ones.
class ResidualBound
{
public:
  /// @param at_once g_a^T M^-1 g_a, or more @param first,last times of interest [s]
  ResidualBound(const ReducedModel &model,
                std::vector<ResidualSample> samples,
                std::vector<double> at_once,
                double first,
                double last);

  /// Of the response of i to a step of 1 W in j [K], at a time from `first` to `last`.
  double error(std::size_t i, std::size_t j, double t) const;

  /// A bound of E_aa(x).
  double energy(std::size_t a, double x) const;

private:
  std::size_t place(std::size_t a, std::size_t i, std::size_t b, std::size_t j) const
  {
    return ((a * n_inputs_ + i) * n_residuals_ + b) * n_inputs_ + j;
  }
  void tabulate(const ReducedModel &model);
  std::size_t interval(double u) const;
  double weight(std::size_t which, double u) const;
  double pair_error(std::size_t which, std::size_t a, std::size_t b, double t) const;

  std::size_t n_inputs_, n_residuals_;
  std::vector<ResidualSample> samples_;
  std::vector<double> at_once_;
  double first_, log_step_;
  std::vector<double> u_;              ///< grid of times, log spaced
  std::vector<std::vector<double>> w_; ///< [place()][time]: |w|
  std::vector<double> at_zero_;        ///< [place()]: |w(0)|
  std::vector<std::vector<double>> E_; ///< [a][time]: bounds
};

} // namespace kelvolt

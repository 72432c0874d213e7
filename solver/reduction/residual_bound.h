#pragma once

#include "reduction/rate_measure.h"
#include "reduction/reduced_model.h"

#include <vector>

namespace kelvolt
{

/// E_ab(s) = g_a^T (K + s M)^-1 g_b at one real shift, and -dE_ab/ds there, which is
/// y_a^T M y_b of the two solutions.
struct ResidualSample
{
  double shift = 0.;
  DenseMatrix energy, fall;
  double tolerance = 0.; ///< of the solves, relative in the energy norm
};

/// Where an error lies.
struct ErrorRange
{
  double least = 0., largest = 0.;

  /// Of a model that is that much higher.
  ErrorRange above(double difference) const
  {
    return {least - difference, largest - difference};
  }
  double size() const;
};

/// Bounds in time the error that a projection leaves of the responses to steps.
///
/// With the residuals sum_a g_a rho_ai(s) of a ReducedModel, which is symmetric, the error
/// of Z_ij(s), exact less projected, is
///
///     sum_ab rho_ai(s) E_ab(s) rho_bj(s),     E_ab(s) = g_a^T (K + s M)^-1 g_b
///
/// In the modes of the package, E_ab(s) = sum_k c_ka c_kb / (lambda_k + s), and the error
/// of the response to a step is
///
///     sum_k sum_ab c_ka c_kb f_ai,bj(lambda_k, t),
///     f_ai,bj(lambda, t) = int_0^t w_ai,bj(t - x) exp(-lambda x) dx
///
/// with w_ai,bj the inverse transform of rho_ai rho_bj / s, which is known in closed form.
/// Of the weights c_ka^2, and of (c_ka / alpha +- c_kb / beta)^2, whose difference is that
/// of a and b, no more is known than that they are not negative and have the moments of the
/// samples; what the error can be then is found for each of them by a RateMeasure. So the
/// bound holds with the constant 1, for any mesh and material, from both sides; what
/// remains is the quadrature, whose error is added.
class ResidualBound
{
public:
  /// @param times [s], rising
  ResidualBound(const ReducedModel &model, std::vector<double> times);

  /// What is known, in place of what was. @param at_once g_a^T M^-1 g_a, or more
  void take(const std::vector<ResidualSample> &samples, const std::vector<double> &at_once);

  /// Of the response of i to a step of 1 W in j [K], at each of the times. @param
  /// negligible what may be added to both ends at each time to save work; at times where
  /// it is infinite nothing is found
  std::vector<ErrorRange>
  ranges(std::size_t i, std::size_t j, const std::vector<double> &negligible);

private:
  /// The weights c_ka^2, or those of a pair and their scales.
  struct Weights
  {
    std::size_t a, b;
    double scale; ///< c_ka c_kb is that times the difference of both
    std::vector<RateMeasure> measures;
  };
  using PerRate = std::vector<double>;

  void set_grid();
  void tabulate(const ReducedModel &model);
  void set_steps();
  std::vector<double> kernel(std::size_t one, std::size_t other) const;
  static void extend(Weights &weights,
                     const PerRate &f,
                     const PerRate &open,
                     double negligible,
                     ErrorRange &sum);
  void add_range(Weights &weights,
                 std::size_t i,
                 std::size_t j,
                 const std::vector<double> &negligible,
                 std::vector<ErrorRange> &sum);

  std::size_t n_inputs_, n_residuals_;
  std::vector<double> times_, rates_;
  std::vector<double> u_;              ///< grid of times that holds them
  std::vector<std::vector<double>> w_; ///< [pair of terms][time of the grid]
  std::vector<double> at_zero_;        ///< [pair of terms]: w(0)
  /// Of the steps of the grid: exp(-lambda h), and what both ends of a linear w give.
  std::vector<PerRate> decay_, from_begin_, from_end_;
  std::vector<Weights> weights_;
};

} // namespace kelvolt

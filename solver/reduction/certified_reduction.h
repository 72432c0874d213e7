#pragma once

#include "reduction/krylov_basis.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// Of the solves at shifts, relative in the energy, where the answer hangs on its square.
constexpr double inner_tolerance = 5e-5;

/// What a reduced model is made for.
struct ReductionGoal
{
  double first = 0., last = 0.; ///< times [s]
  std::vector<double> times;    ///< at which the bound is judged
  /// Accepted bound of every response to a step, as a share of the geometric mean of the
  /// two self impedances at the same time.
  double within = 0.;
  double inner = inner_tolerance; ///< of the linear solves, relative
  std::size_t most_shifts = 60;
};

/// Real shifts that a model for these times needs: from a little below the slowest rate, or
/// what the last time sees of it, to what the hottest place follows at the first time.
struct ShiftRange
{
  double low = 0., high = 0.; ///< [1/s]
};
/// The lowest rate above zero [1/s]; 0 if there is none.
double slowest_rate(const ReducedModel &model);

ShiftRange shift_range(const KrylovBasis &basis, double first, double last);

/// The shifts of a basis above zero, rising.
std::vector<double> sorted_shifts(const KrylovBasis &basis);

/// Shifts of the bound itself, see reduce().
constexpr std::size_t shifts_of_bound = 4;

/// How many shifts above zero a bound within that share takes, usually, besides those of
/// the bound; at least 5.
std::size_t planned_shifts(const ShiftRange &range, double within);

/// Log spaced, rising, both ends.
std::vector<double> spread_shifts(const ShiftRange &range, std::size_t n);

/// The same for few multigrid hierarchies, which are made for one shift and serve those
/// near it: in groups, each with the one in its middle first.
/// @param shifts rising
std::vector<double> middles_first(const std::vector<double> &shifts);

/// Two models of one basis: `certified` has samples of what its residuals are; `delivered`
/// holds the shifts of the samples besides. The error of the first is bounded from both
/// sides, so that of the second is as well: they differ by what is known.
struct CertifiedReduction
{
  ReducedModel certified, delivered;
  double largest_bound = 0.; ///< share, see ReductionGoal::within
  double defect = 0.;        ///< KrylovBasis::residual_defect(), the largest found
  double inexactness = 0.;   ///< share that inner solves leave, in the root of the energy
  bool met = false;

  /// Whether a step of an input ends in a steady state.
  bool loses_heat(std::size_t input) const;
  /// Of a response of the delivered model to a step [K/W], at one of the goal's times.
  double error(std::size_t i, std::size_t j, std::size_t time) const;
  /// What of it inexact solves make.
  double inexact_error(std::size_t i, std::size_t j, std::size_t time) const;
  /// What is added to an estimate for a place [K]: the bound of the mean of the input,
  /// whose error is part of that of any place, and what inexact solves may make there of
  /// the response; of the steady state, which is solved for tightly, next to nothing.
  double place_excess(std::size_t input, std::size_t time) const;

  std::vector<double> times;
  /// Of the certified model [K/W]: of each pair of inputs, i >= j, row by row.
  std::vector<std::vector<ErrorRange>> ranges;

  /// That of which errors are shares [K/W]: the mean of both self impedances.
  double scale(std::size_t i, std::size_t j, std::size_t time) const;
  double share(std::size_t i, std::size_t j, std::size_t time) const
  {
    return error(i, j, time) / scale(i, j, time);
  }
  /// Takes into account where else an error of the certified model lies.
  void narrow(std::size_t i, std::size_t j, std::size_t time, const ErrorRange &range);
};

/// Refines a basis that holds some shifts of the range, and the steady solution where there
/// is one, until the bound meets the goal: log-spaced shifts between the ones that it has,
/// then four more (up to six) to find the bound, and further ones one by one where it is
/// worst. Where these do not help, all begins anew with what there is. Collective.
CertifiedReduction reduce(KrylovBasis &basis, const ReductionGoal &goal);

} // namespace kelvolt

#pragma once

#include "reduction/krylov_basis.h"

#include <memory>
#include <vector>

namespace kelvolt
{

/// What a reduced model is made for.
struct ReductionGoal
{
  double first = 0., last = 0.; ///< times [s]
  std::vector<double> times;    ///< at which the bound is judged
  /// Accepted bound of every response to a step, as a share of the geometric mean of the
  /// two self impedances at the same time.
  double within = 0.;
  double inner = 1e-4; ///< relative tolerance of the linear solves
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

/// How many shifts above zero a bound within that share takes, usually; odd, at least 5.
std::size_t planned_shifts(const ShiftRange &range, double within);

/// Log spaced, rising, both ends.
std::vector<double> spread_shifts(const ShiftRange &range, std::size_t n);

/// Two models of one basis: `certified` is bounded; `delivered` has the shifts besides that
/// were solved for the bound, and is bounded by that and its distance from the other.
struct CertifiedReduction
{
  ReducedModel certified, delivered;
  std::unique_ptr<ResidualBound> bound;
  double largest_bound = 0.; ///< share, see ReductionGoal::within
  double defect = 0.;        ///< KrylovBasis::residual_defect(), the largest found
  double inexactness = 0.;   ///< share that inner solves leave, in the root of the energy
  bool met = false;

  /// Of a response of the delivered model to a step [K/W].
  double error(std::size_t i, std::size_t j, double t) const;
};

/// Refines a basis that holds some shifts of the range, and the steady solution where there
/// is one, until the bound meets the goal: log-spaced shifts between the ones that it has,
/// then where the bound says so. Collective.
CertifiedReduction reduce(KrylovBasis &basis, const ReductionGoal &goal);

} // namespace kelvolt

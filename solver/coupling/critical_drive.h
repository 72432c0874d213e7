#pragma once

#include "coupling/solve_coupled.h"

#include <functional>
#include <optional>
#include <vector>

namespace kelvolt
{

/// Temperature and potential of a coupled problem.
struct CoupledFields
{
  Vector temperature, potential;
};

CoupledFields present_fields(const CoupledProblem &problem);

/// One solution at a share of the drive.
struct DriveProbe
{
  double scale = 0.; ///< of all given voltages and currents
  bool steady = false;
  bool lost_by_rise = false; ///< the temperature grew without bound
  int iterations = 0;
  /// Smallest relative heat imbalance on the way. Where there is no steady state it stays
  /// of the size of the missing drive; a tiny one would tell of slow convergence instead.
  double least_imbalance = 1.;
};

/// Between which drives the steady state ends, as multiples of all given voltages and
/// currents together.
struct CriticalDrive
{
  double steady = 0.; ///< largest scale at which a steady state was found
  double lost = 1.;   ///< smallest scale at which none was found
  /// true: at `lost` the temperature rose beyond what the iteration allows, which need not
  /// mean that there is no steady state further up.
  bool lost_by_rise = false;
  /// true: there is a steady state at the whole drive after all; the problems hold it.
  bool reaches_one = false;
  /// At the scale `steady`; the problems hold it too.
  CoupledSolution state;
};

/// Width of the bracket relative to `lost`.
constexpr double critical_drive_width = 5e-3;

/// Follows the steady state from small drives upwards, every solution starting from the
/// largest drive solved before, and halves the interval in which it ends until it is
/// narrower than critical_drive_width.
///
/// @param problem with terminals
/// @param start fields for the first solution, such as those of the unheated package with
/// the loads that the problems hold
/// @param guesses scales to try first, in this order
/// @param seconds after which the bracket stays as wide as it is by then
/// @return nothing if even a billionth of the drive has no solution: then it is not the
/// drive that is to blame. The electric problem keeps its loads, scaled by `steady`.
/// Collective.
std::optional<CriticalDrive>
find_critical_drive(const CoupledProblem &problem,
                    const CoupledFields &start,
                    const std::vector<double> &guesses,
                    double seconds,
                    const std::function<void(const DriveProbe &)> &progress);

} // namespace kelvolt

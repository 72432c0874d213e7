#pragma once

#include "coupling/time_step.h"
#include "output/checkpoint.h"
#include "results/history.h"
#include "results/summary.h"

#include <utility>
#include <vector>

namespace kelvolt
{

/// What a run has found on its way through time.
struct TransientRecord
{
  Summary summary; ///< with the histories so far
  Summary last;    ///< at the last accepted step
  std::vector<TransientStepRecord> steps;
  HeatOverTime heat;
  double rise = 0.;                                      ///< largest so far [K]
  std::vector<std::pair<double, double>> errors_in_time; ///< at accepted steps [s, K]
  std::vector<double> worst_bars;                        ///< per goal, over the saved times

  TimeSteps &time();

  /// The largest error of any temperature in the later half of the time up to t [K]. What
  /// steps of different signs cancel at this instant was there a moment ago.
  double recent_error(double t) const;

  /// Throws a sentence if heat or current of a step, or of the run, do not add up.
  /// @param of what, as the subject of the sentence @param t its end [s]
  void audit(const HeatOverTime &of_what, const std::string &of, double t) const;

  void keep_in(Checkpoint &state) const;
  /// @throws std::out_of_range, DamagedResult if it was not kept so
  static TransientRecord kept_in(const Checkpoint &state);
};

} // namespace kelvolt

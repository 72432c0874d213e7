#pragma once

#include "results/error_bar.h"
#include "results/quantity.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What one mesh says of one goal.
struct GoalRecord
{
  MeshEstimate asked;
  double error = 0.;     ///< the error bar
  bool reliable = false; ///< see ErrorBar
};

/// One cycle of the adaptive loop.
struct CycleRecord
{
  unsigned long long cells = 0, dofs = 0;
  double max_temperature = 0.;   ///< [K]
  std::vector<GoalRecord> goals; ///< in the order of the case
  unsigned int nonlinear_iterations = 0, linear_iterations = 0;
  double seconds = 0.; ///< since the start of the run
};

/// history.csv: one row per cycle, columns with units.
/// @param goals one or more
std::string history_csv(const std::vector<Quantity> &goals,
                        const std::vector<CycleRecord> &cycles);

} // namespace kelvolt

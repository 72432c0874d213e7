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
  double value = 0.;     ///< corrected
  double error = 0.;     ///< its error bar
  double confirmed = 0.; ///< the bar with a second opinion that agrees
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

/// One step in time that was accepted. Heat is what flowed and was made in it, over its
/// length.
struct TransientStepRecord
{
  double time = 0.;                      ///< at its end [s]
  double step = 0.;                      ///< its length [s]
  double max_temperature = 0.;           ///< [K]
  std::vector<double> mean_temperatures; ///< of the parts, in the order of the case [K]
  double heat_in = 0., heat_out = 0., heat_stored = 0.; ///< [W]
  double time_error = 0.;    ///< of all steps so far, of the largest temperature [K]
  unsigned int rejected = 0; ///< steps that were tried before it
  unsigned int nonlinear_iterations = 0, linear_iterations = 0;
  double seconds = 0.; ///< since the start of the run
};

/// history.csv of a transient run: its head, and one row per accepted step, so that a file
/// can grow with the run.
/// @param parts names, in the order of the case
std::string transient_history_head(const std::vector<std::string> &parts);
std::string transient_history_row(std::size_t number, const TransientStepRecord &step);

/// The whole of it. @param parts names, in the order of the case
std::string transient_history_csv(const std::vector<std::string> &parts,
                                  const std::vector<TransientStepRecord> &steps);

/// history.csv of a steady run: one row per cycle, columns with units.
/// @param goals one or more
std::string history_csv(const std::vector<Quantity> &goals,
                        const std::vector<CycleRecord> &cycles);

} // namespace kelvolt

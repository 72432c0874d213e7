#pragma once

#include "accuracy/error_bar.h"
#include "case/case.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// One cycle of the adaptive loop.
struct CycleRecord
{
  unsigned long long cells = 0, dofs = 0;
  double max_temperature = 0.; ///< [K]
  MeshEstimate asked;          ///< of the quantity whose accuracy is asked for
  double error = 0.;           ///< its error bar
  bool reliable = false;       ///< see ErrorBar
  unsigned int nonlinear_iterations = 0, linear_iterations = 0;
  double seconds = 0.; ///< since the start of the run
};

/// history.csv: one row per cycle, columns with units.
std::string history_csv(const Quantity &of, const std::vector<CycleRecord> &cycles);

} // namespace kelvolt

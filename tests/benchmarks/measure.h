#pragma once

#include "message_count.h"
#include "model.h"

#include <utility>
#include <vector>

namespace kelvolt
{

/// Processor seconds of the busiest rank.
struct Measurement
{
  double unknowns = 0.;
  int iterations = 0; ///< to 1e-10 of the residual
  bool converged = true;
  double assembly = 0., set_up = 0., solve = 0.;
  double apply = 0.; ///< one application of the operator
  double cycle = 0.; ///< one application of the preconditioner
  /// Growth of the resident memory at its highest, over all ranks.
  double bytes = 0.;

  double total() const
  {
    return assembly + set_up + solve;
  }
};

/// Kelvolt's solver for a random right-hand side. Collective.
Measurement measure_kelvolt(const Model &model);

/// What this rank sends in the steps of a solve to 1e-10, by their names: set-up of the
/// hierarchy, one application of the operator, one cycle, and the mean iteration.
/// Collective.
std::vector<std::pair<const char *, MessageCount>> count_messages(const Model &model);

/// The assembled matrix with PETSc's CG and BoomerAMG as they come, at most 1000
/// iterations. Collective.
Measurement measure_baseline(const Model &model);

/// Bytes per second of a[i] = b[i] + s c[i] over large arrays, all ranks at once.
double triad_bandwidth(MPI_Comm communicator);

} // namespace kelvolt

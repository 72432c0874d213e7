#pragma once

#include "commands/case_input.h"
#include "commands/command.h"
#include "results/impedance.h"

#include <string>

namespace kelvolt
{

/// What `kelvolt compact` is asked to do.
struct CompactOptions
{
  CaseOptions input;
  ImpedanceRequest impedance;       ///< `within` is what the mesh may leave
  double lowest = 0., highest = 0.; ///< of every film [W/m2/K]
  double within = 1e-3;             ///< accepted bound of the projection
  std::string directory;            ///< empty: as the case says
  bool quiet = false;
};

using CompactCommand =
    std::function<ExitStatus(const CompactOptions &, const ProgramArguments &)>;

/// @param run what computes
Command add_compact(CLI::App &program, const CompactCommand &run);

} // namespace kelvolt

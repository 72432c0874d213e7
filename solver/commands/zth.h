#pragma once

#include "commands/case_input.h"
#include "commands/command.h"
#include "results/impedance.h"

#include <string>

namespace kelvolt
{

/// What `kelvolt zth` is asked to do.
struct ZthOptions
{
  CaseOptions input;
  ImpedanceRequest request;
  std::string directory;  ///< empty: as the case says
  unsigned int terms = 0; ///< of the networks in tables; 0: exact
  bool quiet = false;
  bool verbose = false;
};

using ZthCommand = std::function<ExitStatus(const ZthOptions &, const ProgramArguments &)>;

/// @param run what computes
Command add_zth(CLI::App &program, const ZthCommand &run);

} // namespace kelvolt

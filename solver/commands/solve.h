#pragma once

#include "commands/case_input.h"
#include "commands/command.h"

#include <string>

namespace kelvolt
{

/// What `kelvolt solve` is asked to do.
struct SolveOptions
{
  CaseOptions input;
  std::string directory; ///< empty: as the case says
  bool resume = false;
  double checkpoint_minutes = 10.; ///< between two states that are kept
  bool quiet = false;
  bool verbose = false;
  bool profile = false;
};

using SolveCommand =
    std::function<ExitStatus(const SolveOptions &, const ProgramArguments &)>;

/// @param run what computes
Command add_solve(CLI::App &program, const SolveCommand &run);

} // namespace kelvolt

#pragma once

#include "commands/compact.h"
#include "commands/exit_status.h"
#include "commands/solve.h"
#include "commands/verify.h"
#include "commands/zth.h"

namespace kelvolt
{

/// The sub-commands that compute: all that needs MPI and finite elements.
struct Computations
{
  SolveCommand solve;
  VerifyCommand verify;
  ZthCommand zth;
  CompactCommand compact;
};

/// Does what the command line asks for. Says on standard error what is wrong with it.
ExitStatus run_program(int argc, char **argv, const Computations &computations);

} // namespace kelvolt

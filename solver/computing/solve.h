#pragma once

#include "commands/solve.h"

namespace kelvolt
{

/// Reads, judges, solves, and writes the result directory, or nothing. Starts MPI.
ExitStatus solve(const SolveOptions &options, const ProgramArguments &arguments);

} // namespace kelvolt

#pragma once

#include "commands/zth.h"

namespace kelvolt
{

/// Reads, judges, finds the impedances, and writes the result directory, or nothing. Starts
/// MPI.
ExitStatus zth(const ZthOptions &options, const ProgramArguments &arguments);

} // namespace kelvolt

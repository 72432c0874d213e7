#pragma once

#include "commands/compact.h"

namespace kelvolt
{

/// Reads, judges, makes the model, and writes the result directory, or nothing. Starts MPI.
ExitStatus compact(const CompactOptions &options, const ProgramArguments &arguments);

} // namespace kelvolt

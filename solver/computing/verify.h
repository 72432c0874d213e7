#pragma once

#include "commands/verify.h"

namespace kelvolt
{

/// Solves the problems and compares. Starts MPI.
ExitStatus verify(const VerifyOptions &options, const ProgramArguments &arguments);

} // namespace kelvolt

#pragma once

#include "commands/command.h"
#include "output/run_log.h"

namespace kelvolt
{

/// A collective command, on every rank.
using CollectiveCommand = std::function<ExitStatus(RunLog &)>;

/// Starts MPI, runs the command and says why it failed; then all ranks return the same
/// status. @param quiet Say nothing but errors
ExitStatus run_with_mpi(const ProgramArguments &arguments,
                        bool quiet,
                        const CollectiveCommand &command);

} // namespace kelvolt

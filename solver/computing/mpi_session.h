#pragma once

#include "commands/command.h"
#include "computing/stop_signals.h"
#include "console/run_log.h"

namespace kelvolt
{

/// What a collective command works with, on every rank.
struct MpiSession
{
  bool first_rank;
  RunLog &log;
  StopSignals &signals;
};

using CollectiveCommand = std::function<ExitStatus(MpiSession)>;

/// Starts MPI, runs the command and says why it failed; then all ranks return the same
/// status. @param console what the first rank shows; the others are silent
ExitStatus run_with_mpi(const ProgramArguments &arguments,
                        RunLog::Console console,
                        const CollectiveCommand &command);

} // namespace kelvolt

#pragma once

#include "commands/exit_status.h"

namespace kelvolt
{

/// The whole program: parses the command line and runs the sub-command. The only place that
/// turns errors outside MPI into an exit status.
ExitStatus run_program(int argc, char **argv);

} // namespace kelvolt

#include "commands/mpi_session.h"

#include "case/case_problem.h"

#include <deal.II/base/mpi.h>

#include <iostream>

namespace kelvolt
{

ExitStatus run_with_mpi(const ProgramArguments &arguments,
                        const bool quiet,
                        const CollectiveCommand &command)
{
  ProgramArguments given = arguments;
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(given.count, given.words, 1);
  const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  using Console = RunLog::Console;
  RunLog log(!first_rank ? Console::silent : quiet ? Console::errors_only : Console::full);
  try
  {
    return command(log);
  }
  catch (const InputError &error)
  {
    log.error(error.what());
    return ExitStatus::bad_input;
  }
  catch (const std::exception &error)
  {
    log.error(error.what());
    // An error that only this rank met would leave the others waiting for ever.
    if (dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD) > 1)
    {
      if (!first_rank)
        std::cerr << error.what() << std::endl;
      MPI_Abort(MPI_COMM_WORLD, static_cast<int>(ExitStatus::failed));
    }
    return ExitStatus::failed;
  }
}

} // namespace kelvolt

#include "computing/mpi_session.h"

#include "case/case_problem.h"
#include "computing/start_conditions.h"

#include <deal.II/base/mpi.h>

#include <iostream>
#include <new>

namespace kelvolt
{

ExitStatus run_with_mpi(const ProgramArguments &arguments,
                        const RunLog::Console console,
                        const CollectiveCommand &command)
{
  prepare_start();
  StopSignals signals;
  ProgramArguments given = arguments;
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(given.count, given.words, 1);
  const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  if (!first_rank)
    signals.on_stop([] { return std::string(); });
  RunLog log(first_rank ? console : RunLog::Console::silent);
  try
  {
    return command({first_rank, log, signals});
  }
  catch (const InputError &error)
  {
    signals.hold();
    log.error(error.what());
    return ExitStatus::bad_input;
  }
  catch (const std::exception &error)
  {
    signals.hold();
    log.error(dynamic_cast<const std::bad_alloc *>(&error) != nullptr
                  ? "There is not enough memory; ulimit -v may limit it."
                  : error.what());
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

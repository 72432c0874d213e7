#include "collective_failure.h"

#include <deal.II/base/mpi.h>

#include <exception>

namespace kelvolt
{

std::string failure_of(const std::function<void()> &action)
{
  try
  {
    action();
    return {};
  }
  catch (const std::exception &error)
  {
    return error.what();
  }
}

std::string first_failure(const MPI_Comm communicator, const std::string &own)
{
  namespace MPI = dealii::Utilities::MPI;
  const unsigned int none = MPI::n_mpi_processes(communicator);
  const unsigned int rank = MPI::this_mpi_process(communicator);
  const unsigned int first = MPI::min(own.empty() ? none : rank, communicator);
  return first == none ? std::string() : MPI::broadcast(communicator, own, first);
}

} // namespace kelvolt

#include "run/collective_error.h"

#include "case/case_problem.h"
#include "case/law_out_of_range.h"

#include <deal.II/base/mpi.h>

#include <stdexcept>
#include <string>

namespace kelvolt
{

void run_on_all_ranks(MPI_Comm communicator, const std::function<void()> &work)
{
  namespace mpi = dealii::Utilities::MPI;
  std::string message;
  std::vector<CaseProblem> problems;
  bool out_of_range = false;
  try
  {
    work();
  }
  catch (const InputError &error)
  {
    message = error.what();
    problems = error.problems();
  }
  catch (const LawOutOfRange &error)
  {
    message = error.what();
    out_of_range = true;
  }
  catch (const std::exception &error)
  {
    message = error.what();
    if (message.empty())
      message = "An error without a message.";
  }
  const unsigned int nobody = mpi::n_mpi_processes(communicator);
  const unsigned int first = mpi::min(
      message.empty() ? nobody : mpi::this_mpi_process(communicator), communicator);
  if (first == nobody)
    return;
  const bool bad_input = mpi::broadcast(communicator, !problems.empty(), first);
  if (bad_input)
    throw InputError(problems); // its text is known on the rank that found it
  message = mpi::broadcast(communicator, message, first);
  if (mpi::broadcast(communicator, out_of_range, first))
    throw LawOutOfRange(message);
  throw std::runtime_error(message);
}

} // namespace kelvolt

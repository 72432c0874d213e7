#include "case/case_problem.h"
#include "run/collective_error.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

using dealii::Utilities::MPI::n_mpi_processes;
using dealii::Utilities::MPI::this_mpi_process;

// One rank fails, all ranks throw its message: none is left waiting at the next collective
// call.
TEST(CollectiveError, AllRanksThrowWhatOneFound)
{
  const unsigned int last = n_mpi_processes(MPI_COMM_WORLD) - 1;
  try
  {
    run_on_all_ranks(MPI_COMM_WORLD,
                     [&]
                     {
                       if (this_mpi_process(MPI_COMM_WORLD) == last)
                         throw std::runtime_error("The disk is full.");
                     });
    FAIL() << "no error";
  }
  catch (const std::runtime_error &error)
  {
    EXPECT_STREQ(error.what(), "The disk is full.");
  }
}

// Bad input stays bad input on every rank, so that all leave with the same exit status.
TEST(CollectiveError, KeepsTheKindOfError)
{
  const unsigned int last = n_mpi_processes(MPI_COMM_WORLD) - 1;
  const auto work = [&]
  {
    if (this_mpi_process(MPI_COMM_WORLD) == last)
      throw InputError({CaseProblem{{"a.yaml", 3}, "the part 'x'", "a known part", ""}});
  };
  EXPECT_THROW(run_on_all_ranks(MPI_COMM_WORLD, work), InputError);
}

TEST(CollectiveError, PassesWithoutErrors)
{
  int calls = 0;
  EXPECT_NO_THROW(run_on_all_ranks(MPI_COMM_WORLD, [&] { ++calls; }));
  EXPECT_EQ(calls, 1);
}

} // namespace
} // namespace kelvolt

// main() of the test executables that run under MPI: the result is the worst of all ranks.

#include <deal.II/base/logstream.h>
#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <iostream>

namespace
{

/// The printer of all ranks but the first: failures only, with the rank.
class FailurePrinter : public testing::EmptyTestEventListener
{
public:
  explicit FailurePrinter(unsigned int rank) : rank_(rank) {}

  void OnTestPartResult(const testing::TestPartResult &result) override
  {
    if (result.failed())
      std::cerr << "rank " << rank_ << ": " << result.file_name() << ":"
                << result.line_number() << ": " << result.summary() << std::endl;
  }

private:
  unsigned int rank_;
};

void print_failures_only(unsigned int rank)
{
  testing::TestEventListeners &listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new FailurePrinter(rank));
}

} // namespace

int main(int argc, char **argv)
{
  testing::InitGoogleTest(&argc, argv);
  if (GTEST_FLAG_GET(list_tests)) // the build asks this; it needs no MPI
    return RUN_ALL_TESTS();

  const dealii::Utilities::MPI::MPI_InitFinalize mpi(argc, argv, 1);
  dealii::deallog.depth_console(0);
  const unsigned int rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD);
  if (rank != 0)
    print_failures_only(rank);
  return dealii::Utilities::MPI::max(RUN_ALL_TESTS(), MPI_COMM_WORLD);
}

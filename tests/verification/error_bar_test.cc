#include "verification_case.h"
#include "verify/error_bar_check.h"

namespace kelvolt
{
namespace
{

// A sample of the generated packages, of `kelvolt verify --error-bars`: each family once.
// The truth is degree 4 on another mesh, twenty times as close.
TEST(ErrorBars, HoldOnGeneratedPackages)
{
  RunLog log(RunLog::Console::silent);
  const auto runs = check_generated_bars(MPI_COMM_WORLD, GeneratedSet::boxes, 12, 12, log);
  EXPECT_TRUE(bars_hold(runs));
  for (const ErrorBarRun &run : runs)
    EXPECT_TRUE(run.covered()) << run.problem << ": off by " << run.error << ", bar "
                               << run.bar;
}

// The same of packages with round and slanted outlines, each family once.
TEST(ErrorBars, HoldOnGeneratedOutlines)
{
  RunLog log(RunLog::Console::silent);
  const auto runs =
      check_generated_bars(MPI_COMM_WORLD, GeneratedSet::outlines, 20, 10, log);
  EXPECT_TRUE(bars_hold(runs));
  for (const ErrorBarRun &run : runs)
    EXPECT_TRUE(run.covered()) << run.problem << ": off by " << run.error << ", bar "
                               << run.bar;
}

} // namespace
} // namespace kelvolt

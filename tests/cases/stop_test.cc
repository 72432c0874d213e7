#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <fstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Stop : public testing::Test
{
protected:
  RunOptions in_scratch() const
  {
    RunOptions options;
    options.directory = scratch_.path();
    return options;
  }

  ProgramRun shell(const std::string &line) const
  {
    return run_shell("bar=" + bar_ + "\n" + line, scratch_.path());
  }

  /// How long the whole run takes.
  milliseconds solve() const
  {
    const auto start = Clock::now();
    EXPECT_EQ(run_kelvolt({"solve", bar_, "-o", "results"}, in_scratch()).status, 0);
    return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
  }

  std::string summary() const
  {
    return read_file(scratch_.path() / "results/summary.json");
  }

  const ScratchDirectory scratch_;
  const std::string bar_ = fs::path(KELVOLT_SOURCE_DIR) / "tests/cases/heated_bar.yaml";
};

// SIGINT, SIGTERM and SIGHUP at several moments: the process ends by that signal, the
// earlier result stands (or the new one, if it was in place already), nothing lies beside
// it; and once the run has begun, one sentence says so.
TEST_F(Stop, ASignalLeavesNothingBehind)
{
  const milliseconds duration = solve();
  std::string earlier = summary();
  constexpr int moments = 8;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
  {
    int said = 0;
    for (int i = 1; i < moments; ++i)
    {
      RunOptions options = in_scratch();
      options.kill_after = duration * i / moments;
      options.signal = signal;
      const ProgramRun run =
          run_kelvolt({"solve", bar_, "-o", "results", "--quiet"}, options);
      EXPECT_THAT(run.status, testing::AnyOf(0, -signal)) << run.errors;
      EXPECT_THAT(scratch_.entries(), ElementsAre("results"));
      if (!run.errors.empty())
      {
        ++said;
        EXPECT_THAT(run.errors, testing::StartsWith("kelvolt: stopped by SIG"));
        EXPECT_EQ(std::count(run.errors.begin(), run.errors.end(), '\n'), 1) << run.errors;
      }
      if (run.status == 0 || run.errors.find("is complete") != std::string::npos)
        earlier = summary();
      EXPECT_EQ(summary(), earlier);
    }
    EXPECT_GE(said, 1);
  }
}

// Under mpirun as well, where the signal reaches mpirun.
TEST_F(Stop, ASignalToMpirunLeavesNothingBehind)
{
  RunOptions options = in_scratch();
  options.ranks = 2;
  const auto start = Clock::now();
  ASSERT_EQ(run_kelvolt({"solve", bar_, "-o", "results"}, options).status, 0);
  const auto duration = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
  options.signal = SIGTERM;
  for (int i = 2; i < 5; ++i)
  {
    options.kill_after = duration * i / 5;
    const ProgramRun run = run_kelvolt({"solve", bar_, "-o", "results"}, options);
    EXPECT_THAT(scratch_.entries(), ElementsAre("results")) << run.output << run.errors;
    EXPECT_THAT(summary(), testing::StartsWith("{"));
  }
}

// nohup: a caller that ignores SIGHUP gets its result.
TEST_F(Stop, AnIgnoredSignalIsIgnored)
{
  const milliseconds duration = solve();
  fs::remove_all(scratch_.path() / "results");
  RunOptions options = in_scratch();
  options.kill_after = duration / 2;
  options.signal = SIGHUP;
  const auto before = std::signal(SIGHUP, SIG_IGN);
  const ProgramRun run = run_kelvolt({"solve", bar_, "-o", "results"}, options);
  std::signal(SIGHUP, before);
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(scratch_.entries(), ElementsAre("results"));
}

// A reader that goes away, as `| head` does, ends neither the run nor its result.
TEST_F(Stop, AClosedPipeDoesNotStopARun)
{
  const ProgramRun run =
      shell("$kelvolt solve $bar -o results | true; echo ${PIPESTATUS[0]}");
  EXPECT_EQ(run.output, "0\n") << run.errors;
  EXPECT_THAT(summary(), HasSubstr("\"ok\""));
  EXPECT_THAT(scratch_.entries(), ElementsAre("results"));
}

// A second run to the same directory, while the first still computes, is bad input: it
// names the process and the host of the first, which ends well.
TEST_F(Stop, ASecondRunIsRefused)
{
  const ProgramRun run = shell(
      "$kelvolt solve $bar -o results --set accuracy.within='1e-6 K' --quiet & first=$!\n"
      "until [ -e .results.lock ]; do sleep 0.01; done; kill -STOP $first\n"
      "$kelvolt solve $bar -o results; echo $?; kill -CONT $first; echo $first; wait "
      "$first");
  EXPECT_EQ(run.status, 0) << run.errors;
  const std::string first = run.output.substr(run.output.find('\n') + 1);
  EXPECT_THAT(run.errors,
              HasSubstr("process " + first.substr(0, first.find('\n')) + " on "));
  EXPECT_THAT(run.output, testing::StartsWith("Kelvolt"));
}

// Where there is no environment, no PATH and no network name, one rank starts all the same.
TEST_F(Stop, StartsWithoutAnEnvironment)
{
  const ProgramRun run = shell("env -i $kelvolt solve $bar -o results --quiet");
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.errors, IsEmpty());
}

} // namespace
} // namespace kelvolt

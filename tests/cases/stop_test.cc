#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
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
// earlier result stands (or the new one, if it was in place already), and nothing lies
// beside it.
TEST_F(Stop, ASignalLeavesNothingBehind)
{
  const milliseconds duration = solve();
  std::string earlier = summary();
  constexpr int moments = 8;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    for (int i = 1; i < moments; ++i)
    {
      RunOptions options = in_scratch();
      options.kill_after = duration * i / moments;
      options.signal = signal;
      const ProgramRun run =
          run_kelvolt({"solve", bar_, "-o", "results", "--quiet"}, options);
      EXPECT_THAT(run.status, testing::AnyOf(0, -signal)) << run.errors;
      EXPECT_THAT(scratch_.entries(), ElementsAre("results"));
      // A signal that comes behind the end of the work finds the new result in place.
      const std::string now = summary();
      if (now != earlier)
      {
        EXPECT_THAT(now, AllOf(HasSubstr("\"status\": \"ok\""), EndsWith("}\n")));
      }
      earlier = now;
    }
}

// Once the run has begun to write, one sentence says what became of it. A shell sees 128 +
// the number of the signal.
TEST_F(Stop, ASignalIsToldInOneSentence)
{
  for (const std::string signal : {"TERM", "HUP"})
  {
    const ProgramRun run = shell(
        "$kelvolt solve $bar -o results --quiet --set mesh.size_factor=0.3 & first=$!\n"
        "until compgen -G '.results.partial-*' >/dev/null; do kill -0 $first || exit; "
        "done\n"
        "kill -" +
        signal + " $first; wait $first 2>/dev/null; echo $?");
    EXPECT_EQ(run.output, signal == "TERM" ? "143\n" : "129\n");
    EXPECT_THAT(run.errors,
                HasSubstr("kelvolt: stopped by SIG" + signal + "; nothing was "));
    EXPECT_THAT(scratch_.entries(), IsEmpty());
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
      "$kelvolt solve $bar -o results --quiet --set mesh.size_factor=0.3 & first=$!\n"
      "until compgen -G '.results.partial-*' >/dev/null; do kill -0 $first || exit; done\n"
      "kill -STOP $first; $kelvolt solve $bar -o results --quiet; echo $? $first\n"
      "kill -CONT $first; wait $first");
  EXPECT_EQ(run.status, 0) << run.errors;
  ASSERT_THAT(run.output, testing::StartsWith("2 "));
  const std::string first = run.output.substr(2, run.output.find('\n') - 2);
  EXPECT_THAT(run.errors, HasSubstr("process " + first + " on "));
}

// Where MPI would abort, one sentence says what is wrong, and the status is 1.
TEST_F(Stop, SaysWhyItCannotStart)
{
  const std::vector<std::pair<std::string, std::string>> conditions = {
      {"ulimit -n 12", "ulimit -n"},
      {"ulimit -s 64", "ulimit -s"},
      {"mkdir gone; cd gone; rmdir ../gone", "current directory"},
      {"export SLURM_STEP_ID=0 SLURM_STEP_NUM_TASKS=2 SLURM_NODELIST=a SLURM_JOBID=1",
       "srun --mpi=pmix"}};
  for (const auto &[condition, word] : conditions)
  {
    const ProgramRun run = shell(condition + "; $kelvolt solve $bar -o results");
    EXPECT_EQ(run.status, 1) << condition;
    EXPECT_THAT(run.errors, testing::StartsWith("error: ")) << condition;
    EXPECT_THAT(run.errors, HasSubstr(word));
    EXPECT_EQ(std::count(run.errors.begin(), run.errors.end(), '\n'), 1) << run.errors;
    EXPECT_THAT(run.output, IsEmpty());
  }
  EXPECT_EQ(
      shell("SLURM_STEP_ID=0 SLURM_NODELIST=a SLURM_JOBID=1 $kelvolt solve $bar").status,
      0);
}

// Where there is no environment, no PATH and no network name, one rank starts all the same.
TEST_F(Stop, StartsWithoutAnEnvironment)
{
  const ProgramRun run = shell("env -i $kelvolt solve $bar -o results --quiet");
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.errors, IsEmpty());
}

// MPI's directory for temporary files is shared by all runs of a machine, and one that ends
// removes it while another starts: a run alone must not need it. Where there is none, it
// can tell.
TEST_F(Stop, StartsWithoutAPlaceForTemporaryFiles)
{
  for (const std::string input : {"$bar", KELVOLT_SOURCE_DIR "/cases/pulsed_bar/case.yaml"})
  {
    const ProgramRun run =
        shell("TMPDIR=/missing $kelvolt solve " + input + " -o results --quiet");
    EXPECT_EQ(run.status, 0) << run.errors;
    EXPECT_THAT(run.errors, IsEmpty());
  }
}

} // namespace
} // namespace kelvolt

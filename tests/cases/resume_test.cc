#include "program_run.h"
#include "results/result_from_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <csignal>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const char *const pulsed_bar = KELVOLT_SOURCE_DIR "/cases/pulsed_bar/case.yaml";
const char *const l_bend = KELVOLT_SOURCE_DIR "/tests/verification/l_bend.yaml";

class Resume : public testing::Test
{
protected:
  std::vector<std::string> arguments(const std::string &directory,
                                     const std::vector<std::string> &further = {}) const
  {
    // The state is kept about as often as that can be done.
    std::vector<std::string> all{"solve",
                                 pulsed_bar,
                                 "-o",
                                 directory,
                                 "--quiet",
                                 "--set",
                                 "study.transient.tolerance=0.005 K",
                                 "--checkpoint-every",
                                 "0.002"};
    all.insert(all.end(), further.begin(), further.end());
    return all;
  }

  RunOptions on(int ranks) const
  {
    RunOptions options;
    options.ranks = ranks;
    options.directory = scratch_.path();
    return options;
  }

  /// The ranks of an mpirun that was killed live on for a moment, and as long as they do
  /// the run is refused.
  ProgramRun resume(const RunOptions &options) const
  {
    for (;;)
    {
      ProgramRun run = run_kelvolt(arguments("result", {"--resume"}), options);
      if (run.status != 2 || run.errors.find("another run is writing") == std::string::npos)
        return run;
    }
  }

  Summary summary(const std::string &directory) const
  {
    return result_from_file(scratch_.path() / directory / "summary.json");
  }

  /// Largest difference of any temperature of a history, as a share of the bar of either.
  double difference(const Summary &one, const Summary &other) const
  {
    EXPECT_EQ(one.transient->times, other.transient->times);
    double largest = 0.;
    const auto compare = [&](const auto &a, const auto &b)
    {
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest,
                           std::abs(a[i].value - b[i].value) /
                               std::min(a[i].error_or_zero(), b[i].error_or_zero()));
    };
    for (std::size_t part = 0; part < one.parts.size(); ++part)
    {
      const auto &a = one.parts[part], &b = other.parts[part];
      compare(a.max_temperature_history, b.max_temperature_history);
      compare(a.mean_temperature_history, b.mean_temperature_history);
    }
    return largest;
  }

  const ScratchDirectory scratch_;
};

// SIGKILL at moments all over the run, on one rank and on two in turn; --resume on the
// other number of ranks. What comes out is the history of a run that nobody touched. The
// stages of a step are solved to about 1e-10 of the rise, and now and then these last
// digits choose another length of a step: histories then differ by what steps do at all
// (3e-7 to 8e-7 K of 11 K, the time error of such a run; a lost state would be
// millikelvins). That is within the bar of either, 3e-6 K or more. The state is gone in the
// end.
TEST_F(Resume, GoesOnAfterAKillOnAnotherNumberOfRanks)
{
  const auto start = Clock::now();
  ASSERT_EQ(run_kelvolt(arguments("whole"), on(1)).status, 0);
  const auto duration = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
  const Summary whole = summary("whole");
  constexpr int moments = 4;
  int killed = 0;
  for (int i = 1; i <= moments; ++i)
  {
    SCOPED_TRACE(i);
    RunOptions options = on(1 + i % 2);
    options.kill_after = duration * i / moments;
    const ProgramRun run = run_kelvolt(arguments("result"), options);
    killed += run.status == 0 ? 0 : 1;
    const ProgramRun rest = resume(on(2 - i % 2));
    ASSERT_EQ(rest.status, 0) << rest.errors;
    EXPECT_LE(difference(whole, summary("result")), 1.);
    EXPECT_THAT(scratch_.entries(), Not(Contains("result.checkpoint")));
    fs::remove_all(scratch_.path() / "result");
  }
  EXPECT_GE(killed, moments / 2);
}

// A signal that asks for the end: the step is finished, its state kept, the exit status 75
// says to a batch system that the job is to be started again. Going on gives the result.
TEST_F(Resume, StopsInOrderAndGoesOn)
{
  for (const std::string signal : {"USR1", "TERM", "INT"})
  {
    SCOPED_TRACE(signal);
    std::string line = "set -m\n$kelvolt";
    for (const std::string &word : arguments("result"))
      line += " '" + word + "'";
    // As soon as a state is kept, the run is on its way.
    line += " & first=$!\nuntil [ -f result.checkpoint/state-3.h5 ]; do kill -0 $first || "
            "exit; done\n"
            "kill -" +
            signal + " $first; wait $first; echo $?";
    const ProgramRun run = run_shell(line, scratch_.path());
    EXPECT_EQ(run.output, "75\n") << run.errors;
    EXPECT_THAT(run.errors, AllOf(HasSubstr("SIG" + signal), HasSubstr("--resume")));
    EXPECT_THAT(scratch_.entries(), ElementsAre("result.checkpoint"));
    EXPECT_EQ(run_kelvolt(arguments("result", {"--resume"}), on(1)).status, 0);
    EXPECT_EQ(summary("result").transient->time.reached, 0.05);
    EXPECT_THAT(scratch_.entries(), ElementsAre("result"));
    fs::remove_all(scratch_.path() / "result");
  }
}

// --resume is always safe: without a state it starts anew; with one of another case it
// refuses and says what changed, and the state stays for the case that it belongs to.
TEST_F(Resume, IsAlwaysSafeToCall)
{
  const std::vector<std::string> solve{"solve", pulsed_bar, "-o", "result", "--quiet"};
  std::vector<std::string> resume = solve;
  resume.push_back("--resume");
  EXPECT_EQ(run_kelvolt(resume, on(1)).status, 0);

  RunOptions killed = on(1);
  std::string line = "$kelvolt";
  for (const std::string &word : arguments("result"))
    line += " '" + word + "'";
  line += " & first=$!\nuntil [ -f result.checkpoint/state-1.h5 ]; do kill -0 $first || "
          "exit; done\n"
          "kill -KILL $first; wait $first 2>/dev/null; true";
  run_shell(line, scratch_.path());
  const ProgramRun refused = run_kelvolt(
      arguments("result", {"--resume", "--set", "terminals.minus.voltage=1 V"}), on(1));
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.errors,
              AllOf(HasSubstr("The case is not the one"), HasSubstr("minus")));
  EXPECT_TRUE(fs::exists(scratch_.path() / "result.checkpoint"));
  EXPECT_EQ(run_kelvolt(arguments("result", {"--resume"}), on(1)).status, 0);
}

// A steady run keeps its state between two meshes: killed anywhere it goes on to the same
// temperature, within the accuracy of its iteration.
TEST_F(Resume, GoesOnBetweenMeshesOfASteadyRun)
{
  const std::vector<std::string> solve{"solve",
                                       l_bend,
                                       "--quiet",
                                       "--set",
                                       "accuracy={of: max_temperature, within: 0.01 K}",
                                       "--checkpoint-every",
                                       "1e-6",
                                       "-o"};
  const auto into = [&](const std::string &directory, bool resumes)
  {
    std::vector<std::string> all = solve;
    all.push_back(directory);
    if (resumes)
      all.push_back("--resume");
    return all;
  };
  const auto start = Clock::now();
  ASSERT_EQ(run_kelvolt(into("whole", false), on(1)).status, 0);
  const auto duration = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
  const Summary whole = summary("whole");
  ASSERT_GE(whole.cost.cycles, 2U);
  constexpr int moments = 6;
  for (int i = 1; i < moments; ++i)
  {
    SCOPED_TRACE(i);
    RunOptions options = on(1);
    options.kill_after = duration * i / moments;
    run_kelvolt(into("result", false), options);
    ASSERT_EQ(run_kelvolt(into("result", true), on(2)).status, 0);
    const Summary result = summary("result");
    EXPECT_NEAR(result.max_temperature.value, whole.max_temperature.value, 1e-8);
    EXPECT_EQ(result.cost.cycles, whole.cost.cycles);
    EXPECT_EQ(result.cost.cells, whole.cost.cells);
    fs::remove_all(scratch_.path() / "result");
  }
  EXPECT_THAT(scratch_.entries(), ElementsAre("whole"));
}

} // namespace
} // namespace kelvolt

#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <map>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using testing::ElementsAre;

using Contents = std::map<std::string, std::string>;

/// Path and bytes of every file.
Contents contents(const fs::path &directory)
{
  Contents files;
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory))
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(directory)] = read_file(entry.path());
  return files;
}

// A solve over an earlier result is killed (SIGKILL, nothing can be tidied up) at moments
// from its first to its last: the earlier result stays byte for byte, or the new one, which
// says 7 A, is there in full. The next run clears away what the killed ones left.
TEST(Kill, LeavesAWholeResultAtAnyMoment)
{
  const std::string bar = fs::path(KELVOLT_SOURCE_DIR) / "tests/cases/heated_bar.yaml";
  const ScratchDirectory scratch;
  const fs::path results = scratch.path() / "results";
  const std::vector<std::string> other = {
      "solve", bar, "-o", results, "--set", "terminals.plus.current=7 A"};

  // The quicker of two runs: on a busy machine one may take twice as long.
  auto duration = std::chrono::milliseconds::max();
  for (int run = 0; run < 2; ++run)
  {
    const auto start = Clock::now();
    ASSERT_EQ(run_kelvolt({"solve", bar, "-o", results}).status, 0);
    duration = std::min(
        duration,
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start));
  }

  Contents earlier = contents(results);
  const int moments = 16;
  int killed = 0;
  for (int i = 1; i <= moments; ++i)
  {
    RunOptions options;
    options.kill_after = duration * i / moments;
    killed += run_kelvolt(other, options).status == -SIGKILL ? 1 : 0;
    const Contents now = contents(results);
    if (now == earlier)
      continue;
    // The kill came after the new result was in place, or the run ended before it.
    EXPECT_EQ(now.size(), earlier.size());
    EXPECT_NE(now.at("case.resolved.yaml").find("7 A"), std::string::npos);
    EXPECT_FALSE(now.at("summary.json").empty());
    ASSERT_EQ(run_kelvolt({"solve", bar, "-o", results}).status, 0);
    earlier = contents(results);
  }
  EXPECT_GE(killed, moments / 2);

  EXPECT_EQ(run_kelvolt(other).status, 0);
  EXPECT_THAT(scratch.entries(), ElementsAre("results"));
}

} // namespace
} // namespace kelvolt

#include "case/case_problem.h"
#include "output/result_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string read(const fs::path &file)
{
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// A result, as far as ResultDirectory can tell; two files that must stay together.
void write_result(const fs::path &directory, const std::string &version)
{
  std::ofstream(directory / "summary.json") << "{\"kelvolt\": \"" << version << "\"}";
  fs::create_directory(directory / "pictures");
  std::ofstream(directory / "pictures" / "version") << version;
}

void expect_result(const fs::path &directory, const std::string &version)
{
  EXPECT_EQ(read(directory / "summary.json"), "{\"kelvolt\": \"" + version + "\"}");
  EXPECT_EQ(read(directory / "pictures" / "version"), version);
}

void solve(const fs::path &directory, const std::string &version)
{
  ResultDirectory results(directory);
  write_result(results.path(), version);
  results.commit();
}

class ResultDirectoryTest : public testing::Test
{
protected:
  ResultDirectoryTest()
  {
    std::string name = fs::temp_directory_path() / "kelvolt-result-directory-XXXXXX";
    root_ = mkdtemp(name.data());
  }
  ~ResultDirectoryTest() override
  {
    fs::remove_all(root_);
  }

  std::set<std::string> entries() const
  {
    std::set<std::string> names;
    for (const fs::directory_entry &entry : fs::directory_iterator(root_))
      names.insert(entry.path().filename());
    return names;
  }

  /// A whole result, version 1, under the hidden name of a run that did not end.
  void leave(const std::string &name) const
  {
    fs::create_directory(root_ / name);
    write_result(root_ / name, "1");
  }

  /// The number of a process that has ended.
  static std::string dead_process()
  {
    const pid_t pid = fork();
    if (pid == 0)
      _exit(0);
    waitpid(pid, nullptr, 0);
    return std::to_string(pid);
  }

  /// The message with which `directory` is refused; empty if it is not.
  static std::string refusal(const fs::path &directory)
  {
    try
    {
      ResultDirectory results(directory);
    }
    catch (const InputError &error)
    {
      return error.what();
    }
    return {};
  }

  fs::path root_;
};

// Before commit() nothing is under the final name, after it everything, and nothing else
// stays.
TEST_F(ResultDirectoryTest, AppearsWithCommit)
{
  const fs::path final_path = root_ / "results";
  {
    ResultDirectory results(final_path);
    write_result(results.path(), "1");
    EXPECT_FALSE(fs::exists(final_path));
    results.commit();
    EXPECT_EQ(results.path(), final_path);
  }
  expect_result(final_path, "1");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

// A run that fails leaves nothing at all, not even the parents that it made.
TEST_F(ResultDirectoryTest, LeavesNothingWithoutCommit)
{
  {
    ResultDirectory results(root_ / "a" / "b" / "results");
    write_result(results.path(), "1");
    EXPECT_TRUE(fs::exists(root_ / "a" / "b"));
  }
  EXPECT_THAT(entries(), IsEmpty());
}

// A run that fails leaves an earlier result as it was.
TEST_F(ResultDirectoryTest, KeepsTheEarlierResultWithoutCommit)
{
  solve(root_ / "results", "1");
  {
    ResultDirectory results(root_ / "results");
    write_result(results.path(), "2");
  }
  expect_result(root_ / "results", "1");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

// The new result replaces the earlier one as a whole: pictures of the earlier one must go.
TEST_F(ResultDirectoryTest, ReplacesTheEarlierResult)
{
  solve(root_ / "results", "1");
  std::ofstream(root_ / "results" / "pictures" / "stale.png") << "x";
  solve(root_ / "results", "2");
  expect_result(root_ / "results", "2");
  EXPECT_FALSE(fs::exists(root_ / "results" / "pictures" / "stale.png"));
  EXPECT_THAT(entries(), ElementsAre("results"));
}

// Parents are made, a trailing slash does not matter, an empty directory is taken over.
TEST_F(ResultDirectoryTest, AcceptsUsualSpellings)
{
  solve(root_ / "a" / "b" / "", "1");
  expect_result(root_ / "a" / "b", "1");
  fs::create_directory(root_ / "empty");
  solve(root_ / "empty", "2");
  expect_result(root_ / "empty", "2");
}

// A link to a directory on another disk stays a link; what it points to is replaced.
TEST_F(ResultDirectoryTest, FollowsSymbolicLinks)
{
  fs::create_directory(root_ / "scratch");
  fs::create_symlink(root_ / "scratch", root_ / "results");
  solve(root_ / "results", "1");
  solve(root_ / "results", "2");
  EXPECT_TRUE(fs::is_symlink(root_ / "results"));
  expect_result(root_ / "scratch", "2");
}

// Whatever Kelvolt has not written is never lost: a file, other people's directories (also
// one with a summary.json of another program), the current directory.
TEST_F(ResultDirectoryTest, RefusesWhatIsNoResult)
{
  std::ofstream(root_ / "file") << "x";
  EXPECT_THAT(refusal(root_ / "file"), HasSubstr("is no directory"));
  EXPECT_EQ(read(root_ / "file"), "x");

  fs::create_directory(root_ / "documents");
  std::ofstream(root_ / "documents" / "summary.json") << "{\"quarter\": 4}";
  EXPECT_THAT(refusal(root_ / "documents"), HasSubstr("no summary.json of Kelvolt"));

  EXPECT_THAT(refusal("."), HasSubstr("current directory"));
  EXPECT_THAT(refusal("/proc"), HasSubstr("mount point"));
  EXPECT_THAT(entries(), ElementsAre("documents", "file"));
}

// A place that cannot be written is told before anything is computed, and stays as it was.
TEST_F(ResultDirectoryTest, RefusesAnUnwritablePlace)
{
  EXPECT_THAT(refusal("/proc/kelvolt/results"), HasSubstr("cannot be made"));
  std::ofstream(root_ / "file") << "x";
  EXPECT_THAT(refusal(root_ / "file" / "results"), HasSubstr("cannot be made"));
  EXPECT_THAT(entries(), ElementsAre("file"));
}

// Two runs at once with the same result directory: the second is told, the first goes on.
// The same process number stands for the second run here.
TEST_F(ResultDirectoryTest, RefusesASecondRunAtOnce)
{
  ResultDirectory first(root_ / "results");
  write_result(first.path(), "1");
  EXPECT_THAT(refusal(root_ / "results"), HasSubstr("another run"));
  first.commit();
  expect_result(root_ / "results", "1");
}

// If somebody puts files in the way during the run, commit() fails and they stay.
TEST_F(ResultDirectoryTest, CommitDoesNotOverwriteForeignFiles)
{
  {
    ResultDirectory results(root_ / "results");
    write_result(results.path(), "1");
    fs::create_directory(root_ / "results");
    std::ofstream(root_ / "results" / "notes") << "mine";
    EXPECT_THROW(results.commit(), std::runtime_error);
  }
  EXPECT_EQ(read(root_ / "results" / "notes"), "mine");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

// Only what a dead process left for the same result directory is cleared away: not that of
// a live one (process 1 always lives), not what merely looks similar.
TEST_F(ResultDirectoryTest, ClearsAwayOnlyWhatDeadRunsLeft)
{
  const std::string dead = dead_process();
  leave(".results.partial-" + dead);
  leave(".results.partial-1");
  leave(".results.partial-" + dead + "x");
  leave(".other.partial-" + dead);

  solve(root_ / "results", "1");
  EXPECT_THAT(entries(),
              testing::UnorderedElementsAre("results",
                                            ".results.partial-1",
                                            ".results.partial-" + dead + "x",
                                            ".other.partial-" + dead));
}

// Where two directories cannot be exchanged, a run killed between its two renames leaves
// the earlier result moved aside; the next run brings it back, even if it then fails
// itself.
TEST_F(ResultDirectoryTest, BringsBackAResultMovedAside)
{
  leave(".results.replaced-" + dead_process());
  {
    ResultDirectory results(root_ / "results");
  }
  expect_result(root_ / "results", "1");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

// A process that rewrites the result all the time is killed at many moments: there is
// always one whole result, of one version, and the next run works and cleans up.
TEST_F(ResultDirectoryTest, SurvivesAKillAtAnyMoment)
{
  const fs::path final_path = root_ / "results";
  solve(final_path, "0");
  for (int round = 0; round < 25; ++round)
  {
    const pid_t child = fork();
    if (child == 0)
      for (int version = 1;; ++version)
        solve(final_path, std::to_string(version));
    usleep(2000 + 997 * round);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    expect_result(final_path, read(final_path / "pictures" / "version"));
  }
  solve(final_path, "last");
  expect_result(final_path, "last");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

} // namespace
} // namespace kelvolt

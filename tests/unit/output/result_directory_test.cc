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
  std::ofstream(directory / "pictures" / "outside.png") << version;
}

void expect_result(const fs::path &directory, const std::string &version)
{
  EXPECT_EQ(read(directory / "summary.json"), "{\"kelvolt\": \"" + version + "\"}");
  EXPECT_EQ(read(directory / "pictures" / "outside.png"), version);
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
  std::ofstream(root_ / "results" / "pictures" / "cut.png") << "x";
  solve(root_ / "results", "2");
  expect_result(root_ / "results", "2");
  EXPECT_FALSE(fs::exists(root_ / "results" / "pictures" / "cut.png"));
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

// Two runs at once with the same result directory: the second is told which process on
// which host, the first goes on; then the directory is free.
TEST_F(ResultDirectoryTest, RefusesASecondRunAtOnce)
{
  ResultDirectory first(root_ / "results");
  write_result(first.path(), "1");
  char host[256] = {};
  gethostname(host, sizeof(host) - 1);
  EXPECT_THAT(refusal(root_ / "results"),
              HasSubstr("process " + std::to_string(getpid()) + " on " + host));
  first.commit();
  expect_result(root_ / "results", "1");
  first.discard();
  EXPECT_EQ(refusal(root_ / "results"), "");
}

// A lock that a dead process left, whatever it holds, hinders nobody and is gone
// afterwards.
TEST_F(ResultDirectoryTest, TakesOverALockOfADeadProcess)
{
  for (const std::string &text :
       {dead_process() + " elsewhere\n", std::string("?"), std::string()})
  {
    std::ofstream(root_ / ".results.lock") << text;
    solve(root_ / "results", "1");
    expect_result(root_ / "results", "1");
    EXPECT_THAT(entries(), ElementsAre("results"));
  }
}

// Notes, a directory of them, a link to nowhere and a picture of the user's move along;
// what takes the place of a file of ours, such as a directory named like it, gets another
// name.
TEST_F(ResultDirectoryTest, KeepsForeignFiles)
{
  const fs::path results = root_ / "results";
  solve(results, "1");
  std::ofstream(results / "notes.txt") << "mine";
  fs::create_directories(results / "paraview" / "states");
  std::ofstream(results / "paraview" / "states" / "hot.pvsm") << "state";
  std::ofstream(results / "pictures" / "for the report.png") << "picture";
  fs::create_symlink("nowhere", results / "link");
  fs::remove(results / "pictures" / "outside.png");
  fs::create_directory(results / "pictures" / "outside.png");
  std::ofstream(results / "pictures" / "outside.png" / "inside") << "theirs";
  for (const std::string version : {"2", "3"})
  {
    solve(results, version);
    expect_result(results, version);
    EXPECT_EQ(read(results / "notes.txt"), "mine");
    EXPECT_EQ(read(results / "paraview/states/hot.pvsm"), "state");
    EXPECT_EQ(read(results / "pictures/for the report.png"), "picture");
    EXPECT_EQ(fs::read_symlink(results / "link"), "nowhere");
    EXPECT_EQ(read(results / "pictures/outside.png.kept/inside"), "theirs");
    EXPECT_THAT(entries(), ElementsAre("results"));
  }
}

// A run that died after its result was in place, and before the notes of the earlier one
// had moved there: the next run moves them. Without a result to move them to they stay.
TEST_F(ResultDirectoryTest, RescuesForeignFilesOfAKilledRun)
{
  const std::string hidden = ".results.partial-" + dead_process();
  leave(hidden);
  std::ofstream(root_ / hidden / "notes.txt") << "mine";
  {
    ResultDirectory results(root_ / "results");
  }
  EXPECT_EQ(read(root_ / hidden / "notes.txt"), "mine");
  solve(root_ / "results", "2");
  solve(root_ / "results", "3");
  expect_result(root_ / "results", "3");
  EXPECT_EQ(read(root_ / "results" / "notes.txt"), "mine");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

// The format number tells a result, or in those of the time before it the program's version
// as a key; the word alone does not.
TEST_F(ResultDirectoryTest, KnowsResultsByTheirFormat)
{
  const fs::path results = root_ / "results";
  fs::create_directory(results);
  for (const char *ours :
       {R"({"format": 1, "kelvolt": "0.1.0"})", R"({"kelvolt": "0.1.0", "case": "a"})"})
  {
    std::ofstream(results / "summary.json") << ours;
    EXPECT_EQ(refusal(results), "") << ours;
  }
  for (const char *foreign : {R"({"tools": ["kelvolt"]})",
                              R"({"tool": {"kelvolt": "0.1.0"}})",
                              R"({"format": "pdf", "kelvolt": "0.1.0"})",
                              R"({"format": 1})",
                              R"("kelvolt")",
                              R"({"kelvolt": )",
                              ""})
  {
    std::ofstream(results / "summary.json") << foreign;
    EXPECT_THAT(refusal(results), HasSubstr("no summary.json of Kelvolt")) << foreign;
  }
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
    expect_result(final_path, read(final_path / "pictures" / "outside.png"));
  }
  solve(final_path, "last");
  expect_result(final_path, "last");
  EXPECT_THAT(entries(), ElementsAre("results"));
}

} // namespace
} // namespace kelvolt

#include "console/run_log.h"
#include "run/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;

void say_one_of_each(RunLog &log)
{
  log.info("iteration 1");
  log.warning("Silicon is at 700 K.");
  log.error("It did not converge.");
}

// The full console has information on standard output and the rest, labelled and without
// colours (here it is no terminal), on standard error.
TEST(RunLog, FullConsoleShowsEverything)
{
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  RunLog log(RunLog::Console::full);
  say_one_of_each(log);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "iteration 1\n");
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "warning: Silicon is at 700 K.\nerror: It did not converge.\n");
}

// Details are kept in any case; only the detailed console shows them.
TEST(RunLog, DetailsForThoseWhoAsk)
{
  for (const auto console : {RunLog::Console::full, RunLog::Console::detailed})
  {
    testing::internal::CaptureStdout();
    RunLog log(console);
    log.info("mesh 1");
    log.detail("  iteration 1");
    log.info("answer");
    EXPECT_EQ(log.text(), "mesh 1\n  iteration 1\nanswer\n");
    EXPECT_EQ(testing::internal::GetCapturedStdout(),
              console == RunLog::Console::detailed ? log.text() : "mesh 1\nanswer\n");
  }
}

// Without a terminal there is no live line: whatever the run tells, a pipe or a file gets
// the plain lines and no control characters.
TEST(RunLog, HasNoLiveLineInAPipe)
{
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  RunLog log(RunLog::Console::full);
  EXPECT_FALSE(log.progress().enabled());
  Profile profile(Profile::Use::watch);
  profile.set_watcher([&](const Profile &now) { log.progress().update(now); });
  log.progress().start_mesh(1000.);
  const Profile::Phase phase(&profile, "mesh");
  log.info("mesh made");
  log.progress().erase();
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "mesh made\n");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

// `--quiet` shows errors only, and keeps the whole text for log.txt all the same.
TEST(RunLog, QuietShowsErrorsAndKeepsAll)
{
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  RunLog log(RunLog::Console::errors_only);
  say_one_of_each(log);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "error: It did not converge.\n");
  EXPECT_EQ(log.text(),
            "iteration 1\nwarning: Silicon is at 700 K.\nerror: It did not converge.\n");
}

// All ranks but one are silent.
TEST(RunLog, SilentShowsNothing)
{
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  RunLog log(RunLog::Console::silent);
  say_one_of_each(log);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

// A warning that comes up in every iteration counts once, in the place where it came first.
TEST(RunLog, CollectsEveryWarningOnce)
{
  RunLog log(RunLog::Console::silent);
  for (const char *text : {"b", "a", "b", "a"})
    log.warning(text);
  EXPECT_THAT(log.warnings(), ElementsAre("b", "a"));
  EXPECT_EQ(log.text(), "warning: b\nwarning: a\n");
}

// log.txt holds exactly text().
TEST(RunLog, WritesItsText)
{
  const auto file = std::filesystem::temp_directory_path() /
                    ("kelvolt-run-log-test-" + std::to_string(getpid()));
  RunLog log(RunLog::Console::silent);
  say_one_of_each(log);
  log.write(file);
  std::ifstream stream(file);
  const std::string read((std::istreambuf_iterator<char>(stream)),
                         std::istreambuf_iterator<char>());
  std::filesystem::remove(file);
  EXPECT_EQ(read, log.text());
}

// A log that does not fit on the disk is a failure, not a shorter log. /dev/full is Linux's
// device on which every write runs out of space.
TEST(RunLog, FailsWhenTheDiskIsFull)
{
  RunLog log(RunLog::Console::silent);
  log.info("text");
  EXPECT_THROW(log.write("/dev/full"), std::runtime_error);
}

} // namespace
} // namespace kelvolt

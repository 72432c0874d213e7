#include "../input/case_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;

std::vector<fs::path> files_with_faults_of_their_own()
{
  std::vector<fs::path> files;
  for (const auto &entry : fs::directory_iterator(KELVOLT_SOURCE_DIR "/tests/cases/bad"))
    if (entry.path().extension() == ".yaml" &&
        file_text(entry.path()).find("# found by:") == std::string::npos)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// Each file says in its first lines what the messages must contain. Its own reader finds
// every fault; the schema, whose words are those of a library, stays a safety net behind
// it.
TEST(BadCases, AreRefusedByTheReaderInItsOwnWords)
{
  const auto files = files_with_faults_of_their_own();
  EXPECT_GE(files.size(), 45U);
  for (const fs::path &file : files)
  {
    const std::string messages = messages_about(file);
    const std::string mark = "# expect: ";
    std::istringstream lines(file_text(file));
    int expectations = 0;
    for (std::string line; std::getline(lines, line) && line.rfind(mark, 0) == 0;)
    {
      EXPECT_THAT(messages, testing::HasSubstr(line.substr(mark.size()))) << file;
      ++expectations;
    }
    EXPECT_GT(expectations, 0) << file;
    EXPECT_THAT(messages, testing::Not(testing::HasSubstr("the form of a case"))) << file;
  }
}

} // namespace
} // namespace kelvolt

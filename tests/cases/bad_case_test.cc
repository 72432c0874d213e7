#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<fs::path> bad_cases()
{
  std::vector<fs::path> cases;
  const fs::path directory = fs::path(KELVOLT_SOURCE_DIR) / "tests/cases/bad";
  if (fs::exists(directory))
    for (const fs::directory_entry &entry : fs::directory_iterator(directory))
      if (entry.path().extension() == ".yaml")
        cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  return cases;
}

std::string case_name(const testing::TestParamInfo<fs::path> &info)
{
  std::string name = info.param.stem();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

/// What the file's leading `# expect:` lines ask for.
std::vector<std::string> expected_texts(const fs::path &file)
{
  const std::string mark = "# expect: ";
  std::vector<std::string> texts;
  std::istringstream lines(read_file(file));
  for (std::string line; std::getline(lines, line) && line.rfind(mark, 0) == 0;)
    texts.push_back(line.substr(mark.size()));
  return texts;
}

class BadCases : public testing::TestWithParam<fs::path>
{
};

// Each file holds one fault, or several, and says what the message must contain. `check`
// and `solve` both end with 2; nothing is left where the results would have been.
TEST_P(BadCases, AreRefusedWithAMessage)
{
  const std::vector<std::string> texts = expected_texts(GetParam());
  ASSERT_THAT(texts, Not(IsEmpty())) << "The file lacks its '# expect:' lines.";
  const ScratchDirectory scratch;
  RunOptions options;
  options.directory = scratch.path();
  for (const std::string sub_command : {"check", "solve"})
  {
    std::vector<std::string> arguments = {sub_command, GetParam()};
    if (sub_command == "solve")
      arguments.insert(arguments.end(), {"-o", "results"});
    const ProgramRun run = run_kelvolt(arguments, options);
    EXPECT_EQ(run.status, 2) << sub_command << ":\n" << run.output << run.errors;
    for (const std::string &text : texts)
      EXPECT_THAT(run.output + run.errors, HasSubstr(text)) << sub_command;
    EXPECT_THAT(scratch.entries(), IsEmpty()) << sub_command;
  }
}

INSTANTIATE_TEST_SUITE_P(All, BadCases, testing::ValuesIn(bad_cases()), case_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BadCases);

} // namespace
} // namespace kelvolt

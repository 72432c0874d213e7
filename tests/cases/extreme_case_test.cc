#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <sstream>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

struct KnownNumber
{
  std::string place; ///< JSON pointer into summary.json
  double value = 0., within = 0.;
};

/// An answer that is known to lie within `within` of `value`; the case's error bar has to
/// cover it.
struct KnownGoal
{
  double value = 0., within = 0.;
};

/// What the leading comment of a case says of its answer.
struct KnownAnswer
{
  int status = -1;
  std::optional<KnownGoal> goal; ///< the quantity of `accuracy`
  std::vector<KnownNumber> numbers;
  std::vector<std::string> texts;
  double coldest = 0.; ///< no temperature is below this outside its bar [K]
};

std::vector<fs::path> extreme_cases()
{
  std::vector<fs::path> cases;
  for (const auto &entry :
       fs::directory_iterator(KELVOLT_SOURCE_DIR "/tests/cases/extreme"))
    if (entry.path().extension() == ".yaml")
      cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  return cases;
}

std::string case_name(const testing::TestParamInfo<fs::path> &info)
{
  return info.param.stem();
}

KnownAnswer known_answer(const fs::path &file)
{
  KnownAnswer answer;
  std::istringstream lines(read_file(file));
  for (std::string line; std::getline(lines, line) && line.front() == '#';)
  {
    std::istringstream words(line);
    std::string mark, key;
    words >> mark >> key;
    if (key == "status:")
      words >> answer.status;
    else if (key == "coldest:")
      words >> answer.coldest;
    else if (key == "covered:")
    {
      answer.goal.emplace();
      words >> answer.goal->value >> answer.goal->within;
    }
    else if (key == "value:")
    {
      KnownNumber number;
      words >> number.place >> number.value >> number.within;
      answer.numbers.push_back(number);
    }
    else if (key == "expect:")
      answer.texts.push_back(line.substr(std::string("# expect: ").size()));
  }
  return answer;
}

class ExtremeCases : public testing::TestWithParam<fs::path>
{
};

// The answers are known as each file says; the program itself refuses results whose
// balances do not close.
TEST_P(ExtremeCases, AreAnsweredOrRefusedRightly)
{
  const KnownAnswer known = known_answer(GetParam());
  const ScratchDirectory scratch;
  const fs::path results = scratch.path() / "results";
  const ProgramRun run = run_kelvolt({"solve", GetParam(), "-o", results});
  EXPECT_EQ(run.status, known.status) << run.output << run.errors;
  for (const std::string &text : known.texts)
    EXPECT_THAT(run.output + run.errors, HasSubstr(text));
  ASSERT_EQ(fs::exists(results / "summary.json"), known.status == 0);
  if (known.status != 0)
    return;
  const json summary = json::parse(read_file(results / "summary.json"));
  EXPECT_EQ(summary.at("status"), "ok");
  for (const KnownNumber &number : known.numbers)
    EXPECT_NEAR(summary.at(json::json_pointer(number.place)).get<double>(),
                number.value,
                number.within)
        << number.place;
  if (known.goal)
  {
    const json &goal = summary.at("accuracy"); // the only one
    EXPECT_NEAR(goal.at("value").get<double>(),
                known.goal->value,
                goal.at("estimated").get<double>() + known.goal->within);
  }
  for (const auto &[name, part] : summary.at("parts").items())
    EXPECT_GE(part.at("min_temperature").get<double>() +
                  part.at("errors").at("min_temperature").get<double>(),
              known.coldest)
        << name;
}

INSTANTIATE_TEST_SUITE_P(All, ExtremeCases, testing::ValuesIn(extreme_cases()), case_name);

} // namespace
} // namespace kelvolt

#include "program_run.h"
#include "stated_numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AnyOf;

/// The folders of the cases that are shipped.
std::vector<fs::path> shipped_cases()
{
  std::vector<fs::path> cases;
  for (const auto &entry : fs::directory_iterator(fs::path(KELVOLT_SOURCE_DIR) / "cases"))
    if (fs::exists(entry.path() / "case.yaml"))
      cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  return cases;
}

void expect_stated(const json &summary, const StatedNumber &stated)
{
  const ResultNumber found = result_number(summary, stated.expression);
  // A hair more than half a digit: ranks and compilers move what lies on the edge.
  EXPECT_NEAR(found.value, stated.value, std::max(stated.bar, 1.05 * stated.rounding))
      << stated.expression << ", stated " << stated.text;
  if (stated.bar > 0.)
  {
    EXPECT_LE(found.error, 1.1 * stated.bar)
        << stated.expression << ", stated " << stated.text << ": the run's bar is wider";
  }
}

std::string folder_name(const testing::TestParamInfo<fs::path> &param)
{
  return param.param.filename();
}

class WholeCasesReadme : public testing::TestWithParam<fs::path>
{
};

// What the tables of a README state is what a run gives, as it is and with every setting
// that they name: within the stated bar, or to the last digit where none is stated. The
// bar is no narrower than the run's own.
TEST_P(WholeCasesReadme, StatesWhatTheRunGives)
{
  if (lacks_mesher(GetParam() / "case.yaml"))
    GTEST_SKIP() << "built without Gmsh";
  const std::vector<StatedNumber> numbers =
      stated_numbers(read_file(GetParam() / "README.md"));
  EXPECT_FALSE(numbers.empty()) << "no table that a run can be compared with";
  std::map<std::vector<std::string>, std::vector<StatedNumber>> runs;
  for (const StatedNumber &number : numbers)
    runs[number.settings].push_back(number);
  const ScratchDirectory scratch;
  for (const auto &[settings, stated] : runs)
  {
    std::vector<std::string> command = {
        "solve", GetParam() / "case.yaml", "-o", scratch.path() / "result", "--quiet"};
    for (const std::string &setting : settings)
      command.insert(command.end(), {"--set", setting});
    SCOPED_TRACE(testing::PrintToString(settings));
    const ProgramRun run = run_kelvolt(command);
    ASSERT_THAT(run.status, AnyOf(0, 3)) << run.output << run.errors;
    const json summary = json::parse(read_file(scratch.path() / "result/summary.json"));
    for (const StatedNumber &number : stated)
      expect_stated(summary, number);
  }
}

INSTANTIATE_TEST_SUITE_P(All,
                         WholeCasesReadme,
                         testing::ValuesIn(shipped_cases()),
                         folder_name);

// A page of docs/ that repeats numbers of the cases repeats them to the letter, where the
// test above holds them: each cell that begins with a number, in a row that links to a
// README.
TEST(StatedNumbers, AreQuotedAsTheyStand)
{
  const fs::path docs = fs::path(KELVOLT_SOURCE_DIR) / "docs";
  const std::vector<QuotedCell> cells =
      quoted_cells(read_file(docs / "gan-against-silicon.md"));
  EXPECT_GT(cells.size(), 10u);
  for (const QuotedCell &cell : cells)
    EXPECT_THAT(read_file(docs / cell.page), testing::HasSubstr("| " + cell.text))
        << cell.page;
}

// A table of each kind; cells and rows that state nothing.
TEST(StatedNumbers, AreReadFromTables)
{
  const std::vector<StatedNumber> numbers = stated_numbers(R"(
| quantity | Kelvolt | published |
| --- | --- | --- |
| hottest, `max_temperature.value` | **86.26 +- 0.02 degC** | 90 degC |
| film | 3 W | |
| `parts.die.mean_temperature` | not asked for | |

text

| `--set` | R_JC, `a / b` | note |
| --- | --- | --- |
| as it is | 1.4 K/W | 2 |
| thinner, `die.thickness="0.3 mm"` `x=2` | 52 +- 3 % | |
)");
  ASSERT_EQ(numbers.size(), 3u);
  EXPECT_EQ(numbers[0].expression, "max_temperature.value");
  EXPECT_DOUBLE_EQ(numbers[0].value, 86.26 + 273.15);
  EXPECT_DOUBLE_EQ(numbers[0].bar, 0.02);
  EXPECT_NEAR(numbers[0].rounding, 0.005, 1e-15);
  EXPECT_EQ(numbers[1].expression, "a / b");
  EXPECT_THAT(numbers[1].settings, testing::IsEmpty());
  EXPECT_EQ(numbers[1].bar, 0.);
  EXPECT_THAT(numbers[2].settings, testing::ElementsAre("die.thickness=0.3 mm", "x=2"));
  EXPECT_DOUBLE_EQ(numbers[2].value, 0.52);
  EXPECT_DOUBLE_EQ(numbers[2].bar, 0.03);
  EXPECT_THROW(stated_numbers("| q | Kelvolt |\n| `a` | 3 furlong |\n"),
               std::runtime_error);
}

// Keys with points, places in lists, bars of both kinds: (360 - 300) / 4 has the bar
// 15 (0.6/60 + 0.04/4).
TEST(StatedNumbers, AreFoundInSummaries)
{
  const json summary = json::parse(R"({
    "max_temperature": {"value": 360, "error": 0.5},
    "surfaces": {"lid.top": {"mean_temperature": 300, "heat_flow": 4,
                             "errors": {"mean_temperature": 0.1, "heat_flow": 0.04}}},
    "limits": [{"value": 1}, {"value": 7}],
    "parts": {"die": {"mean_temperature_history": [1, 2],
                      "errors": {"mean_temperature_history": [0.1, 0.2]}}}})");
  const ResultNumber resistance =
      result_number(summary,
                    "(max_temperature.value - surfaces.lid.top.mean_temperature) / "
                    "surfaces.lid.top.heat_flow");
  EXPECT_DOUBLE_EQ(resistance.value, 15.);
  EXPECT_DOUBLE_EQ(resistance.error, 0.3);
  EXPECT_DOUBLE_EQ(result_number(summary, "2 * limits.1.value - 4").value, 10.);
  EXPECT_DOUBLE_EQ(result_number(summary, "parts.die.mean_temperature_history.1").error,
                   0.2);
  EXPECT_THROW(result_number(summary, "parts.lid"), std::runtime_error);
  EXPECT_THROW(result_number(summary, "(1 + 2"), std::runtime_error);
}

} // namespace
} // namespace kelvolt

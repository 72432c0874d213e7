#include "program_run.h"
#include "results/result_from_json.h"
#include "summary_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace kelvolt
{
namespace
{

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AnyOf;
using testing::IsEmpty;

/// Every case of the repository, and the small one of the tests.
std::vector<fs::path> all_cases()
{
  std::vector<fs::path> cases = {fs::path(KELVOLT_SOURCE_DIR) /
                                 "tests/cases/heated_bar.yaml"};
  for (const auto &entry : fs::directory_iterator(fs::path(KELVOLT_SOURCE_DIR) / "cases"))
    if (fs::exists(entry.path() / "case.yaml"))
      cases.push_back(entry.path() / "case.yaml");
  std::sort(cases.begin(), cases.end());
  return cases;
}

std::string case_name(const testing::TestParamInfo<fs::path> &info)
{
  return info.param.stem() == "case" ? info.param.parent_path().filename()
                                     : info.param.stem();
}

/// Solves it and reads the summary; the run must end well, its limits met or not, and what
/// it wrote must be read back to the digit.
json solve(const fs::path &case_file, const fs::path &results, int ranks)
{
  RunOptions options;
  options.ranks = ranks;
  const ProgramRun run = run_kelvolt({"solve", case_file, "-o", results}, options);
  EXPECT_THAT(run.status, AnyOf(0, 3)) << run.output << run.errors;
  const std::string text = read_file(results / "summary.json");
  EXPECT_EQ(to_json(result_from_json(text)), text);
  return json::parse(text);
}

class WholeCases : public testing::TestWithParam<fs::path>
{
};

// One rank and two give the same summary to 1e-6, however the mesh is dealt out; and so
// does the resolved case, which must hold all that the case file says.
TEST_P(WholeCases, DoNotDependOnRanksAndResolveFully)
{
  if (lacks_mesher(GetParam()))
    GTEST_SKIP() << "built without Gmsh";
  const ScratchDirectory scratch;
  const json one = solve(GetParam(), scratch.path() / "one", 1);
  const json two = solve(GetParam(), scratch.path() / "two", 2);
  EXPECT_THAT(summary_differences(one, two, 1e-6), IsEmpty());
  const json resolved =
      solve(scratch.path() / "one/case.resolved.yaml", scratch.path() / "resolved", 2);
  EXPECT_THAT(summary_differences(two, resolved, 1e-6), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(All, WholeCases, testing::ValuesIn(all_cases()), case_name);

// The comparison itself: 1e-7 of a temperature is nothing, 1e-5 is a difference, a heat
// flow of 1e-12 W beside 1 W is zero, a missing or an extra key and NaN (null in JSON) are
// differences.
TEST(SummaryComparison, FindsWhatDiffers)
{
  const json first = json::parse(R"({
    "parts": {"die": {"max_temperature": 400.0}, "lid": {"max_temperature": 300.0}},
    "surfaces": {"lid.top": {"heat_flow": 1e-12}}, "terminals": {},
    "audit": {"electrical_power": 1.0, "other_heat": 0.0, "heat_out": 1.0,
              "relative_imbalance": 1e-12},
    "cost": {"ranks": 1}})");
  json second = first;
  second["parts"]["die"]["max_temperature"] = 400.00004;
  second["surfaces"]["lid.top"]["heat_flow"] = -3e-12;
  second["audit"]["relative_imbalance"] = 5e-11;
  second["cost"]["ranks"] = 2;
  EXPECT_THAT(summary_differences(first, second, 1e-6), IsEmpty());

  second["parts"]["die"]["max_temperature"] = 400.004;
  second["parts"]["lid"]["max_temperature"] = nullptr;
  second["audit"].erase("relative_imbalance");
  second["extra"] = 1;
  EXPECT_THAT(summary_differences(first, second, 1e-6),
              testing::ElementsAre("audit.relative_imbalance: only in the first",
                                   "parts.die.max_temperature: 400.0 and 400.004",
                                   "parts.lid.max_temperature: 300.0 and null",
                                   "extra: only in the second"));
}

} // namespace
} // namespace kelvolt

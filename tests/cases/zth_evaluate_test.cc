#include "program_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

/// A package of 1 K/W on a contact.
void write_curve(const std::filesystem::path &path, double contact)
{
  std::ofstream stream(path);
  stream << "time [s],impedance [K/W]\n";
  for (double time = 1e-4; time < 1e4; time *= 1.1)
    stream << time << ','
           << -std::expm1(-time / 0.1) - contact * std::expm1(-time / (20. * contact))
           << '\n';
}

// Measured curves need no case: two of them give networks, structure functions and where
// they part; faults of both come in one list, and nothing is written.
TEST(ZthEvaluateCommand, ReadsMeasuredCurves)
{
  const ScratchDirectory scratch;
  RunOptions options;
  options.directory = scratch.path();
  write_curve(scratch.path() / "good.csv", 0.5);
  write_curve(scratch.path() / "bad.csv", 1.);
  ProgramRun run = run_kelvolt(
      {"zth", "evaluate", "good.csv", "bad.csv", "--iterations", "100", "-o", "out"},
      options);
  ASSERT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Junction to case"));
  std::ifstream stream(scratch.path() / "out/evaluation.json");
  const auto json = nlohmann::json::parse(stream);
  EXPECT_NEAR(json["dual_interface"]["bad"].get<double>(), 2., 1e-6);
  run = run_kelvolt({"zth", "evaluate", "good.csv", "none.csv", "-o", "other"}, options);
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.errors, HasSubstr("none.csv: The file does not exist"));
  run =
      run_kelvolt({"zth", "evaluate", "good.csv", "--column", "x", "-o", "other"}, options);
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.errors, HasSubstr("There is no column 'x'"));
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "other"));
  EXPECT_EQ(run_kelvolt({"zth"}, options).status, 2);
}

} // namespace
} // namespace kelvolt

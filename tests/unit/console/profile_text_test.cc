#include "console/profile_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::Not;

/// Ten seconds: 2 in "mesh", 8 in "solve", of which 6 in "set-up".
ProfileReport example()
{
  ProfileReport report;
  report.phases = {{"run", 0, 1, 10., 1., 0., 1000, 5'000'000, 8'000'000},
                   {"mesh", 0, 1, 2., 1., 2., {}, 3'000'000, 3'000'000},
                   {"solve", 0, 4, 8., 1., 2., {}, 5'000'000, 8'000'000},
                   {"set-up", 2, 1, 6., 1., 6., {}, 5'000'000, 8'000'000},
                   {"trifle", 2, 1, 0.001, 1., 0.001, {}, 5'000'000, 8'000'000}};
  ProfileReport::Solve solve;
  solve.phase = "solve";
  solve.unknown = "temperature";
  solve.unknowns = 500;
  solve.iterations = 12;
  solve.first_residual = 1.;
  solve.last_residual = 1e-3;
  solve.solve_seconds = 0.5;
  report.solves.assign(50, solve);
  report.solves[7].solve_seconds = 1e-6;
  return report;
}

// Bars stand where their phase lies in the run: 24 columns for ten seconds.
TEST(ProfileText, DrawsBars)
{
  const std::string text = profile_text(example());
  EXPECT_THAT(text, HasSubstr("run           |########################| 100.0    10.000"));
  EXPECT_THAT(text, HasSubstr("  mesh        |#####                   |  20.0     2.000"));
  EXPECT_THAT(text, HasSubstr("  solve (x 4) |     ###################|  80.0     8.000"));
  EXPECT_THAT(text, HasSubstr("    set-up    |     ##############     |  60.0     6.000"));
  EXPECT_THAT(text, HasSubstr("8000")); // bytes per unknown
  EXPECT_THAT(text, Not(HasSubstr("trifle")));
  EXPECT_THAT(text, HasSubstr("1 phases of less than 0.2 %"));
  EXPECT_THAT(text, HasSubstr("10 shorter solves, 4.500 s together"));
  EXPECT_THAT(text, Not(HasSubstr("imbalance"))); // of one rank
}

} // namespace
} // namespace kelvolt

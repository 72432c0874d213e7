#include "results/profile_report.h"
#include "results/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::Not;

int rank()
{
  int value = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &value);
  return value;
}

int ranks()
{
  int value = 0;
  MPI_Comm_size(MPI_COMM_WORLD, &value);
  return value;
}

void spend(double seconds)
{
  for (const Stopwatch watch; watch.seconds() < seconds;)
    ;
}

// The first rank spends three times what the others do: the slowest one is reported, its
// ratio to the mean as the imbalance, and memory as the sum.
TEST(ProfileReport, ComparesTheRanks)
{
  Profile profile(Profile::Use::measure);
  {
    const Profile::Phase outer(&profile, "outer");
    const Profile::Phase inner(&profile, "inner");
    spend(rank() == 0 ? 0.15 : 0.05);
  }
  const ProfileReport report = report_profile(profile, MPI_COMM_WORLD);
  ASSERT_EQ(report.phases.size(), 3U);
  EXPECT_EQ(report.ranks, static_cast<unsigned int>(ranks()));
  const ProfileReport::Phase &inner = report.phases[2];
  EXPECT_GE(inner.seconds, 0.15);
  EXPECT_LE(inner.seconds, report.phases[1].seconds);
  if (ranks() == 1)
  {
    EXPECT_DOUBLE_EQ(inner.imbalance, 1.);
  }
  else
  {
    EXPECT_GT(inner.imbalance, 1.1);
    EXPECT_LT(inner.imbalance, 1.0 * ranks());
  }
  const double own = profile.entries()[2].resident_bytes;
  EXPECT_GT(inner.resident_bytes, (ranks() - 0.5) * own);
  EXPECT_LT(report.phases[1].own_seconds, 0.5 * inner.seconds);
}

// A phase that some ranks leave out would make the table nonsense.
TEST(ProfileReport, RefusesDifferentPhases)
{
  Profile profile(Profile::Use::measure);
  if (rank() == 0)
    const Profile::Phase phase(&profile, "mine");
  if (ranks() > 1)
  {
    EXPECT_THROW(report_profile(profile, MPI_COMM_WORLD), std::logic_error);
  }
}

/// Ten seconds: 2 in "mesh", 8 in "solve", of which 6 in "set-up".
ProfileReport example()
{
  ProfileReport report;
  report.phases = {{"run", 0, 1, 10., 1., 0., 1000, 5'000'000, 8'000'000},
                   {"mesh", 0, 1, 2., 1., 2., {}, 3'000'000, 3'000'000},
                   {"solve", 0, 4, 8., 1., 2., {}, 5'000'000, 8'000'000},
                   {"set-up", 2, 1, 6., 1., 6., {}, 5'000'000, 8'000'000},
                   {"trifle", 2, 1, 0.001, 1., 0.001, {}, 5'000'000, 8'000'000}};
  Profile::Solve solve;
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
TEST(ProfileReport, DrawsBars)
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

// The JSON has all of it.
TEST(ProfileReport, WritesJson)
{
  Summary summary;
  summary.profile = example();
  const nlohmann::json json = nlohmann::json::parse(to_json(summary)).at("profile");
  EXPECT_EQ(json.at("seconds"), 10.);
  EXPECT_EQ(json.at("peak_bytes_per_unknown"), 8000.);
  EXPECT_EQ(json.at("phases").size(), 2U);
  EXPECT_EQ(json.at("phases").at(1).at("phases").at(0).at("name"), "set-up");
  EXPECT_EQ(json.at("solves").size(), 50U);
  EXPECT_EQ(json.at("solves").at(0).at("unknowns_per_second"), 1000.);
}

} // namespace
} // namespace kelvolt

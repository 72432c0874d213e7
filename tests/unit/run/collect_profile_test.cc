#include "run/collect_profile.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

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
TEST(CollectProfile, ComparesTheRanks)
{
  Profile profile(Profile::Use::measure);
  {
    const Profile::Phase outer(&profile, "outer");
    const Profile::Phase inner(&profile, "inner");
    spend(rank() == 0 ? 0.15 : 0.05);
  }
  const ProfileReport report = collect_profile(profile, MPI_COMM_WORLD);
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
  const auto own = static_cast<double>(profile.entries()[2].resident_bytes);
  EXPECT_GT(inner.resident_bytes, (ranks() - 0.5) * own);
  EXPECT_LT(report.phases[1].own_seconds, 0.5 * inner.seconds);
}

// A phase that some ranks leave out would make the table nonsense.
TEST(CollectProfile, RefusesDifferentPhases)
{
  Profile profile(Profile::Use::measure);
  if (rank() == 0)
    const Profile::Phase phase(&profile, "mine");
  if (ranks() > 1)
  {
    EXPECT_THROW(collect_profile(profile, MPI_COMM_WORLD), std::logic_error);
  }
}

} // namespace
} // namespace kelvolt

#include "run/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

using Phase = Profile::Phase;

void spend(double seconds)
{
  for (const Stopwatch watch; watch.seconds() < seconds;)
    ;
}

// Phases of one name in the same phase are one entry; entries follow the phase around them,
// in the order in which they came up.
TEST(Profile, NestsPhases)
{
  Profile profile(Profile::Use::measure);
  for (int i = 1; i <= 2; ++i)
  {
    const Phase cycle(&profile, "cycle " + std::to_string(i));
    {
      const Phase mesh(&profile, "mesh");
    }
    for (int k = 1; k <= 3; ++k)
    {
      const Phase iteration(&profile, "iteration", k);
      const Phase solve(&profile, "solve");
    }
    const Phase mesh_again(&profile, "mesh");
  }
  std::vector<std::string> names;
  std::vector<std::size_t> parents;
  std::vector<unsigned int> calls;
  for (const Profile::Entry &entry : profile.entries())
  {
    names.push_back(entry.name);
    parents.push_back(entry.parent);
    calls.push_back(entry.calls);
  }
  EXPECT_THAT(names,
              ElementsAre("run",
                          "cycle 1",
                          "mesh",
                          "iteration",
                          "solve",
                          "cycle 2",
                          "mesh",
                          "iteration",
                          "solve"));
  EXPECT_THAT(parents, ElementsAre(0, 0, 1, 1, 3, 0, 5, 5, 7));
  EXPECT_THAT(calls, ElementsAre(1, 1, 2, 3, 3, 1, 2, 3, 3));
}

// One steady clock is read for all: what is within a phase never takes longer than the
// phase, and a phase takes what is spent in it. Open phases count as far as they have come.
TEST(Profile, SecondsAddUp)
{
  Profile profile(Profile::Use::measure);
  const Phase whole(&profile, "whole");
  for (int i = 0; i < 5; ++i)
  {
    const Phase part(&profile, "part");
    spend(2e-3);
    const Phase within(&profile, "within");
    spend(1e-3);
  }
  const std::vector<Profile::Entry> entries = profile.entries();
  ASSERT_EQ(entries.size(), 4U);
  for (std::size_t i = 1; i < entries.size(); ++i)
    EXPECT_LE(entries[i].seconds, entries[entries[i].parent].seconds);
  EXPECT_GE(entries[2].seconds, 15e-3);
  EXPECT_GE(entries[3].seconds, 5e-3);
  EXPECT_LE(entries[3].seconds, entries[2].seconds - 10e-3);
}

// A hundred megabytes are seen; the highest memory is never less than the present one, and
// never falls.
TEST(Profile, ReadsMemory)
{
  Profile profile(Profile::Use::measure);
  {
    const Phase phase(&profile, "large");
    const std::vector<char> block(100'000'000, 1);
    const Phase within(&profile, "filled");
  }
  {
    const Phase phase(&profile, "small");
  }
  const std::vector<Profile::Entry> entries = profile.entries();
  const Profile::Entry &filled = entries[2], &after = entries[3];
  EXPECT_GT(filled.resident_bytes, 100'000'000U);
  EXPECT_GE(after.peak_bytes, filled.peak_bytes);
  EXPECT_GE(filled.peak_bytes, filled.resident_bytes);
}

// A solve is told by the phases around it, with the number of the iteration.
TEST(Profile, SaysWhereASolveWas)
{
  Profile profile(Profile::Use::measure);
  const Phase cycle(&profile, "cycle 2");
  for (int k = 1; k <= 2; ++k)
  {
    const Phase iteration(&profile, "iteration", k);
    const Phase solve(&profile, "temperature");
    profile.add({});
  }
  ASSERT_EQ(profile.solves().size(), 2U);
  EXPECT_EQ(profile.solves()[1].phase, "cycle 2 > iteration 2");
}

// An exception ends the phases that it leaves.
TEST(Profile, SurvivesExceptions)
{
  Profile profile(Profile::Use::measure);
  const auto fail = [&]
  {
    const Phase outer(&profile, "outer"), inner(&profile, "inner");
    throw std::runtime_error("lost");
  };
  EXPECT_THROW(fail(), std::runtime_error);
  EXPECT_THAT(profile.open_phases(), IsEmpty());
}

// Who only watches is told of every beginning and of every residual; nothing is measured.
TEST(Profile, TellsItsWatcher)
{
  Profile profile(Profile::Use::watch);
  std::vector<std::string> seen;
  profile.set_watcher(
      [&](const Profile &now)
      {
        seen.push_back(now.open_phases().back() + " " +
                       std::to_string(now.residual().iteration));
      });
  {
    const Phase phase(&profile, "solve");
    profile.set_residual({7, 1., 0.1});
  }
  const Phase phase(&profile, "rest");
  EXPECT_THAT(seen, ElementsAre("solve 0", "solve 7", "rest 0"));
  profile.add({});
  EXPECT_THAT(profile.solves(), IsEmpty());
}

// Nobody need be there.
TEST(Profile, MayBeAbsent)
{
  const Phase phase(nullptr, "phase");
  EXPECT_EQ(in_phase(nullptr, "other", [] { return 3; }), 3);
}

} // namespace
} // namespace kelvolt

#include "console/time_left.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

constexpr double no_budget = 1e9;

/// Cycles of 1000, 2000, 4000 ... unknowns at a millisecond each, whose error falls with
/// the first power of the unknowns, from 16 times what is wanted.
std::vector<CycleCost> cycles(int n)
{
  std::vector<CycleCost> result;
  double unknowns = 1000., seconds = 0., ratio = 16.;
  for (int i = 0; i < n; ++i, unknowns *= 2., ratio /= 2.)
    result.push_back({unknowns, seconds += 1e-3 * unknowns, ratio});
  return result;
}

// One cycle tells neither how the error falls nor how the meshes grow.
TEST(TimeLeft, HasNoGroundBeforeTwoCycles)
{
  EXPECT_FALSE(seconds_left({}, 1000., 0., no_budget));
  EXPECT_FALSE(seconds_left(cycles(1), 2000., 1., no_budget));
}

// Nor does an error that does not fall.
TEST(TimeLeft, HasNoGroundWithoutProgress)
{
  std::vector<CycleCost> stuck = cycles(2);
  stuck[1].ratio = stuck[0].ratio;
  EXPECT_FALSE(seconds_left(stuck, 4000., 3., no_budget));
}

// After 1000 and 2000 unknowns, 8 times the wanted error: 4000, 8000 and 16000 are to come,
// 28 s less what has passed of the first of them, by hand.
TEST(TimeLeft, FollowsTheLawOfTheCyclesSoFar)
{
  EXPECT_NEAR(seconds_left(cycles(2), 0., 3., no_budget).value(), 28., 1e-6);
  EXPECT_NEAR(seconds_left(cycles(2), 4000., 4.5, no_budget).value(), 26.5, 1e-6);
}

// The budget ends it earlier: 4000 and 6000.
TEST(TimeLeft, StopsAtTheBudget)
{
  EXPECT_NEAR(seconds_left(cycles(2), 4000., 3., 6000.).value(), 10., 1e-6);
}

// A present cycle that is the last one, and takes longer than thought, is about to end.
TEST(TimeLeft, IsNeverNegative)
{
  EXPECT_EQ(seconds_left(cycles(5), 32000., 100., no_budget), 0.);
}

// Steps of 2 s of the simulation that take 3 s each: 10 s to go take 15.
TEST(StepPace, FollowsTheLastSteps)
{
  StepPace pace;
  for (int i = 0; i < 3; ++i)
    pace.add(1e-3 * i, 100. * i); // slow at first, and forgotten
  for (int i = 0; i < 20; ++i)
    pace.add(2. * i + 2., 300. + 3. * i);
  EXPECT_NEAR(pace.seconds_left(50., 357.).value(), 15., 1e-9);
  EXPECT_NEAR(pace.seconds_left(50., 361.).value(), 11., 1e-9);
  EXPECT_EQ(pace.seconds_left(50., 1000.).value(), 0.);
}

TEST(StepPace, SaysNothingBeforeThreeSteps)
{
  StepPace pace;
  EXPECT_FALSE(pace.seconds_left(1., 0.));
  pace.add(0., 0.);
  pace.add(1e-3, 1.);
  EXPECT_FALSE(pace.seconds_left(1., 1.));
}

} // namespace
} // namespace kelvolt

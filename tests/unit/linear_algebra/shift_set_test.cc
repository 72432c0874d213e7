// Which of a few hierarchies serves at a shift, and which of them goes.

#include "linear_algebra/shift_set.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using Set = ShiftSet<int>;

/// Makes one, as the solver does; it takes 2 iterations per digit.
void make(Set &set, int name, double shift)
{
  set.make_room(shift);
  set.add(name, shift);
  set.judge(shift, 2., 20);
}

TEST(ShiftSet, ServesWithinAFactorOfThirty)
{
  Set set;
  EXPECT_EQ(set.find(0.), nullptr);
  make(set, 1, 1e6);
  for (const double shift : {1e6, 2.9e7, 3.4e4})
    EXPECT_NE(set.find(shift), nullptr) << shift;
  for (const double shift : {3.1e7, 3.3e4, 0.})
    EXPECT_EQ(set.find(shift), nullptr) << shift;
  make(set, 2, 0.);
  EXPECT_EQ(set.find(0.)->hierarchy, 2);
  EXPECT_EQ(set.find(1e-30), nullptr);
}

TEST(ShiftSet, TakesTheNearestOne)
{
  Set set;
  make(set, 1, 1e6);
  make(set, 2, 2e7);
  EXPECT_EQ(set.find(3e6)->hierarchy, 1);
  EXPECT_EQ(set.find(8e6)->hierarchy, 2);
}

TEST(ShiftSet, LetsGoWhatWasNotUsedForLongest)
{
  Set set;
  make(set, 1, 1.);
  make(set, 2, 1e3);
  make(set, 3, 1e6);
  EXPECT_EQ(set.find(1.)->hierarchy, 1);
  make(set, 4, 1e9);
  EXPECT_EQ(set.size(), 3U);
  EXPECT_EQ(set.find(1e3), nullptr);
  EXPECT_EQ(set.find(1.)->hierarchy, 1);
  EXPECT_EQ(set.find(1e6)->hierarchy, 3);
}

// The operator has changed otherwise: only the hierarchy of that shift goes.
TEST(ShiftSet, EffortAtItsOwnShiftMakesItOutdated)
{
  Set set;
  make(set, 1, 1e6);
  make(set, 2, 1e3);
  ASSERT_NE(set.find(1e6), nullptr);
  set.judge(1e6, 4.1, 41);
  EXPECT_EQ(set.find(1e6), nullptr);
  make(set, 3, 1e6);
  EXPECT_EQ(set.size(), 2U);
  EXPECT_EQ(set.find(1e3)->hierarchy, 2);
}

// At another shift the effort says how far it reaches, and it goes on serving its own.
TEST(ShiftSet, EffortElsewhereShortensItsReach)
{
  Set set;
  make(set, 1, 1e6);
  ASSERT_NE(set.find(2e7), nullptr);
  set.judge(2e7, 5., 50);
  EXPECT_EQ(set.find(2e7), nullptr);
  EXPECT_EQ(set.find(1e6 / 25.), nullptr);
  EXPECT_NE(set.find(1.5e7), nullptr);
  make(set, 2, 2e7);
  EXPECT_EQ(set.find(1e6)->hierarchy, 1);
  EXPECT_EQ(set.find(2e7)->hierarchy, 2);
}

// Twice as deep as the first solve of 10 digits, each digit may take three times as much:
// the first ones are easier on an operator that has not changed.
TEST(ShiftSet, DeepSolvesMayTakeMore)
{
  Set set;
  make(set, 1, 1e6);
  set.judge(1e6, 5., 120);
  EXPECT_NE(set.find(1e6), nullptr);
  set.judge(1e6, 6.1, 130);
  EXPECT_EQ(set.find(1e6), nullptr);
}

// A few iterations are never too many.
TEST(ShiftSet, SmallEffortsAreNoReason)
{
  Set set;
  make(set, 1, 1.);
  set.judge(1., 10., 10);
  EXPECT_NE(set.find(1.), nullptr);
}

} // namespace
} // namespace kelvolt

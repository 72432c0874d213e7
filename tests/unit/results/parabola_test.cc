// A parabola through three instants of one is that one: how far it rises between them, when
// it passes 0 and what an error of its values makes of that, all in closed form.

#include "results/parabola.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// 2 - (t - 3)^2, whose top is 2 at 3 and whose zeros are 3 -+ sqrt(2).
Course::Instant at(double t)
{
  return {t, 2. - (t - 3.) * (t - 3.)};
}

TEST(Parabola, RisesToItsTop)
{
  EXPECT_NEAR(Parabola(at(1.), at(2.5), at(4.5)).rise(), 0.25, 1e-14);
  EXPECT_EQ(Parabola(at(0.), at(1.), at(2.)).rise(), 0.);
  EXPECT_EQ(Parabola({0., 1.}, {1., 0.}, {2., 1.}).rise(), 0.); // a valley
}

// Values lower by e pass 0 later by r - sqrt(r^2 - e), r = sqrt(2) the time to the top.
TEST(Parabola, PassesZero)
{
  const double r = std::sqrt(2.);
  const Parabola bend(at(0.5), at(1.), at(4.));
  const Parabola::Passing passing = bend.passing(0.1);
  EXPECT_NEAR(passing.time, 3. - r, 1e-13);
  EXPECT_NEAR(passing.error, r - std::sqrt(2. - 0.1), 1e-13);
  EXPECT_EQ(bend.passing(0.).error, 0.);
}

// Values lower by more than the top is high pass it nowhere.
TEST(Parabola, KnowsNothingAboveItsTop)
{
  EXPECT_GE(Parabola(at(0.5), at(1.), at(4.)).passing(2.1).error, 3.);
}

// A straight line, and one that bends upwards.
TEST(Parabola, PassesZeroWithoutATop)
{
  const Parabola line({0., -2.}, {1., -1.}, {3., 1.});
  EXPECT_NEAR(line.passing(0.25).time, 2., 1e-14);
  EXPECT_NEAR(line.passing(0.25).error, 0.25, 1e-14);
  EXPECT_NEAR(Parabola({0., -4.}, {1., -3.}, {3., 5.}).passing(0.).time, 2., 1e-14);
}

} // namespace
} // namespace kelvolt

#include "study/space_errors.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// Numbers of a package whose highest temperature is known to this [K].
Summary with_bar(double error)
{
  Summary numbers;
  numbers.max_temperature = Number(300., error);
  return numbers;
}

double bar_at(const SpaceErrors &errors, double t)
{
  Summary now = with_bar(0.);
  errors.state(t, now);
  return now.max_temperature.error_or_zero();
}

// Twice what is estimated at a length, for times from a third of it on; between two
// lengths in proportion to log t; before the reach of the second one that of the first.
TEST(SpaceErrors, AreInterpolatedInTheLogarithm)
{
  SpaceErrors errors;
  EXPECT_TRUE(errors.empty());
  errors.add(1e-3, with_bar(1e-3));
  errors.add(1e-1, with_bar(1.));
  EXPECT_FALSE(errors.empty());
  EXPECT_NEAR(bar_at(errors, 1e-9), 2e-3, 1e-15);
  EXPECT_NEAR(bar_at(errors, 1e-3 / 3.), 2e-3, 1e-12);
  EXPECT_NEAR(bar_at(errors, 1e-2 / 3.), 1., 1e-9);
  EXPECT_NEAR(bar_at(errors, 1e-1 / 3.), 2., 1e-9);
  EXPECT_NEAR(bar_at(errors, 1e3), 2., 1e-12);
}

// What short times leave open stays, however good long ones are; a wider bar that is there
// already stays as well.
TEST(SpaceErrors, Stay)
{
  SpaceErrors errors;
  errors.add(1e-3, with_bar(1.));
  errors.add(1e-1, with_bar(1e-3));
  EXPECT_NEAR(bar_at(errors, 10.), 2., 1e-12);
  Summary now = with_bar(5.);
  errors.state(10., now);
  EXPECT_EQ(now.max_temperature.error_or_zero(), 5.);
}

} // namespace
} // namespace kelvolt

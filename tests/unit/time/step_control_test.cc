#include "time/step_control.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// The nearest graded length: they are an eighth of a power of two apart.
double graded(double dt)
{
  return std::exp2(std::round(8. * std::log2(dt)) / 8.);
}

// Behind a corner the first choice follows from one error alone, 0.85 of the length that
// would make it exactly what is accepted: an eighth of it allows a step of twice the length
// where errors go with its third power. Growth ends at five times.
TEST(StepControl, BeginsWithOneError)
{
  StepControl control(2);
  control.restart(1e-3);
  EXPECT_EQ(control.dt(), 1e-3);
  control.accept(1e-3, 0.125);
  EXPECT_NEAR(control.dt(), graded(0.85 * 2e-3), 1e-15);
  control.restart(1e-3);
  control.accept(1e-3, 0.);
  EXPECT_NEAR(control.dt(), graded(5e-3), 1e-15);
}

// Where errors are exactly C dt^3, steps come to rest at 0.85 of the length that would make
// them what is accepted, and no step is ever refused on the way there. Grades end it within
// half of one, 1/16 in the exponent of 2.
TEST(StepControl, ComesToRest)
{
  StepControl control(2);
  control.restart(1e-6);
  for (int step = 0; step < 200; ++step)
  {
    const double dt = control.dt(), ratio = dt * dt * dt;
    ASSERT_LE(ratio, 1.) << step;
    control.accept(dt, ratio);
  }
  constexpr double half_grade = 1. / 16.;
  EXPECT_LE(control.dt(), 0.85 * std::exp2(half_grade));
  EXPECT_GE(control.dt(), 0.85 * std::exp2(-half_grade));
}

// Behind a jump of the load, where heat spreads like sqrt(t) and errors count relative to
// the rise, r = K (dt / t)^3: the lengths that make r = 0.85^3 are a fixed share of the
// time, s = 0.85 K^(-1/3) = 0.185 of its middle, so that a decade takes ln 10 / ln((1 +
// s/2) / (1 - s/2)) = 12.4 steps. Five decades take 62, and 10 percent more for the
// beginning and for what grades leave.
TEST(StepControl, FollowsErrorsThatFall)
{
  StepControl control(2);
  control.restart(1e-3);
  const double K = 97.;
  double t = 1.;
  int steps = 0;
  for (; t < 1e5; ++steps)
  {
    const double dt = control.dt(), ratio = K * std::pow(dt / (t + 0.5 * dt), 3);
    if (ratio > 1.)
    {
      control.reject(dt, ratio);
      continue;
    }
    control.accept(dt, ratio);
    t += dt;
  }
  EXPECT_LE(steps, 68);
}

// A step that is refused is repeated shorter, after its error (8 times too large: half the
// length, and 0.85 of it), always by a tenth at least and to a fifth at most; to a quarter
// where it found no state. The step after it does not grow.
TEST(StepControl, RepeatsShorterSteps)
{
  StepControl control(2);
  control.restart(1.);
  control.reject(1., 8.);
  EXPECT_NEAR(control.dt(), graded(0.425), 1e-12);
  control.accept(0.425, 1e-3);
  EXPECT_NEAR(control.dt(), graded(0.425), 1e-12);
  control.accept(0.425, 1e-3);
  EXPECT_GT(control.dt(), 0.5);
  control.reject(1., 1.);
  EXPECT_LE(control.dt(), 0.9);
  control.reject(1., 1e9);
  EXPECT_NEAR(control.dt(), graded(0.2), 1e-12);
  control.reject(1., std::nullopt);
  EXPECT_NEAR(control.dt(), 0.25, 1e-12);
}

// A run that goes on from a kept state chooses the same steps.
TEST(StepControl, GoesOnFromAState)
{
  StepControl control(4);
  control.restart(1.);
  control.accept(1., 0.4);
  control.reject(1., 3.);
  StepControl other(4);
  other.restore(control.state());
  for (StepControl *one : {&control, &other})
  {
    one->accept(one->dt(), 0.7);
    one->accept(one->dt(), 0.02);
  }
  EXPECT_EQ(control.dt(), other.dt());
}

} // namespace
} // namespace kelvolt

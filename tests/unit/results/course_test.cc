#include "results/course.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// Of -(t - 1)^2, which is highest, 0, at 1.
Course::Instant at(double t)
{
  return {t, -(t - 1.) * (t - 1.)};
}

// A parabola that is known at three instants is highest between them: with its own height
// above the highest instant once, and half as much again.
TEST(Course, RisesBetweenInstants)
{
  for (const double middle : {0.8, 0.9, 1.2, 1.4})
  {
    Course course;
    for (const double t : {0.5, middle, 1.7})
      course.add(at(t));
    const double highest = at(middle).value;
    EXPECT_NEAR(course.top(), highest + 1.5 * (0. - highest), 1e-14) << middle;
  }
}

// The cosine bends less away from its top: the margin covers what the parabola leaves out,
// wherever the instants lie on both sides of it.
TEST(Course, CoversWhatIsNoParabola)
{
  for (double first = -1.4; first < -0.7; first += 0.05)
  {
    Course course;
    double highest = -1.;
    for (int i = 0; i < 5; ++i)
    {
      const double t = first + 0.7 * i;
      course.add({t, std::cos(t)});
      highest = std::max(highest, std::cos(t));
    }
    EXPECT_GE(course.top(), 1. - 1e-14) << first;
    EXPECT_LE(course.top(), highest + 2. * (1. - highest) + 1e-14) << first;
  }
}

// What rises to a corner of the loads and falls behind it is highest at the corner.
TEST(Course, KnowsCorners)
{
  Course course;
  for (const double t : {0., 0.5, 1.})
    course.add({t, t});
  course.turn_corner();
  for (const double t : {1.5, 2.})
    course.add({t, 2. - t});
  EXPECT_EQ(course.top(), 1.);
}

// What is even, and what only rises, is nowhere higher than at its instants.
TEST(Course, StaysWithItsInstants)
{
  Course even, rising;
  for (const double t : {0., 1., 3., 4.})
  {
    even.add({t, 300.});
    rising.add({t, std::sqrt(t)});
  }
  EXPECT_EQ(even.top(), 300.);
  EXPECT_EQ(rising.top(), 2.);
}

// A short steep interval before a far longer one says nothing of the course there: no more
// than the change between the instants is added.
TEST(Course, AddsNoMoreThanTheChange)
{
  Course course;
  course.add({0., 300.});
  course.add({2e-3, 360.});
  course.add({1., 320.});
  EXPECT_EQ(course.top(), 360. + 1.5 * 60.);
}

} // namespace
} // namespace kelvolt

#include "case/grown_outline.h"
#include "case/outline_faults.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

/// How far outside; negative within.
double distance_to(const Outline &outline, const PlanePoint &point)
{
  double least = 1e300;
  for (const PlaneCurve &edge : edges_of(outline))
    least = std::min(least, edge.distance_to(point));
  return contains(outline, point) ? -least : least;
}

/// A star with slanted and round edges, at times with a hole, and with a polygon beside it.
Outline random_outline(std::mt19937 &random)
{
  std::uniform_real_distribution<double> share(0., 1.);
  const unsigned int corners = 3 + random() % 8;
  Ring ring;
  for (unsigned int i = 0; i < corners; ++i)
  {
    const double angle = 2. * pi * (i + 0.8 * share(random)) / corners,
                 radius = 0.3 + share(random);
    ring.push_back({{radius * std::cos(angle), radius * std::sin(angle)},
                    random() % 2 == 0 ? 0.6 * (share(random) - 0.5) : 0.});
  }
  Outline result{{ring}, {}};
  if (random() % 3 == 0)
    result.holes.push_back(circle_ring(0.02 + 0.1 * share(random)));
  if (random() % 3 == 0)
  {
    Ring beside = rectangle_ring({0.5, 0.7}, 0.);
    for (RingCorner &corner : beside)
      corner.at = corner.at + PlanePoint{2., 0.2};
    result.rings.push_back(beside);
  }
  return result;
}

// By definition a point lies within the grown outline if it is nearer to the outline than
// that, or further within: at random points of random shapes. What grows is sound.
TEST(GrownOutline, HoldsWhatIsNearEnough)
{
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(-2., 3.);
  unsigned int grew = 0;
  for (int i = 0; i < 60; ++i)
  {
    const Outline outline = random_outline(random);
    if (outline_fault(outline, 1e-6))
      continue;
    for (const double by : {0.3, 0.01, -0.01, -0.1})
    {
      Outline moved;
      try
      {
        moved = grown(outline, by);
      }
      catch (const GrowthError &)
      {
        continue; // it vanished, or a hole did
      }
      ++grew;
      EXPECT_FALSE(outline_fault(moved, 1e-9).has_value()) << i << ' ' << by;
      for (int k = 0; k < 100; ++k)
      {
        const PlanePoint point{place(random), place(random)};
        const double away = distance_to(outline, point) - by;
        if (std::abs(away) <= 1e-8)
          continue;
        EXPECT_EQ(away < 0., contains(moved, point)) << i << ' ' << by;
      }
    }
  }
  EXPECT_GT(grew, 100U);
}

} // namespace
} // namespace kelvolt

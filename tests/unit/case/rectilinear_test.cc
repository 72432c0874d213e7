#include "case/rectilinear.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;

double area(const std::vector<Rectangle> &rectangles)
{
  double sum = 0.;
  for (const Rectangle &one : rectangles)
    sum += (one[0].upper - one[0].lower) * (one[1].upper - one[1].lower);
  return sum;
}

Polygon square(double x, double y, double width)
{
  return {{x, y}, {x + width, y}, {x + width, y + width}, {x, y + width}};
}

std::string fault(const std::vector<Polygon> &polygons,
                  const std::vector<Polygon> &holes = {})
{
  try
  {
    rectangles_of(polygons, holes);
    return "";
  }
  catch (const OutlineError &error)
  {
    return error.found();
  }
}

// A rectangle is one; an L is two, with the coordinates of its corners and no others; its
// way round and corners within an edge do not matter.
TEST(Rectilinear, CutsIntoRectangles)
{
  const std::vector<Rectangle> one = rectangles_of({square(1., 2., 3.)}, {});
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0][0].lower, 1.);
  EXPECT_EQ(one[0][1].upper, 5.);
  Polygon corner{{0., 0.}, {3., 0.}, {3., 1.}, {2., 1.}, {1., 1.}, {1., 3.}, {0., 3.}};
  const std::vector<Rectangle> two = rectangles_of({corner}, {});
  EXPECT_EQ(two.size(), 2U);
  EXPECT_DOUBLE_EQ(area(two), 5.);
  std::reverse(corner.begin(), corner.end());
  EXPECT_DOUBLE_EQ(area(rectangles_of({corner}, {})), 5.);
}

// Holes are left out, also at the edge; neighbours may touch.
TEST(Rectilinear, TakesHolesAndNeighbours)
{
  EXPECT_DOUBLE_EQ(area(rectangles_of({square(0., 0., 4.)}, {square(1., 1., 2.)})), 12.);
  EXPECT_DOUBLE_EQ(area(rectangles_of({square(0., 0., 4.)}, {square(0., 1., 2.)})), 12.);
  EXPECT_DOUBLE_EQ(area(rectangles_of({square(0., 0., 1.), square(1., 0., 1.)}, {})), 2.);
  EXPECT_TRUE(rectangles_of({square(0., 0., 1.)}, {square(0., 0., 1.)}).empty());
}

// Random stairs: the area is that of the shoelace formula, and no two rectangles overlap.
TEST(Rectilinear, KeepsTheAreaOfRandomStairs)
{
  std::mt19937 random(7);
  std::uniform_real_distribution<double> step(0.1, 1.);
  for (int trial = 0; trial < 100; ++trial)
  {
    // Up along random teeth on the right, straight down on the left.
    Polygon polygon{{-2., 0.}};
    double y = 0.;
    const int n = 1 + trial % 20;
    for (int i = 0; i < n; ++i)
    {
      const double x = step(random);
      polygon.push_back({x, y});
      y += step(random);
      polygon.push_back({x, y});
    }
    polygon.push_back({-2., y});
    double expected = 0.;
    for (std::size_t i = 0; i < polygon.size(); ++i)
    {
      const auto &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
      expected += 0.5 * (a[0] * b[1] - a[1] * b[0]);
    }
    for (std::array<double, 2> &corner : polygon)
      if (trial % 2 == 1)
        corner = {-corner[1], corner[0]};
    const std::vector<Rectangle> rectangles = rectangles_of({polygon}, {});
    EXPECT_NEAR(area(rectangles), expected, 1e-12 * expected);
    for (std::size_t i = 0; i < rectangles.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_TRUE(rectangles[i][0].lower >= rectangles[j][0].upper ||
                    rectangles[j][0].lower >= rectangles[i][0].upper ||
                    rectangles[i][1].lower >= rectangles[j][1].upper ||
                    rectangles[j][1].lower >= rectangles[i][1].upper);
  }
}

TEST(Rectilinear, RefusesSlantedEdges)
{
  EXPECT_THAT(fault({{{0., 0.}, {1e-3, 0.}, {1e-3, 1e-3}, {0., 2e-3}}}),
              HasSubstr("slanted edge from [1 mm, 1 mm] to [0 mm, 2 mm]"));
}

TEST(Rectilinear, RefusesWhatHasNoArea)
{
  EXPECT_THAT(fault({{{0., 0.}, {1., 0.}, {2., 0.}}}), HasSubstr("corners"));
  EXPECT_THAT(fault({{{0., 0.}, {0., 0.}, {1., 0.}, {1., 1.}, {0., 1.}}}),
              HasSubstr("twice in succession"));
  EXPECT_THAT(fault({{{0., 0.}, {0., 2.}, {0., 1.}, {0., 0.5}}}), testing::Ne(""));
}

// An eight, a loop that goes round twice, a spike, two edges on each other.
TEST(Rectilinear, RefusesSelfCrossing)
{
  EXPECT_THAT(fault({{{0., 0.}, {2., 0.}, {2., 2.}, {4., 2.}, {4., 1.}, {0., 1.}}}),
              HasSubstr("crosses or touches itself"));
  EXPECT_THAT(fault({{{0., 0.},
                      {3., 0.},
                      {3., 3.},
                      {1., 3.},
                      {1., 1.},
                      {2., 1.},
                      {2., 2.},
                      {0., 2.}}}),
              HasSubstr("crosses or touches itself"));
  EXPECT_THAT(fault({{{0., 0.}, {1., 0.}, {1., 3.}, {1., 1.}, {0., 1.}}}),
              HasSubstr("crosses or touches itself"));
}

TEST(Rectilinear, RefusesOverlap)
{
  EXPECT_THAT(fault({square(0., 0., 2.), square(1e-3, 0., 2.)}),
              HasSubstr("overlap at [1 mm, 0 mm]"));
  EXPECT_THAT(fault({square(0., 0., 2.)}, {square(1., 1., 2.)}), HasSubstr("reach out"));
  EXPECT_THAT(fault({square(0., 0., 4.)}, {square(1., 1., 2.), square(2., 2., 1.5)}),
              HasSubstr("holes that overlap"));
}

} // namespace
} // namespace kelvolt

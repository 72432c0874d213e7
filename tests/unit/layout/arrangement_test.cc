#include "layout/arrangement.h"
#include "mesh/plane_division.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace kelvolt
{
namespace
{

using testing::SizeIs;

constexpr double pi = 3.14159265358979323846;
constexpr double snap = 1e-6;

std::vector<PlaneCurve> edges_of_all(const std::vector<Outline> &outlines)
{
  std::vector<PlaneCurve> result;
  for (const Outline &outline : outlines)
    for (const PlaneCurve &edge : edges_of(outline))
      result.push_back(edge);
  return result;
}

Outline square(double x, double y, double width)
{
  return moved(
      {{rectangle_ring({width, width}, 0.)}, {}}, 0., {x + 0.5 * width, y + 0.5 * width});
}

Outline disc(double x, double y, double radius)
{
  return moved({{circle_ring(radius)}, {}}, 0., {x, y});
}

/// Areas of all faces, rising.
std::vector<double> areas(const Arrangement &all)
{
  std::vector<double> result;
  for (const Arrangement::Face &face : all.faces)
    result.push_back(all.area(face));
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<double> areas(const std::vector<Outline> &outlines)
{
  return areas(arrange(edges_of_all(outlines), snap));
}

// Areas of faces that can be told by hand: squares that cross, one within the other, side
// by side with an edge in common, a disc in a square and one over its edge.
TEST(Arrangement, HasTheFacesBetweenEdges)
{
  using testing::DoubleNear;
  using testing::ElementsAre;
  const auto is = [](double x)
  {
    return DoubleNear(x, 1e-12);
  };
  EXPECT_THAT(areas({square(0., 0., 2.), square(1., 1., 2.)}),
              ElementsAre(is(1.), is(3.), is(3.)));
  EXPECT_THAT(areas({square(0., 0., 4.), square(1., 1., 2.)}),
              ElementsAre(is(4.), is(12.)));
  EXPECT_THAT(areas({square(0., 0., 1.), square(1., 0., 1.)}), ElementsAre(is(1.), is(1.)));
  EXPECT_THAT(areas({square(0., 0., 2.), square(2., 0.5, 1.)}),
              ElementsAre(is(1.), is(4.)));
  EXPECT_THAT(areas({square(0., 0., 1.), square(0., 0., 1.)}), ElementsAre(is(1.)));
  EXPECT_THAT(areas({square(0., 0., 4.), disc(2., 2., 1.)}),
              ElementsAre(is(pi), is(16. - pi)));
  EXPECT_THAT(areas({square(0., 0., 4.), disc(4., 2., 1.)}),
              ElementsAre(is(0.5 * pi), is(0.5 * pi), is(16. - 0.5 * pi)));
  // A ring within a ring, and a square within that.
  EXPECT_THAT(areas({disc(0., 0., 3.), disc(0., 0., 2.), square(-1., -1., 2.)}),
              ElementsAre(is(4.), is(4. * pi - 4.), is(5. * pi)));
}

// Circles that touch each other and an edge from within: the order of edges that leave a
// vertex in the same direction. A lens between two circles, by its formula.
TEST(Arrangement, TellsEdgesThatTouch)
{
  using testing::DoubleNear;
  using testing::ElementsAre;
  const auto is = [](double x)
  {
    return DoubleNear(x, 1e-9);
  };
  EXPECT_THAT(areas({square(-2., -2., 4.), disc(1., 0., 1.)}),
              ElementsAre(is(pi), is(16. - pi)));
  EXPECT_THAT(areas({disc(0., 0., 2.), disc(1., 0., 1.)}),
              ElementsAre(is(pi), is(3. * pi)));
  EXPECT_THAT(areas({disc(-1., 0., 1.), disc(1., 0., 1.)}), ElementsAre(is(pi), is(pi)));
  const double lens = 2. * (pi / 3. - std::sqrt(3.) / 4.);
  EXPECT_THAT(areas({disc(0., 0., 1.), disc(1., 0., 1.)}),
              ElementsAre(is(lens), is(pi - lens), is(pi - lens)));
}

// Squares half a snap length apart are joined, and the shift is told; those two apart are
// not.
TEST(Arrangement, JoinsWhatIsNearerThanTheSnapLength)
{
  const Arrangement joined =
      arrange(edges_of_all({square(0., 0., 1.), square(1. + 0.5 * snap, 0., 1.)}), snap);
  EXPECT_THAT(joined.faces, SizeIs(2));
  EXPECT_THAT(joined.edges, SizeIs(7));
  EXPECT_NEAR(joined.shift.largest, 0.5 * snap, 1e-12);
  EXPECT_NEAR(joined.shift.at[0], 1., snap);
  const Arrangement apart =
      arrange(edges_of_all({square(0., 0., 1.), square(1. + 2. * snap, 0., 1.)}), snap);
  EXPECT_THAT(apart.edges, SizeIs(8));
  EXPECT_EQ(apart.shift.largest, 0.);
}

// Each side is at most as long as asked, areas stay, at least 16 go round a circle, and a
// narrow gap makes them short on both of its sides.
TEST(PlaneDivision, KeepsSizesAndAreas)
{
  const Arrangement all = arrange(edges_of_all({square(-4., -4., 8.),
                                                disc(0., 0., 1.),
                                                disc(0., 0., 0.9),
                                                square(2., -1., 1.),
                                                square(3.05, -1., 0.5)}),
                                  snap);
  PlaneSizing sizing;
  sizing.largest = 1.5;
  const Arrangement sides = divided(all, sizing);
  const std::vector<double> before = areas(all), after = areas(sides);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_NEAR(before[i], after[i], 1e-12);
  std::size_t round = 0;
  double shortest = 1e9;
  for (const Arrangement::Edge &edge : sides.edges)
  {
    const PlaneCurve side = sides.curve(edge);
    EXPECT_LE(side.length(), 1.5 + 1e-12);
    round += edge.bulge != 0. && side.radius() > 0.95;
    if (std::min(side.from[0], side.to[0]) > 2.99 && edge.bulge == 0. &&
        std::max(side.from[0], side.to[0]) < 3.06)
      shortest = std::min(shortest, side.length());
  }
  EXPECT_GE(round, 16U);
  EXPECT_LE(shortest, 0.151);
}

// What is written is read with all its digits.
TEST(PlaneDivision, IsWrittenInFull)
{
  PlaneSizing sizing;
  sizing.largest = 1. / 3.;
  const Arrangement sides = divided(
      arrange(edges_of_all({square(0., 0., 1.), disc(0.5, 0.5, 0.3)}), snap), sizing);
  std::stringstream text;
  write(text, sides, sizing);
  PlaneSizing other;
  const Arrangement read = read_division(text, other);
  EXPECT_EQ(other.largest, sizing.largest);
  EXPECT_EQ(areas(read), areas(sides));
  std::stringstream half(text.str().substr(0, text.str().size() / 2));
  EXPECT_THROW(read_division(half, other), std::runtime_error);
}

} // namespace
} // namespace kelvolt

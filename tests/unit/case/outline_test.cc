#include "case/ellipse.h"
#include "case/outline.h"
#include "case/outline_faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace kelvolt
{
namespace
{

using testing::HasSubstr;
using testing::SizeIs;

constexpr double pi = 3.14159265358979323846;
constexpr double mm = 1e-3, um = 1e-6;

Ring ring_of(const std::vector<PlanePoint> &corners)
{
  Ring result;
  for (const PlanePoint &corner : corners)
    result.push_back({corner});
  return result;
}

Ring shifted(const Ring &ring, const PlanePoint &by)
{
  return moved({{ring}, {}}, 0., by).rings[0];
}

std::string fault(const Outline &outline, double snap = 1e-6)
{
  const auto found = outline_fault(outline, snap);
  return found ? found->found : "";
}

// A quarter of the circle of radius 2 around (1, 3), from its rightmost to its topmost
// point: centre, radius, length, points and directions are known.
TEST(PlaneCurve, KnowsAQuarterOfACircle)
{
  const PlaneCurve arc{{3., 3.}, {1., 5.}, std::tan(pi / 8.)};
  EXPECT_NEAR(arc.centre()[0], 1., 1e-15);
  EXPECT_NEAR(arc.centre()[1], 3., 1e-15);
  EXPECT_NEAR(arc.radius(), 2., 1e-15);
  EXPECT_NEAR(arc.length(), pi, 1e-14);
  EXPECT_NEAR(distance(arc.at(0.5), {1. + std::sqrt(2.), 3. + std::sqrt(2.)}), 0., 1e-15);
  EXPECT_NEAR(distance(arc.direction(0.), {0., 1.}), 0., 1e-15);
  EXPECT_NEAR(distance(arc.direction(1.), {-1., 0.}), 0., 1e-15);
  EXPECT_NEAR(arc.nearest({4., 6.}), 0.5, 1e-15);
  EXPECT_EQ(arc.nearest({1., 0.}), 0.);
  const PlaneBox box = PlaneCurve{{1., 1.}, {1., 5.}, 1.}.box();
  EXPECT_NEAR(box.upper[0], 3., 1e-15);
  const PlaneCurve piece = arc.piece(0.25, 0.75);
  EXPECT_NEAR(piece.radius(), 2., 1e-14);
  EXPECT_NEAR(piece.length(), pi / 2., 1e-14);
}

// A line through a circle, one beside it, two circles that cross and two that touch.
TEST(PlaneCurve, FindsWhereCurvesMeet)
{
  const PlaneCurve upper{{1., 0.}, {-1., 0.}, 1.}; // upper half of the unit circle
  EXPECT_THAT(meetings(upper, {{-2., 0.5}, {2., 0.5}}, 1e-9), SizeIs(2));
  EXPECT_THAT(meetings(upper, {{-2., -0.5}, {2., -0.5}}, 1e-9), SizeIs(0));
  EXPECT_THAT(meetings(upper, {{-2., 1.001}, {2., 1.001}}, 1e-9), SizeIs(0));
  EXPECT_THAT(meetings(upper, {{-2., 1.001}, {2., 1.001}}, 0.01), SizeIs(1));
  const PlaneCurve right{{2., 0.}, {0., 0.}, 1.}; // the same around (1, 0)
  const std::vector<CurveMeeting> crossing = meetings(upper, right, 1e-9);
  ASSERT_THAT(crossing, SizeIs(1));
  EXPECT_NEAR(distance(upper.at(crossing[0].on_first), {0.5, std::sqrt(0.75)}), 0., 1e-15);
  EXPECT_NEAR(crossing[0].on_second, 2. / 3., 1e-14);
  EXPECT_THAT(meetings(upper, {{3., 0.}, {1., 0.}, 1.}, 1e-9), SizeIs(1));
  EXPECT_THAT(meetings(upper, upper, 1e-9), SizeIs(0));
}

// Areas by the formulas of the shapes.
TEST(Outline, HasTheAreaOfItsShape)
{
  EXPECT_NEAR(signed_area(circle_ring(2.)), 4. * pi, 1e-14);
  EXPECT_NEAR(signed_area(rectangle_ring({3., 2.}, 0.5)), 6. - (4. - pi) * 0.25, 1e-14);
  EXPECT_NEAR(signed_area(rectangle_ring({3., 2.}, 1.)), 2. + pi, 1e-14);
  EXPECT_NEAR(signed_area(rectangle_ring({2., 2.}, 1.)), pi, 1e-14);
  EXPECT_THAT(rectangle_ring({3., 2.}, 1.), SizeIs(6));
  const Outline ring{{circle_ring(2.)}, {circle_ring(1.)}};
  EXPECT_NEAR(area(ring), 3. * pi, 1e-14);
  EXPECT_NEAR(area(moved(ring, 0.7, {5., -3.})), 3. * pi, 1e-13);
  const PlaneBox box = bounding_box(moved(ring, 0.7, {5., -3.}));
  EXPECT_NEAR(box.lower[0], 3., 1e-14);
  EXPECT_NEAR(box.upper[1], -1., 1e-14);
}

// Arcs follow each other without a corner, near the ellipse by its equation, and enclose
// its area pi a b.
TEST(Ellipse, IsWhatItsArcsFollow)
{
  for (const double ratio : {1.00001, 1.1, 2., 5., 100., 0.3})
  {
    const double a = 1e-3 * ratio, b = 1e-3, size = std::sqrt(a * b);
    const Ring ring = ellipse_ring({a, b});
    const std::vector<PlaneCurve> arcs = edges_of(ring);
    EXPECT_NEAR(signed_area(ring), std::acos(-1.) * a * b, 1e-14 * a * b);
    EXPECT_LE(arcs.size(), 200U) << ratio;
    for (std::size_t i = 0; i < arcs.size(); ++i)
    {
      const PlanePoint end = arcs[i].direction(1.),
                       begin = arcs[(i + 1) % arcs.size()].direction(0.);
      EXPECT_NEAR(cross(end, begin), 0., 1e-10) << "a corner";
      for (const double t : {0., 0.2, 0.5, 0.8})
      {
        const PlanePoint p = arcs[i].at(t);
        const double f = p[0] * p[0] / (a * a) + p[1] * p[1] / (b * b) - 1.,
                     slope = 2. * std::hypot(p[0] / (a * a), p[1] / (b * b));
        EXPECT_LE(std::abs(f) / slope, 1.1e-4 * size) << ratio;
      }
    }
    EXPECT_FALSE(outline_fault(Outline{{ring}, {}}, 1e-9).has_value()) << ratio;
  }
  EXPECT_EQ(ellipse_ring({1., 1.}).size(), circle_ring(1.).size());
}

// Whether a point lies within, against the definition of each shape at random points.
TEST(Outline, ContainsItsPoints)
{
  std::mt19937 random(1);
  std::uniform_real_distribution<double> coordinate(-2.5, 2.5);
  const Ring slot = rectangle_ring({4., 2.}, 1.),
             pie{{{0., 0.}}, {{2., 0.}, std::tan(1.5 * pi / 4.)}, {{0., -2.}}};
  for (int i = 0; i < 20000; ++i)
  {
    const PlanePoint p{coordinate(random), coordinate(random)};
    EXPECT_EQ(contains(circle_ring(2.), p), std::hypot(p[0], p[1]) < 2.);
    const double beyond = std::max(std::abs(p[0]) - 1., 0.);
    EXPECT_EQ(contains(slot, p), std::hypot(beyond, p[1]) < 1.) << p[0] << ' ' << p[1];
    // Three quarters of a disc, anticlockwise from +x to -y.
    EXPECT_EQ(contains(pie, p), std::hypot(p[0], p[1]) < 2. && !(p[0] > 0. && p[1] < 0.))
        << p[0] << ' ' << p[1];
  }
  // On lines between corners, where a ray meets corners.
  EXPECT_TRUE(contains(circle_ring(2.), {0., 0.}));
  EXPECT_TRUE(contains(circle_ring(2.), {1., 1.}));
  EXPECT_TRUE(contains(circle_ring(2.), {-1., -1.}));
  EXPECT_TRUE(contains(circle_ring(2.), {-1., 1.}));
  EXPECT_FALSE(contains(circle_ring(2.), {-3., 0.}));
  EXPECT_FALSE(contains(circle_ring(2.), {-3., 2.}));
}

// Sound shapes, and such that touch.
TEST(OutlineFaults, AreNoneInSoundShapes)
{
  const Ring square = ring_of({{0., 0.}, {mm, 0.1 * mm}, {mm, mm}, {0., mm}});
  EXPECT_EQ(fault({{square}, {}}), "");
  EXPECT_EQ(fault({{square, shifted(square, {mm, 0.1 * mm})}, {}}), "");
  EXPECT_EQ(fault({{square, shifted(square, {mm, mm})}, {}}), "");
  EXPECT_EQ(fault({{circle_ring(mm)}, {shifted(circle_ring(0.2 * mm), {0.5 * mm, 0.})}}),
            "");
  EXPECT_EQ(fault({{rectangle_ring({2. * mm, mm}, 0.5 * mm)}, {}}), "");
  EXPECT_EQ(fault(moved({{rectangle_ring({2. * mm, mm}, 0.2 * mm)}, {}}, 0.3, {0., 0.})),
            "");
}

// An eight shows the crossing at (0.5, 0.5) mm; a circle cut by an edge, a spike, a neck
// below the snap length, tiny edges and arcs, overlap in each form.
TEST(OutlineFaults, AreFoundWithTheirPlace)
{
  EXPECT_THAT(fault({{ring_of({{0., 0.}, {mm, mm}, {mm, 0.}, {0., mm}})}, {}}),
              HasSubstr("crosses or touches itself at [0.5 mm, 0.5 mm]"));
  EXPECT_THAT(
      fault({{{{{0., 0.}, 1.}, {{mm, 0.}}, {{mm, -0.2 * mm}}, {{0., -0.2 * mm}}}}, {}}),
      HasSubstr("crosses or touches itself"));
  EXPECT_THAT(fault({{ring_of({{0., 0.}, {mm, 0.}, {2. * mm, 0.}, {mm, 0.1 * um}})}, {}}),
              HasSubstr("nearer to itself than mesh.snap"));
  EXPECT_THAT(
      fault(
          {{ring_of({{0., 0.}, {mm, 0.}, {mm, mm}, {0.5 * mm, 0.5 * um}, {0., mm}})}, {}}),
      HasSubstr("nearer to itself than mesh.snap at [0.5 mm, 0.0005 mm]"));
  EXPECT_THAT(fault({{ring_of({{0., 0.}, {mm, 0.}, {mm, 0.5 * um}, {0., mm}})}, {}}),
              HasSubstr("has corners"));
  EXPECT_THAT(fault({{circle_ring(2. * um)}, {}}), HasSubstr("an arc with the radius"));
  EXPECT_THAT(fault({{circle_ring(mm), shifted(circle_ring(mm), {mm, 0.})}, {}}),
              HasSubstr("edges that cross at"));
  EXPECT_THAT(fault({{circle_ring(mm), circle_ring(0.5 * mm)}, {}}),
              HasSubstr("polygons that overlap"));
  EXPECT_THAT(fault({{circle_ring(mm), circle_ring(mm)}, {}}),
              HasSubstr("polygons that overlap"));
  EXPECT_THAT(fault({{circle_ring(mm)}, {shifted(circle_ring(0.5 * mm), {3. * mm, 0.})}}),
              HasSubstr("a hole that reaches out of it"));
  EXPECT_THAT(fault({{circle_ring(mm)}, {circle_ring(2. * mm)}}),
              HasSubstr("a hole that reaches out of it"));
  EXPECT_THAT(fault({{circle_ring(mm)}, {circle_ring(mm)}}), HasSubstr("has no area"));
}

// A field of many circles is judged in a blink.
TEST(OutlineFaults, AreFoundInNearLinearTime)
{
  Outline field;
  for (int j = 0; j < 150; ++j)
    for (int i = 0; i < 150; ++i)
      field.rings.push_back(shifted(circle_ring(0.4 * mm), {i * mm, j * mm}));
  EXPECT_EQ(fault(field, 1e-6), "");
}

} // namespace
} // namespace kelvolt

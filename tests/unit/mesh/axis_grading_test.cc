#include "mesh/axis_grading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace kelvolt
{
namespace
{

constexpr double no_size = std::numeric_limits<double>::infinity();

std::vector<double> lengths(const std::vector<double> &points)
{
  std::vector<double> result;
  for (std::size_t i = 1; i < points.size(); ++i)
    result.push_back(points[i] - points[i - 1]);
  return result;
}

double largest_ratio(const std::vector<double> &points)
{
  const std::vector<double> length = lengths(points);
  double largest = 1.;
  for (std::size_t i = 1; i < length.size(); ++i)
    largest = std::max({largest, length[i] / length[i - 1], length[i - 1] / length[i]});
  return largest;
}

// 1 + 2 + 4 + 8 = 15: cells that begin at 1 and double fill an interval of 15 exactly.
TEST(AxisGrading, FillsAGeometricSeriesExactly)
{
  const auto points =
      grade_axis({0., 15.}, {{no_size, 1.}, {no_size, no_size}}, {2., 100., 1.});
  const std::vector<double> expected{0., 1., 3., 7., 15.};
  ASSERT_EQ(points.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(points[i], expected[i], 1e-12);
}

// The same from both ends: 1 2 4 4 2 1 fills 14, symmetric.
TEST(AxisGrading, IsSymmetricBetweenEqualSizes)
{
  const auto points = grade_axis({0., 14.}, {{no_size, 1.}, {1., no_size}}, {2., 100., 1.});
  const std::vector<double> expected{0., 1., 3., 7., 11., 13., 14.};
  ASSERT_EQ(points.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(points[i], expected[i], 1e-12);
}

// Without sizes the largest cell alone decides: six equal cells for a sixth.
TEST(AxisGrading, BareIntervalHasEqualCells)
{
  const auto points = grade_axis({0., 3.}, {{}, {}}, {2., 0.5, 1.});
  ASSERT_EQ(points.size(), 7u);
  for (std::size_t i = 0; i < points.size(); ++i)
    EXPECT_NEAR(points[i], 0.5 * static_cast<double>(i), 1e-12);
}

// A thin layer stays one cell, and its neighbours grow from its thickness: 1 | 2 4 8 16.
TEST(AxisGrading, ThinLayerLimitsItsNeighbours)
{
  const auto points = grade_axis({0., 1., 31.}, {{}, {}, {}}, {2., 100., 1.});
  const std::vector<double> expected{0., 1., 3., 7., 15., 31.};
  ASSERT_EQ(points.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(points[i], expected[i], 1e-12);
}

// Properties on random axes: planes kept, strictly rising, neighbouring cells within the
// growth up to rounding, first cells as asked up to rounding, nothing above the largest.
// Rounding down by a tenth of a cell can stretch an interval's cells by growth^0.1 each,
// and its single cell by (growth^1.1 - 1)/(growth - 1).
TEST(AxisGrading, KeepsItsPromisesOnRandomAxes)
{
  std::mt19937 random(11);
  std::uniform_real_distribution<double> exponent(-5., 0.);
  std::uniform_int_distribution<int> n_planes(2, 12);
  for (int axis = 0; axis < 500; ++axis)
  {
    std::vector<double> planes{0.};
    std::vector<PlaneSize> sizes(1);
    for (int p = n_planes(random); p > 1; --p)
    {
      planes.push_back(planes.back() + std::pow(10., exponent(random)));
      sizes.emplace_back();
      if (axis % 2 == 0)
        sizes.back() = {std::pow(10., exponent(random)), std::pow(10., exponent(random))};
    }
    const double growth = axis % 3 == 0 ? 1.3 : 2.;
    const GradingRule rule{growth, planes.back() / 6., 1.};
    const auto points = grade_axis(planes, sizes, rule);
    const double slack = (std::pow(growth, 1.1) - 1.) / (growth - 1.);

    EXPECT_TRUE(std::is_sorted(points.begin(), points.end()));
    EXPECT_LT(largest_ratio(points), growth * slack * 1.001) << axis;
    for (const double length : lengths(points))
    {
      EXPECT_GT(length, 0.);
      EXPECT_LT(length, rule.largest * slack);
    }
    for (std::size_t p = 0; p < planes.size(); ++p)
    {
      const auto at = std::find(points.begin(), points.end(), planes[p]);
      ASSERT_NE(at, points.end()) << "plane " << p << " was lost";
      if (at + 1 != points.end())
      {
        EXPECT_LT(*(at + 1) - *at, sizes[p].above * slack * 1.001);
      }
      if (at != points.begin())
      {
        EXPECT_LT(*at - *(at - 1), sizes[p].below * slack * 1.001);
      }
    }
    const auto counts = cells_per_interval(planes, sizes, rule);
    double sum = 0.;
    for (const double count : counts)
      sum += count;
    EXPECT_EQ(sum, static_cast<double>(points.size() - 1));
  }
}

// No interval of three or more cells has an odd number, whatever the factor: none has a
// cell across its middle, where an even degree is blind to what is even. Halving keeps it
// so.
TEST(AxisGrading, NoIntervalHasALonelyMiddleCell)
{
  std::mt19937 random(7);
  std::uniform_real_distribution<double> exponent(-4., 0.), factor(-1., 1.);
  for (int axis = 0; axis < 500; ++axis)
  {
    std::vector<double> planes{0.};
    std::vector<PlaneSize> sizes(1);
    for (int p = 0; p < 6; ++p)
    {
      planes.push_back(planes.back() + std::pow(10., exponent(random)));
      sizes.push_back({std::pow(10., exponent(random)), std::pow(10., exponent(random))});
    }
    const GradingRule rule{2., planes.back() / 6., std::pow(4., factor(random))};
    for (const double cells : cells_per_interval(planes, sizes, rule))
      EXPECT_TRUE(cells <= 2. || std::fmod(cells, 2.) == 0.)
          << cells << " on axis " << axis;
  }
}

// The size factor 1/2 splits every cell in two: each coarse point is a fine one again.
TEST(AxisGrading, HalfTheSizeIsNested)
{
  const std::vector<double> planes{0., 0.01, 0.4, 2., 2.1};
  const std::vector<PlaneSize> sizes{{}, {0.004, 0.01}, {}, {0.05, no_size}, {}};
  const auto coarse = grade_axis(planes, sizes, {2., 0.5, 1.});
  const auto fine = grade_axis(planes, sizes, {2., 0.5, 0.5});
  ASSERT_EQ(fine.size(), 2 * coarse.size() - 1);
  for (std::size_t i = 0; i < coarse.size(); ++i)
    EXPECT_NEAR(fine[2 * i], coarse[i], 1e-12);
}

} // namespace
} // namespace kelvolt

#include "discretization/point_values.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// 100 cell + q, on more cells than one batch and fewer than two.
PointValues numbered()
{
  PointValues result(lanes + 3, 8, -1.);
  for (unsigned int cell = 0; cell < result.n_cells(); ++cell)
    for (unsigned int q = 0; q < result.n_points(); ++q)
      result.at(cell, q) = 100. * cell + q;
  return result;
}

// Every point has a number of its own, and it lies where the batch's kernels look for it.
TEST(PointValues, HoldOneNumberPerPoint)
{
  const PointValues values = numbered();
  EXPECT_EQ(values.at(lanes + 2, 7), 100. * (lanes + 2) + 7.);
  EXPECT_EQ(values.batch(1)[7 * lanes + 2], 100. * (lanes + 2) + 7.);
  EXPECT_FALSE(values.empty());
  EXPECT_TRUE(PointValues().empty());
  EXPECT_TRUE(PointValues(0, 8, 1.).empty());
}

// What is done to all values is done point by point.
TEST(PointValues, MapPointByPoint)
{
  const PointValues values = numbered();
  PointValues sum = map_points([](double a, double b) { return a - 2. * b; },
                               values,
                               values.map([](double a) { return a * a; }));
  sum += values;
  sum *= values;
  for (unsigned int cell = 0; cell < values.n_cells(); ++cell)
    for (unsigned int q = 0; q < values.n_points(); ++q)
    {
      const double a = 100. * cell + q;
      EXPECT_EQ(sum.at(cell, q), (2. * a - 2. * a * a) * a);
    }
}

// The largest is that of the cells, not of lanes that no cell uses.
TEST(PointValues, FindTheLargest)
{
  const PointValues negative = numbered().map([](double a) { return -5. - a; });
  EXPECT_EQ(negative.largest(-1e9), -5.);
  EXPECT_EQ(negative.largest(0.), 0.);
}

} // namespace
} // namespace kelvolt

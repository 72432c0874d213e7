#include "mesh/blind_slabs.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

// A long cell between two short ones that both have something: its own indicator vanishes
// for symmetry, yet it is suspected of theirs times (4 / 1)^7 for degree 2.
TEST(BlindSlabs, SuspectsTheLonelyMiddle)
{
  const PerSlab<double> planes{{{0., 1., 2., 6., 7., 8.}, {0., 1.}, {0., 1.}}};
  EXPECT_NEAR(blind_indicator(planes, {{{0., 1e-6, 0., 1e-6, 0.}, {1.}, {1.}}}, 2),
              1e-6 * 16384.,
              1e-9);
}

// Indicators of a smooth field, x^2 h^7: neighbours confirm each other, up to the change
// of x from one to the next.
TEST(BlindSlabs, TrustsASmoothField)
{
  PerSlab<double> planes{{{}, {0., 1.}, {0., 1.}}}, indicators{{{}, {0.}, {0.}}};
  for (int i = 0; i <= 10; ++i)
    planes[0].push_back(1. + 0.1 * i + (i % 2 == 1 ? 0.02 : 0.));
  double sum = 0.;
  for (int i = 0; i < 10; ++i)
  {
    const double h = planes[0][i + 1] - planes[0][i];
    indicators[0].push_back(planes[0][i] * planes[0][i] * std::pow(h, 7));
    sum += indicators[0].back();
  }
  EXPECT_LT(blind_indicator(planes, indicators, 2), 0.02 * sum);
}

// Geometric cells towards an edge where u and z behave like r^(1/2), degree 2: all cells
// but the last two hold the same share of u' z' r, which scales by 2 per cell.
TEST(BlindSlabs, TrustsCellsThatShrinkTowardsAnEdge)
{
  PerSlab<double> planes{{{0.}, {0., 1.}, {0., 1.}}}, indicators{{{}, {0.}, {0.}}};
  for (int i = 0; i < 8; ++i)
  {
    planes[0].push_back(planes[0].back() + std::pow(2., i));
    indicators[0].push_back(std::pow(2., i));
  }
  EXPECT_EQ(blind_indicator(planes, indicators, 2), 0.);
}

} // namespace
} // namespace kelvolt

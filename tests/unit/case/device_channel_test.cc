#include "case/device_channel.h"

#include <gtest/gtest.h>

/// @file Length and cross-section of channels whose shape is an outline.

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

Prism rectangle(double turned_by)
{
  return {moved({{rectangle_ring({3., 2.}, 0.)}, {}}, turned_by, {5., 7.}), {1., 1.5}};
}

// Along z any shape has one length, and its area.
TEST(DeviceChannel, AlongZ)
{
  const Prism disc{{{circle_ring(2.)}, {circle_ring(1.)}}, {1., 1.5}};
  const auto size = channel_size(disc, 2);
  ASSERT_TRUE(size.has_value());
  EXPECT_DOUBLE_EQ(size->length, 0.5);
  EXPECT_NEAR(size->cross_section, 3. * pi, 1e-12);
  EXPECT_FALSE(channel_size(disc, 0).has_value());
}

// Of a turned rectangle the edges count that run nearer to the axis.
TEST(DeviceChannel, AlongTheEdgesOfARectangle)
{
  for (const double degrees : {20., -20., 44., 160., 200.})
  {
    const Prism turned = rectangle(degrees * pi / 180.);
    const auto x = channel_size(turned, 0), y = channel_size(turned, 1);
    ASSERT_TRUE(x && y) << degrees;
    EXPECT_NEAR(x->length, 3., 1e-12) << degrees;
    EXPECT_NEAR(x->cross_section, 1., 1e-12) << degrees;
    EXPECT_NEAR(y->length, 2., 1e-12) << degrees;
    EXPECT_NEAR(y->cross_section, 1.5, 1e-12) << degrees;
  }
  const auto across = channel_size(rectangle(70. * pi / 180.), 0);
  ASSERT_TRUE(across.has_value());
  EXPECT_NEAR(across->length, 2., 1e-12);
}

// Neither edge of one turned by 45 degrees is nearer, and no other shape has a length.
TEST(DeviceChannel, HasNoLengthOtherwise)
{
  EXPECT_FALSE(channel_size(rectangle(pi / 4.), 0).has_value());
  Prism skewed = rectangle(0.3);
  skewed.outline.rings[0][1].at[0] += 0.1;
  EXPECT_FALSE(channel_size(skewed, 0).has_value());
  const Prism rounded{{{rectangle_ring({3., 2.}, 0.1)}, {}}, {0., 1.}};
  EXPECT_FALSE(channel_size(rounded, 1).has_value());
  Prism parallelogram = rectangle(0.);
  for (const std::size_t corner : {2, 3})
    parallelogram.outline.rings[0][corner].at[0] += 0.1;
  EXPECT_FALSE(channel_size(parallelogram, 0).has_value());
}

} // namespace
} // namespace kelvolt

#include "accuracy/edge_exponent.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

const double pi = std::acos(-1.);

Quarter isotropic(double k)
{
  return std::array<double, 2>{k, k};
}

// A corner of 270 degrees of one material: r^(1/3) where one face is held and the other
// insulated, r^(2/3) where both are of one kind. A corner
// of 180 degrees has r^(1/2) held and insulated.
TEST(EdgeExponent, OfReEntrantCorners)
{
  const Quarter k = isotropic(5.);
  EdgeSetting corner{{k, k, k, std::nullopt}, {true, false, false, false}};
  EXPECT_NEAR(singular_exponent(corner), 1. / 3., 1e-5);
  corner.held = {false, false, false, false};
  EXPECT_NEAR(singular_exponent(corner), 2. / 3., 1e-5);
  corner.held = {true, false, false, true};
  EXPECT_NEAR(singular_exponent(corner), 2. / 3., 1e-5);
  const EdgeSetting plane{{k, k, std::nullopt, std::nullopt}, {true, false, false, false}};
  EXPECT_NEAR(singular_exponent(plane), 0.5, 1e-5);
}

// Two by two squares of k1 and k2: 4/pi atan sqrt(k1 / k2), from Keller's duality.
TEST(EdgeExponent, OfACheckerboard)
{
  for (const double contrast : {100., 1300., 1e6})
  {
    const Quarter good = isotropic(contrast), poor = isotropic(1.);
    EXPECT_NEAR(singular_exponent({{good, poor, good, poor}, {}}) /
                    (4. / pi * std::atan(std::sqrt(1. / contrast))),
                1.,
                1e-4);
  }
  const Quarter k = isotropic(3.);
  EXPECT_EQ(singular_exponent({{k, k, k, k}, {}}), regular_exponent);
}

// A quarter alone, held and free, has r; materials that meet at a free face, too: nothing
// worth a name.
TEST(EdgeExponent, OfRegularEdges)
{
  const Quarter good = isotropic(400.), poor = isotropic(1.);
  EXPECT_EQ(singular_exponent({{good, std::nullopt, std::nullopt, std::nullopt},
                               {true, false, false, false}}),
            regular_exponent);
  EXPECT_EQ(singular_exponent({{good, poor, std::nullopt, std::nullopt}, {}}),
            regular_exponent);
  EXPECT_EQ(singular_exponent({{good, poor, poor, good}, {}}), regular_exponent);
}

// Flush quarters of k1, held below, and k2, insulated below: s tan^2(s pi / 2) = k1 / k2.
TEST(EdgeExponent, OfAHeldPoorConductorBesideAGoodOne)
{
  const EdgeSetting setting{{isotropic(390.), isotropic(3.), std::nullopt, std::nullopt},
                            {false, false, true, false}};
  EXPECT_NEAR(singular_exponent(setting), 2. / pi * std::atan(std::sqrt(3. / 390.)), 1e-5);
}

// Stretching space along one axis turns an anisotropic checkerboard into an isotropic one
// of sqrt(k_u k_v), and leaves the exponent.
TEST(EdgeExponent, OfAnisotropicQuarters)
{
  const Quarter good = std::array<double, 2>{400., 25.},
                poor = std::array<double, 2>{4., 0.25};
  EXPECT_NEAR(
      singular_exponent({{good, poor, good, poor}, {}}), 4. / pi * std::atan(0.1), 1e-5);
}

} // namespace
} // namespace kelvolt

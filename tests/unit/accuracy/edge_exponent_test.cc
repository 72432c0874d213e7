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

// A crack between two equal halves of k, whose tip half a plane of k_m shorts: by symmetry
// u = 0 beyond it, and cos(s t) in k goes on in k_m as sin(s (pi - t)) where
// tan^2(s pi / 2) = k_m / k.
TEST(EdgeExponent, OfACrackShortedAtItsTip)
{
  for (const double ratio : {0.5, 0.01, 1e-4})
  {
    const Quarter good = isotropic(3.), poor = isotropic(3. * ratio);
    EdgeSetting crack{{good, poor, poor, good}, {}, {1., 0., 0., 0.}};
    EXPECT_NEAR(singular_exponent(crack, Joints::parted),
                2. / pi * std::atan(std::sqrt(ratio)),
                1e-5);
    const std::vector<EdgeSector> sectors{{0., pi / 2., good, false, 1.},
                                          {pi / 2., 3. * pi / 2., poor},
                                          {3. * pi / 2., 2. * pi, good}};
    EXPECT_NEAR(singular_exponent(sectors, Joints::parted),
                singular_exponent(crack, Joints::parted),
                1e-5);
  }
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

// Sectors at right angles are quarters, however all of them are turned; where conductivity
// depends on the direction, along its axes.
TEST(EdgeExponent, OfSectorsIsThatOfQuarters)
{
  const double right = 0.5 * pi;
  const auto sectors = [&](const std::vector<Quarter> &k, double turned_by, bool held)
  {
    std::vector<EdgeSector> result;
    for (std::size_t i = 0; i < k.size(); ++i)
      result.push_back({turned_by + double(i) * right,
                        turned_by + double(i + 1) * right,
                        k[i],
                        held && i == 0});
    return result;
  };
  const Quarter good = isotropic(390.), poor = isotropic(2.);
  const double of_corner = singular_exponent({{poor, good, good, good}, {}});
  for (const double turned_by : {-2., 0., 0.7, 5.})
    EXPECT_NEAR(singular_exponent(sectors({poor, good, good, good}, turned_by, false)),
                of_corner,
                1e-5);
  const EdgeSetting cut{{poor, good, good, std::nullopt}, {true, false, false, false}};
  EXPECT_NEAR(singular_exponent(sectors({poor, good, good, std::nullopt}, 0.3, true)),
              singular_exponent(cut),
              1e-5);
  const Quarter other = std::array<double, 2>{4., 0.25},
                along = std::array<double, 2>{400., 25.};
  EXPECT_NEAR(singular_exponent(sectors({along, other, along, other}, 0., false)),
              4. / pi * std::atan(0.1),
              1e-5);
}

// A re-entrant corner of the angle w, insulated: pi / w; held and insulated: pi / 2 w. With
// conductivity that depends on the direction it is the angle in stretched axes.
TEST(EdgeExponent, OfCornersOfAnyAngle)
{
  for (const double w : {1.1 * pi, 1.3 * pi, 1.9 * pi})
  {
    std::vector<EdgeSector> corner{{0.4, 0.4 + w, isotropic(3.), false},
                                   {0.4 + w, 0.4 + 2. * pi, std::nullopt, false}};
    EXPECT_NEAR(singular_exponent(corner), pi / w, 1e-5);
    corner[0].held_at_start = true;
    EXPECT_NEAR(singular_exponent(corner), 0.5 * pi / w, 1e-5);
  }
  // In x / 2 and y, 45 degrees beyond the second axis become atan 2.
  const Quarter k = std::array<double, 2>{4., 1.};
  const double end = 1.5 * pi + 0.25 * pi, seen = 1.5 * pi + std::atan(0.5);
  EXPECT_NEAR(singular_exponent({{0., end, k, false}, {end, 2. * pi, std::nullopt, false}}),
              pi / seen,
              1e-5);
}

// Two materials on both sides of a straight line, at any angle: smooth.
TEST(EdgeExponent, OfASmoothInterface)
{
  EXPECT_EQ(singular_exponent({{0.3, 0.3 + pi, isotropic(390.), false},
                               {0.3 + pi, 0.3 + 2. * pi, isotropic(1.), false}}),
            regular_exponent);
}

} // namespace
} // namespace kelvolt

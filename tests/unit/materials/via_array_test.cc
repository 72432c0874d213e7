#include "materials/via_array.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double pi = 3.14159265358979323846;

ViaArray solid(double radius, double conductivity, double matrix = 1.)
{
  ViaArray array;
  array.outer = radius;
  array.matrix = matrix;
  array.wall = conductivity;
  return array;
}

double radius_of_share(double share)
{
  return std::sqrt(share / pi);
}

// Copper in FR4 at 0.15 and 0.4 of the pitch: the same sums with 30 digits and 32 orders
// (mpmath).
TEST(ViaArray, AgreesWithTheSumsInManyDigits)
{
  constexpr double copper = 390., resin = 0.35;
  EXPECT_NEAR(
      conductivity_across(solid(0.15, copper, resin)) / resin, 1.15183246660509895, 1e-12);
  EXPECT_NEAR(
      conductivity_across(solid(0.4, copper, resin)) / resin, 3.09665737911740548, 1e-11);
}

// Perrins, McKenzie and McPhedran (1979) sum up the first multipoles in a formula in the
// share f of the area and T = (1 + k)/(1 - k), good to f^12, for metal and for holes; near
// touching, perfect conductors follow Keller's law, J. Appl. Phys. 34 (1963) 991, but for a
// constant.
TEST(ViaArray, AgreesWithPublishedFormulas)
{
  for (const double k : {infinite, 390. / 0.35, 5., 0.1, 0.})
    for (const double f : {0.1, 0.2, 0.3, 0.4, 0.5})
    {
      const double T = std::isinf(k) ? -1. : (1. + k) / (1. - k), f4 = std::pow(f, 4.),
                   f8 = f4 * f4;
      const double expected =
          1. -
          2. * f /
              (T + f - 0.305827 * f4 * T / (T * T - 1.402958 * f8) - 0.013362 * f8 / T);
      EXPECT_NEAR(conductivity_across(solid(radius_of_share(f), k)),
                  expected,
                  1e-6 + 4. * std::pow(f, 12.))
          << k << ' ' << f;
    }
  const auto keller = [](double f)
  {
    return 0.5 * std::pow(pi, 1.5) / std::sqrt(pi / 4. - f);
  };
  const auto array = [](double f)
  {
    return conductivity_across(solid(radius_of_share(f), infinite));
  };
  EXPECT_NEAR(array(0.783) - array(0.78), keller(0.783) - keller(0.78), 0.05);
}

// Keller's theorem: exchanging both conductivities inverts the relative conductivity of a
// square array, whatever the radius. Holes are the inverse of perfect conductors.
TEST(ViaArray, ObeysKellersTheorem)
{
  for (const double radius : {0.05, 0.2, 0.35, 0.45})
  {
    for (const double contrast : {2., 50., 1114.})
      EXPECT_NEAR(conductivity_across(solid(radius, contrast)) *
                      conductivity_across(solid(radius, 1. / contrast)),
                  1.,
                  1e-11)
          << radius << ' ' << contrast;
    EXPECT_NEAR(conductivity_across(solid(radius, infinite)) *
                    conductivity_across(solid(radius, 0.)),
                1.,
                1e-11)
        << radius;
  }
}

// A wall around a fill of its own material is a solid via; a wall of the matrix leaves the
// fill alone; one that conducts nothing shields it.
TEST(ViaArray, WallAndFillHaveTheirLimits)
{
  ViaArray array = solid(0.4, 30.);
  array.inner = 0.3;
  array.fill = 30.;
  EXPECT_NEAR(conductivity_across(array), conductivity_across(solid(0.4, 30.)), 1e-12);
  array.wall = 1.;
  EXPECT_NEAR(conductivity_across(array), conductivity_across(solid(0.3, 30.)), 1e-10);
  array.wall = 0.;
  EXPECT_NEAR(conductivity_across(array), conductivity_across(solid(0.4, 0.)), 1e-12);
  array.wall = infinite;
  EXPECT_NEAR(conductivity_across(array), conductivity_across(solid(0.4, infinite)), 1e-12);
}

// Vias of little metal hardly see each other: 1 + 2 f b / (1 - f b) up to f^5, with the
// reflection b of a coated cylinder.
TEST(ViaArray, ThinVias)
{
  ViaArray array = solid(0.05, 1000.);
  array.inner = 0.045;
  array.fill = 0.;
  const double f = pi * 0.05 * 0.05, wall = 999. / 1001.;
  const double fill = -std::pow(0.9, 2.), b = (wall + fill) / (1. + wall * fill);
  EXPECT_NEAR(conductivity_across(array), 1. + 2. * f * b / (1. - f * b), 1e-10);
}

// Along the vias the areas count.
TEST(ViaArray, AlongByArea)
{
  ViaArray array = solid(0.25, 400., 0.5);
  array.inner = 0.2;
  array.fill = 0.2;
  EXPECT_NEAR(conductivity_along(array),
              0.5 * (1. - pi * 0.0625) + 400. * pi * (0.0625 - 0.04) + 0.2 * pi * 0.04,
              1e-12);
}

// Vias without resistance that all but touch leave the sums without a value.
TEST(ViaArray, SaysWhereItEnds)
{
  EXPECT_THROW(conductivity_across(solid(0.4999999, infinite)), std::domain_error);
}

} // namespace
} // namespace kelvolt

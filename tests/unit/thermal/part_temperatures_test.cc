#include "../coupling/solved_case.h"
#include "thermal/part_temperatures.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// A rod of two parts between 400 K and 300 K: linear, so that lowest, mean and highest of
// each part are known, and the hottest of equally hot nodes is the first in x, y, z, on any
// number of ranks.
TEST(PartTemperatures, LinearRod)
{
  Case input;
  input.parts = {make_part("cold", "metal", box_mm({0, 1}, {0, 2}, {0, 2})),
                 make_part("warm", "metal", box_mm({1, 4}, {0, 2}, {0, 2}))};
  input.cooling = {cooled("cold", Side::left, FixedTemperature{300.}),
                   cooled("warm", Side::right, FixedTemperature{400.})};
  const auto solution = solve(input, example_materials());
  const auto parts = part_temperatures(solution->thermal, 2);
  EXPECT_NEAR(parts[0].lowest, 300., 1e-9);
  EXPECT_NEAR(parts[0].mean, 312.5, 1e-9);
  EXPECT_NEAR(parts[0].highest, 325., 1e-9);
  EXPECT_NEAR(parts[0].volume, 4e-9, 1e-20);
  EXPECT_NEAR(parts[1].lowest, 325., 1e-9);
  EXPECT_NEAR(parts[1].mean, 362.5, 1e-9);
  EXPECT_NEAR(parts[1].highest, 400., 1e-9);
  EXPECT_NEAR(parts[1].volume, 12e-9, 1e-20);
  EXPECT_NEAR(parts[1].hottest[0], 4e-3, 1e-12);
  EXPECT_NEAR(parts[1].hottest[1], 0., 1e-12);
  EXPECT_NEAR(parts[1].hottest[2], 0., 1e-12);
  EXPECT_NEAR(parts[1].coldest[0], 1e-3, 1e-12);
  EXPECT_NEAR(parts[1].coldest[1], 0., 1e-12);
  EXPECT_NEAR(parts[1].coldest[2], 0., 1e-12);
}

// Even heat between 300 K and 310 K: a parabola, which the elements hold exactly; its top,
// at x = L/2 + k dT/(g L), lies between nodes and is found there.
TEST(PartTemperatures, FindsTheTopBetweenNodes)
{
  Case input;
  input.parts = {make_part("rod", "metal", box_mm({0, 4}, {0, 2}, {0, 2}))};
  input.cooling = {cooled("rod", Side::left, FixedTemperature{300.}),
                   cooled("rod", Side::right, FixedTemperature{310.})};
  input.heat = {{"rod", 1., {}}};
  const auto solution = solve(input, example_materials());
  const double L = 4e-3, k = 10., g = 1. / 16e-9;
  const double x = 0.5 * L + k * 10. / (g * L);
  const PartTemperatures rod = part_temperatures(solution->thermal, 1)[0];
  EXPECT_NEAR(rod.hottest[0], x, 1e-3 * L);
  EXPECT_NEAR(rod.highest, 300. + 10. * x / L + 0.5 * g / k * x * (L - x), 1e-5);
  EXPECT_NEAR(rod.lowest, 300., 1e-9);
}

} // namespace
} // namespace kelvolt

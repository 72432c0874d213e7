#include "../coupling/solved_case.h"
#include "thermal/resistance_matrix.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double side = 1e-3, area = side * side, k = 1., h = 1000., ambient = 300.;

/// Two cubes of plastic, 1 mm, one on the other, cooled from below.
Case two_cubes(double emissivity)
{
  Case input;
  input.parts = {make_part("lower", "plastic", box_mm({0, 1}, {0, 1}, {0, 1})),
                 make_part("upper", "plastic", box_mm({0, 1}, {0, 1}, {1, 2}))};
  input.cooling = {cooled("lower", Side::bottom, Convection{h, emissivity, ambient})};
  input.heat = {{"upper", 0.2, {}}};
  input.mesh = coarse_mesh();
  return input;
}

/// Resistance of the cooled surface r; the matrix of the cubes in closed form: a cube that
/// is heated has L/(3 k A) itself, L/(2 k A) for what lies above.
void expect_series(const std::vector<std::vector<double>> &R, double r)
{
  const double cube = side / (k * area);
  EXPECT_NEAR(R[0][0], r + cube / 3., 1e-8 * R[0][0]);
  EXPECT_NEAR(R[0][1], r + cube / 2., 1e-8 * R[0][0]);
  EXPECT_NEAR(R[1][0], r + cube / 2., 1e-8 * R[0][0]);
  EXPECT_NEAR(R[1][1], r + cube + cube / 3., 1e-8 * R[0][0]);
}

// Cubes in series with a film.
TEST(ResistanceMatrix, TwoCubesOnAFilm)
{
  const auto solution = solve(two_cubes(0.), metal_and_plastic());
  expect_series(resistance_matrix(solution->thermal, {0, 1}), 1. / (h * area));
  const auto upper = resistance_matrix(solution->thermal, {1});
  ASSERT_EQ(upper.size(), 1U);
  EXPECT_NEAR(upper[0][0], 1. / (h * area) + side / (k * area) * 4. / 3., 1e-5);
}

// Radiation adds the slope of its loss, 4 eps s T^3, at the temperature of the surface.
TEST(ResistanceMatrix, RadiationBySlope)
{
  const auto solution = solve(two_cubes(0.8), metal_and_plastic());
  const double T =
      solution->thermal.inspect(find_surface(two_cubes(0.8), {"lower", Side::bottom}))
          .mean_temperature;
  EXPECT_GT(T, 400.);
  const double slope = h + 4. * 0.8 * 5.670374419e-8 * std::pow(T, 3);
  expect_series(resistance_matrix(solution->thermal, {0, 1}), 1. / (slope * area));
}

} // namespace
} // namespace kelvolt

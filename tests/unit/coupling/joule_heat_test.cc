#include "../discretization/small_meshes.h"
#include "solved_case.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace kelvolt
{
namespace
{

// A bar with even current: sigma E^2 in it and nothing in the plate below; the heat falls
// with temperature as sigma does, by a = 0.4 % per kelvin at the temperature of reference.
TEST(JouleHeat, IsSigmaESquared)
{
  const auto solution = set_up(warm_bar(), metal_and_plastic());
  const ScalarField &thermal = solution->thermal.field();
  const ConductivityAtPoints sigma =
      conductivity_at_points(*solution->electric,
                             solution->thermal,
                             solution->materials,
                             constant_at_points(thermal, 300.));
  solution->electric->correct(sigma.sigma, 1e-12);
  const JouleHeat heat = joule_heat(*solution->electric, thermal, sigma);
  const double density = 1e7 * 1.; // E = 1 V/m
  const std::size_t n3 = thermal.element().n_cubed();
  for (unsigned int cell = 0; cell < thermal.cells().n_cells; ++cell)
    for (unsigned int q = 0; q < n3; ++q)
    {
      const double expected = thermal.cells().part[cell] == 1 ? density : 0.;
      EXPECT_NEAR(heat.density.at(cell, q), expected, 1e-6 * density);
      EXPECT_NEAR(heat.joule_slope.at(cell, q), 4e-3 * expected, 1e-8 * density);
    }
  EXPECT_NEAR(
      solution->thermal.total(heat.density), density * 10e-9, 1e-9 * density * 1e-8);
}

// A law that gives no positive conductivity at one point is an error on all ranks.
TEST(JouleHeat, RefusesConductivitiesThatAreNotPositive)
{
  const auto solution = set_up(warm_bar(), metal_and_plastic());
  const ScalarField &thermal = solution->thermal.field();
  EXPECT_THROW(conductivity_at_points(*solution->electric,
                                      solution->thermal,
                                      solution->materials,
                                      constant_at_points(thermal, 10.)),
               std::runtime_error);
}

} // namespace
} // namespace kelvolt

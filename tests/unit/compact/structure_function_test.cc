#include "compact/structure_function.h"
#include "layer_stack.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

CauerNetwork ladder_of(const test::LayerStack &stack, int n_modes)
{
  return cauer_network(foster_network(test::reduced_model(stack, n_modes, 1., 1e6), 0, 0));
}

StructureFunction structure_of(const test::LayerStack &stack, int n_modes)
{
  return structure_function(ladder_of(stack, n_modes));
}

// Eight layers whose capacities span four decades: their structure function is a broken
// line, known exactly. A model of 32 states, made for 1 us to 10 s, is off by 0.015 decades
// in the mean over all resistances, and by less the more states it has.
TEST(StructureFunction, FindsEightLayers)
{
  const test::LayerStack stack{{{0.02, 0.002},
                                {0.03, 0.0005},
                                {0.05, 0.02},
                                {0.1, 0.01},
                                {0.15, 0.3},
                                {0.3, 0.02},
                                {0.2, 3.},
                                {0.25, 15.}},
                               0.};
  double before = 1.;
  for (const int n_modes : {16, 24, 32})
  {
    const StructureFunction structure = structure_of(stack, n_modes);
    constexpr int n_places = 1000;
    double sum = 0.;
    for (int i = 1; i < n_places; ++i)
    {
      const double place = stack.total_resistance() * i / n_places;
      sum += std::abs(
          std::log10(capacity_within(structure, place) / stack.capacity_within(place)));
    }
    EXPECT_LT(sum / (n_places - 1), before) << n_modes;
    before = sum / (n_places - 1);
  }
  EXPECT_LE(before, 0.015);
}

// One ladder by hand: the middles of its staircase, and what lies between them.
TEST(StructureFunction, TakesTheMiddlesOfTheSteps)
{
  const StructureFunction structure = structure_function({{1., 2.}, {3., 10.}});
  EXPECT_EQ(structure.resistance, (std::vector<double>{0., 0.5, 1., 2.}));
  EXPECT_EQ(structure.capacity, (std::vector<double>{1.5, 3., 8., 13.}));
  EXPECT_EQ(structure.middle, (std::vector<double>{0.25, 0.75, 1.5}));
  EXPECT_EQ(structure.density, (std::vector<double>{3., 10., 5.}));
  EXPECT_DOUBLE_EQ(capacity_within(structure, 1.5), std::sqrt(8. * 13.));
  EXPECT_DOUBLE_EQ(capacity_within(structure, 9.), 13.);
}

// A die on copper on a contact without capacity: the copper ends at 0.1178131 K/W, which
// the corner finds with a good contact and with a bad one to some percent. There is nothing
// behind the contact in which the two could part.
TEST(StructureFunction, FindsTheEndOfTheCopper)
{
  const StructureFunction good = structure_of(test::die_on_copper(0.05), 32),
                          bad = structure_of(test::die_on_copper(0.3), 32);
  EXPECT_NEAR(
      corner_resistance(ladder_of(test::die_on_copper(0.05), 32)), 0.1178131, 0.005);
  EXPECT_NEAR(corner_resistance(ladder_of(test::die_on_copper(0.3), 32)), 0.1178131, 0.005);
  EXPECT_TRUE(std::isnan(parting_resistance(good, bad)));
}

// A capacity that lies at the surroundings but for a billionth does not change a curve by
// more than round-off, however large it is: it belongs to no structure.
TEST(StructureFunction, EndsWhereTheCurveDoes)
{
  const CauerNetwork ladder{{1., 2., 3.}, {3., 10., 4.}},
      hidden{{1., 2., 3. - 1e-9, 1e-9}, {3., 10., 4., 1e9}};
  const StructureFunction plain = structure_function(ladder),
                          with_hidden = structure_function(hidden);
  ASSERT_EQ(with_hidden.resistance.size(), plain.resistance.size());
  EXPECT_EQ(with_hidden.capacity, plain.capacity);
  EXPECT_NEAR(with_hidden.resistance.back(), plain.resistance.back(), 1e-8);
  EXPECT_NEAR(corner_resistance(hidden), corner_resistance(ladder), 1e-8);
}

// Behind the copper plates of different size: there the two functions part.
TEST(StructureFunction, PartsWhereThePackagesDiffer)
{
  test::LayerStack small = test::die_on_copper(0.), large = small;
  small.layers.push_back({0.1, 2.});
  large.layers.push_back({0.1, 20.});
  EXPECT_NEAR(parting_resistance(structure_of(small, 32), structure_of(large, 32)),
              0.1178131,
              0.01);
}

} // namespace
} // namespace kelvolt

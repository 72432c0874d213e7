#include "../layout/example_packages.h"
#include "accuracy/edge_exponent.h"
#include "accuracy/singular_edges.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// A bar of 3 mm in x whose last third is only half as high: a corner of 270 degrees along
/// y at x = 2 mm, z = 1 mm. Its step belongs to the right side.
Case stepped_bar()
{
  Case input;
  input.parts = {
      make_part("bar", "metal", box_mm({0., 2.}, {0., 1.}, {0., 2.})),
  };
  input.parts[0].boxes.push_back(box_mm({2., 3.}, {0., 1.}, {0., 1.}));
  return input;
}

SingularEdges edges_of(const Case &input)
{
  return SingularEdges::of_temperature(input,
                                       make_part_layout(input.parts),
                                       MaterialTable(input, example_materials()),
                                       {300.});
}

constexpr std::array<double, 3> corner{2e-3, 0., 1e-3};

// The right side held at a temperature meets the insulated top of the last third: r^(1/3)
// for the cells that touch that edge, wherever they lie around it, and for no other.
TEST(SingularEdges, AreFoundByTheCellsThatTouchThem)
{
  Case input = stepped_bar();
  input.cooling = {{{"bar", Side::right}, FixedTemperature{300.}, {}}};
  const SingularEdges edges = edges_of(input);
  const auto [x, y, z] = corner;
  const double h = 1e-4;
  EXPECT_NEAR(edges.exponent({x - h, y, z - h}, {x, y + h, z}, 2), 1. / 3., 1e-5);
  EXPECT_NEAR(edges.exponent({x, y + h, z - h}, {x + h, y + 2. * h, z}, 2), 1. / 3., 1e-5);
  EXPECT_EQ(edges.exponent({x - 2. * h, y, z - h}, {x - h, y + h, z}, 2), regular_exponent);
}

// A temperature given on a side holds its covered faces, too. Under a lid on the last
// third, the lid's upper edge at the step is a corner of 270 degrees only if they are
// forgotten: with them it is 180 degrees of bar, held above and below, and 90 degrees of
// lid, held and free. The lid's lower edge is where a held crack ends: r^(1/2).
TEST(SingularEdges, KnowHeldFacesInsideThePackage)
{
  Case input = stepped_bar();
  input.parts.push_back(make_part("lid", "metal", box_mm({2., 3.}, {0., 1.}, {1., 1.5})));
  input.cooling = {{{"bar", Side::right}, FixedTemperature{300.}, {}}};
  const SingularEdges edges =
      SingularEdges::of_temperature(input,
                                    make_part_layout(input.parts),
                                    MaterialTable(input, example_materials()),
                                    {300., 300.});
  const double x = 2e-3, h = 1e-4, lid_top = 1.5e-3;
  EXPECT_GE(edges.exponent({x, 0., lid_top - h}, {x + h, h, lid_top}, 2),
            ordinary_exponent);
  EXPECT_NEAR(edges.exponent({x, 0., 1e-3}, {x + h, h, 1e-3 + h}, 2), 0.5, 1e-5);
}

/// Two blocks on each other, x from 0 to 1 mm, and mould beside both.
Case blocks_in_mould()
{
  Case input;
  input.parts = {make_part("lower", "metal", box_mm({0., 1.}, {0., 1.}, {0., 1.})),
                 make_part("upper", "metal", box_mm({0., 1.}, {0., 1.}, {1., 2.})),
                 make_part("mould", "poor", box_mm({1., 2.}, {0., 1.}, {0., 2.}))};
  return input;
}

// Where a joint with a resistance ends in mould it is a crack in small cells, shorted by
// the mould, (2 / pi) atan sqrt(k_m / k), and no edge in large ones; between them as its
// length, R k / 2, tells.
TEST(SingularEdges, LieWhereJointsEndInAMould)
{
  Case input = blocks_in_mould();
  std::map<std::string, Material> known = example_materials();
  known["poor"] = known.at("metal");
  const double k =
      (*thermal_conductivity(MaterialTable(input, known), {300., 300., 300.})[0])[0];
  input.contacts = {{{"lower", "upper"}, 2e-4 / k, "", {}, {}}}; // l = 0.1 mm
  const auto exponent_in = [&](double h)
  {
    return SingularEdges::of_temperature(input,
                                         make_part_layout(input.parts),
                                         MaterialTable(input, known),
                                         {300., 300., 300.})
        .exponent({1e-3 - h, 0., 1e-3}, {1e-3, h, 1e-3 + h}, 2);
  };
  EXPECT_NEAR(exponent_in(1e-9), 0.5, 1e-4);
  EXPECT_NEAR(exponent_in(1e-4), 2. / 3., 1e-4);
  input.contacts.clear();
  EXPECT_EQ(exponent_in(1e-9), regular_exponent);
}

// A film is no given temperature; one of 1e9 W/m2/K over 1 mm of 10 W/m/K is.
TEST(SingularEdges, KnowStrongFilms)
{
  Case input = stepped_bar();
  input.cooling = {{{"bar", Side::right}, Convection{100., 0., 300.}, {}}};
  EXPECT_NEAR(edges_of(input).sharpest(), 2. / 3., 1e-5);
  input.cooling[0].law = Convection{1e9, 0., 300.};
  EXPECT_NEAR(edges_of(input).sharpest(), 1. / 3., 1e-5);
}

// Current through the same bar: terminals hold the potential.
TEST(SingularEdges, OfThePotentialLieAtTerminals)
{
  Case input = stepped_bar();
  input.terminals = {voltage_on("a", "bar", Side::left, 0.)};
  const PartLayout layout = make_part_layout(input.parts);
  const MaterialTable materials(input, example_materials());
  const auto sharpest = [&]
  {
    return SingularEdges::of_potential(input, layout, materials, {true}, {300.}).sharpest();
  };
  EXPECT_NEAR(sharpest(), 2. / 3., 1e-5);
  input.terminals.push_back(voltage_on("b", "bar", Side::right, 1.));
  EXPECT_NEAR(sharpest(), 1. / 3., 1e-5);
}

} // namespace
} // namespace kelvolt

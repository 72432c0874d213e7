#include "../layout/example_packages.h"
#include "time/loads.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Case loaded_bar()
{
  Case bar = bar_on_plate();
  bar.terminals.push_back(current_on("sense", "bar", Side::top, -2.));
  bar.heat = {{"plate", 0.5, {}}, {"bar", 2., {}}, {"plate", 0.25, {}}};
  bar.devices.emplace_back();
  bar.devices.back().part = "bar";
  bar.devices.back().switching = Switching{1e-6, 2e-6, 1e5};
  return bar;
}

// One entry per terminal, part and cooled surface, in the order of the case; the losses of
// one part add up: 2 W + 3 uJ 100 kHz.
TEST(Loads, AreThoseOfTheCase)
{
  const Loads loads = loads_at(loaded_bar());
  EXPECT_EQ(loads.drive, (std::vector<double>{1., 0., -2.}));
  ASSERT_EQ(loads.heat.size(), 2u);
  EXPECT_EQ(loads.heat[0], 0.75);
  EXPECT_NEAR(loads.heat[1], 2.3, 1e-15);
  ASSERT_EQ(loads.cooling.size(), 1u);
  EXPECT_EQ(std::get<Convection>(loads.cooling[0]).h, 100.);
}

// Scaling acts on voltages and currents alone: a share of the drive is still cooled in
// full.
TEST(Loads, ScaleByTheirDrive)
{
  const Loads whole = loads_at(loaded_bar()), part = scaled(whole, 0.5);
  EXPECT_EQ(part.drive, (std::vector<double>{0.5, 0., -1.}));
  EXPECT_EQ(part.heat, whole.heat);
  EXPECT_EQ(std::get<Convection>(part.cooling[0]).h, 100.);
}

} // namespace
} // namespace kelvolt

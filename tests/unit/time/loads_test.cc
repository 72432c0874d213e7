#include "../layout/example_packages.h"
#include "time/largest_loads.h"
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

// Every kind of waveform reaches the number that it stands for, and no other: the loss of
// the plate is 0.25 W beside its pulse of 3 W, switching 3 uJ at 50 kHz.
TEST(Loads, FollowTheirWaveforms)
{
  Case bar = loaded_bar();
  bar.cooling.push_back({{"bar", Side::top}, FixedTemperature{300.}, {}});
  bar.cooling.push_back({{"bar", Side::left}, HeatFlux{10.}, {}});
  const auto step = [](double first, double then)
  {
    return Waveform(Steps{{0., 1e-3}, {first, then}, {}});
  };
  using Kind = Target::Kind;
  bar.waveforms = {{{Kind::voltage, 0}, step(1., 5.), {}},
                   {{Kind::current, 2}, step(-2., 7.), {}},
                   {{Kind::heat_power, 0}, step(0.5, 3.), {}},
                   {{Kind::film_coefficient, 0}, step(100., 200.), {}},
                   {{Kind::ambient, 0}, step(298.15, 398.15), {}},
                   {{Kind::temperature, 1}, step(300., 310.), {}},
                   {{Kind::heat_flux, 2}, step(10., -10.), {}},
                   {{Kind::switching_frequency, 0}, step(1e5, 5e4), {}}};
  const Loads before = loads_at(bar, 1e-3, Approach::from_left), first = loads_at(bar);
  EXPECT_EQ(before.drive, first.drive);
  EXPECT_EQ(before.heat, first.heat);
  const Loads after = loads_at(bar, 1e-3, Approach::from_right);
  EXPECT_EQ(after.drive, (std::vector<double>{5., 0., 7.}));
  EXPECT_NEAR(after.heat[0], 3.25, 1e-15);
  EXPECT_NEAR(after.heat[1], 2.15, 1e-15);
  EXPECT_EQ(std::get<Convection>(after.cooling[0]).h, 200.);
  EXPECT_EQ(std::get<Convection>(after.cooling[0]).ambient, 398.15);
  EXPECT_EQ(std::get<FixedTemperature>(after.cooling[1]).temperature, 310.);
  EXPECT_EQ(std::get<HeatFlux>(after.cooling[2]).flux, -10.);
  EXPECT_EQ(next_corner(bar, 0.), 1e-3);
  EXPECT_EQ(next_corner(bar, 1e-3), std::nullopt);
  EXPECT_EQ(target_path(bar, bar.waveforms[1].target), "terminals.sense.current");
  EXPECT_EQ(target_path(bar, bar.waveforms[7].target), "devices.bar.switching.frequency");
}

// The largest of each load by magnitude; what cools stays as it is first.
TEST(Loads, HaveALargestOfEach)
{
  Case bar = loaded_bar();
  using Kind = Target::Kind;
  bar.waveforms = {
      {{Kind::voltage, 0}, Waveform(Ramp{{0., 1., 2.}, {1., 3., -7.}, {}}), {}},
      {{Kind::heat_power, 0}, Waveform(Pulse{4., 1e-3, {}, 1., 0.}), {}},
      {{Kind::film_coefficient, 0}, Waveform(Pulse{900., 1e-3, {}, 1., 100.}), {}}};
  const Loads largest = largest_loads(bar);
  EXPECT_EQ(largest.drive, (std::vector<double>{-7., 0., -2.}));
  EXPECT_EQ(largest.heat[0], 4.25);
  EXPECT_EQ(std::get<Convection>(largest.cooling[0]).h, 100.);
}

} // namespace
} // namespace kelvolt

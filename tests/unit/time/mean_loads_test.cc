#include "../layout/example_packages.h"
#include "time/mean_loads.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using Kind = Target::Kind;

/// The bar with a current into a third terminal, losses in the plate and a heated face.
Case loaded_bar()
{
  Case bar = bar_on_plate();
  bar.terminals.push_back(current_on("sense", "bar", Side::top, 0.));
  bar.heat = {{"plate", 0., {}}};
  bar.cooling.push_back({{"bar", Side::left}, HeatFlux{0.}, {}});
  return bar;
}

double film(const Loads &loads)
{
  return std::get<Convection>(loads.cooling[0]).h;
}

double flux(const Loads &loads)
{
  return std::get<HeatFlux>(loads.cooling[1]).flux;
}

// A train of pulses, on for a quarter of its period: losses and fluxes by their mean, a
// current by its root mean square, 8 A sqrt(1/4) = 4 A, whatever the window of whole
// periods; with the sign that it has.
TEST(MeanLoads, TakeDrivesByTheirSquare)
{
  Case bar = loaded_bar();
  bar.waveforms = {{{Kind::current, 2}, Waveform(Pulse{-8., 1e-3, 4e-3, 0., 0.}), {}},
                   {{Kind::heat_power, 0}, Waveform(Pulse{8., 1e-3, 4e-3, 0., 0.}), {}},
                   {{Kind::heat_flux, 1}, Waveform(Pulse{8., 1e-3, 4e-3, 0., 4.}), {}}};
  for (const double periods : {1., 3., 200.})
  {
    const Loads mean = mean_loads(bar, 0., periods * 4e-3);
    EXPECT_NEAR(mean.drive[0], 1., 1e-12);
    EXPECT_NEAR(mean.drive[2], -4., 1e-9);
    EXPECT_NEAR(mean.heat[0], 2., 1e-9);
    EXPECT_NEAR(flux(mean), 5., 1e-9);
  }
}

// Straight lines: from 0 to 3 V the mean of the square is 3 V2; the film 100 to 300
// W/m2/K has the mean 200. Half a window of steps counts by half.
TEST(MeanLoads, FollowLinesAndSteps)
{
  Case bar = loaded_bar();
  bar.waveforms = {
      {{Kind::voltage, 0}, Waveform(Ramp{{0., 1.}, {0., 3.}, {}}), {}},
      {{Kind::film_coefficient, 0}, Waveform(Ramp{{0., 1.}, {100., 300.}, {}}), {}},
      {{Kind::heat_power, 0}, Waveform(Steps{{0., 0.5}, {2., 6.}, {}}), {}}};
  const Loads mean = mean_loads(bar, 0., 1.);
  EXPECT_NEAR(mean.drive[0], std::sqrt(3.), 1e-12);
  EXPECT_NEAR(film(mean), 200., 1e-10);
  EXPECT_NEAR(mean.heat[0], 4., 1e-12);
}

// A pulse that comes late is found by the windows that begin at its corners: all of it over
// a window as long as itself, a quarter of it over four times that. Surfaces are cooled as
// in the first window.
TEST(StrongestLoads, FindALatePulse)
{
  Case bar = loaded_bar();
  const Waveform late(Pulse{8., 1e-3, {}, 10e-3, 0.});
  bar.waveforms = {
      {{Kind::current, 2}, late, {}},
      {{Kind::heat_power, 0}, late, {}},
      {{Kind::heat_flux, 1}, Waveform(Pulse{-8., 1e-3, {}, 10e-3, 1.}), {}},
      {{Kind::film_coefficient, 0}, Waveform(Pulse{900., 1e-3, {}, 10e-3, 100.}), {}}};
  const Loads shortest = strongest_loads(bar, 1e-3, 20e-3);
  EXPECT_NEAR(shortest.drive[2], 8., 1e-9);
  EXPECT_NEAR(shortest.heat[0], 8., 1e-9);
  EXPECT_NEAR(flux(shortest), -8., 1e-9);
  EXPECT_NEAR(film(shortest), 100., 1e-9);
  const Loads longer = strongest_loads(bar, 4e-3, 20e-3);
  EXPECT_NEAR(longer.drive[2], 4., 1e-9);
  EXPECT_NEAR(longer.heat[0], 2., 1e-9);
  EXPECT_NEAR(film(longer), 100., 1e-9);
}

// What comes behind the end of the study drives nothing.
TEST(StrongestLoads, EndWithTheStudy)
{
  Case bar = loaded_bar();
  bar.waveforms = {{{Kind::heat_power, 0}, Waveform(Pulse{8., 1e-3, {}, 10e-3, 0.}), {}}};
  EXPECT_EQ(strongest_loads(bar, 1e-3, 10e-3).heat[0], 0.);
}

} // namespace
} // namespace kelvolt

#include "verification_case.h"

namespace kelvolt
{
namespace
{

// A parabola lies in the quadratic space, so that temperatures are exact to solver accuracy
// on any mesh. The mean is Ta + gL/h + gL^2/(3k).
TEST(Conduction, SlabWithJouleHeatAndOneFilm)
{
  const Summary s = solve_case("slab_joule_film");
  compare("A1a T(0) [degC]", s.max_temperature.value - celsius_zero, 53.7168142, 1e-7);
  const PartSummary &slab = entry(s.parts, "slab");
  compare("A1a T(L) [degC]", slab.min_temperature - celsius_zero, 52.5, 1e-7);
  const double mean = 25. + 1.1e6 * 5e-3 / 200. + 1.1e6 * 25e-6 / (3. * 11.3);
  compare("A1a T mean [degC]", slab.mean_temperature - celsius_zero, mean, 1e-7);
  compare("A1a Joule heat [W]", slab.joule_heat, 1.1e6 * 10e-9, 1e-11);
  expect_closed_balances(s);
}

// Two films of different ambients: heat enters through one of them.
TEST(Conduction, SlabWithJouleHeatAndTwoFilms)
{
  const Summary s = solve_case("slab_two_films");
  const PartSummary &slab = entry(s.parts, "slab");
  compare("A1b T(0) [degC]", slab.min_temperature - celsius_zero, 33.4759464, 1e-7);
  compare("A1b T(L) [degC]", slab.max_temperature - celsius_zero, 35.2405363, 1e-7);
  EXPECT_NEAR(s.max_temperature.value, slab.max_temperature, 0.);
  expect_closed_balances(s);
}

// Resistances in series; piecewise linear, so exact.
TEST(Conduction, LayersBetweenFluxAndFilm)
{
  const Summary s = solve_case("layers");
  const double base = 20. + 2e5 / 4000., joint = base + 2e5 * 3e-3 / 390.;
  compare("layers T top [degC]",
          s.max_temperature.value - celsius_zero,
          joint + 2e5 * 1e-4 / 2.,
          1e-7);
  compare("layers T joint [degC]",
          entry(s.parts, "base").max_temperature - celsius_zero,
          joint,
          1e-7);
  compare("layers heat out [W]", entry(s.surfaces, "base.bottom").heat_flow, 3.2, 1e-9);
  expect_closed_balances(s);
}

// The mean over a strip source on a plate whose conductivities differ 40-fold; series in
// the case file. Wrong axes or a mean conductivity would be off by tens of per cent.
TEST(Conduction, AnisotropicPlate)
{
  const double A = 10e-3, a = 5e-3, t = 1e-3, kx = 20., kz = 0.5, q = 1e4;
  double mean = q * a * t / (A * kz);
  for (int m = 1; m < 20000; ++m)
  {
    const double g = m * M_PI / A, s = std::sin(g * a);
    mean += 2. * q * s * s / (A * a * g * g) * std::tanh(g * t * std::sqrt(kx / kz)) /
            (std::sqrt(kx * kz) * g);
  }
  const Summary s = solve_case("anisotropic_plate");
  compare("anisotropic plate, mean rise of the source [K]",
          entry(s.surfaces, "under.top").mean_temperature - 300.,
          mean,
          1e-3 * mean);
  expect_closed_balances(s);
}

// NAFEMS T4. The corner where the cold film meets the hot edge limits the order of
// convergence.
TEST(Conduction, NafemsT4)
{
  const Summary s = solve_case("nafems_t4");
  compare("NAFEMS T4 T(0.6, 0.2) [degC]",
          entry(s.parts, "foot").min_temperature - celsius_zero,
          18.2537565,
          0.005);
  compare("NAFEMS T4 T(0, 0.5) [degC]",
          entry(s.parts, "head").max_temperature - celsius_zero,
          35.401154,
          0.002);
  compare("NAFEMS T4 T(0.3, 0.5) [degC]",
          entry(s.parts, "left").min_temperature - celsius_zero,
          28.3199597,
          0.002);
  compare("NAFEMS T4 T(0.6, 1.0) [degC]",
          entry(s.parts, "head").min_temperature - celsius_zero,
          0.554129857,
          0.002);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt

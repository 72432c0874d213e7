#include "verification_case.h"

#include <functional>

namespace kelvolt
{
namespace
{

/// Root of a rising function between two temperatures.
double bisect(const std::function<double(double)> &f, double lower, double upper)
{
  for (int i = 0; i < 100; ++i)
  {
    const double middle = 0.5 * (lower + upper);
    (f(middle) < 0. ? lower : upper) = middle;
  }
  return 0.5 * (lower + upper);
}

double surface_temperature(const Summary &summary)
{
  return entry(summary.surfaces, "plate.top").mean_temperature.value;
}

// The heat that the formulas of reference A9 take from 80 degC to air of 40 degC, put in,
// brings the surface to 80 degC. The digits of the reference limit the agreement: dT = 40 K
// / 1.25 * dh / h.
TEST(Correlations, SurfaceOfReferenceA9)
{
  struct Row
  {
    const char *name;
    std::vector<std::string> keys;
    double h, tolerance;
  };
  const std::string top = "cooling.plate.top.";
  for (const Row &row : {Row{"vertical_plate", {}, 5.8697437, 1e-6},
                         Row{"plate_up", {}, 5.94251, 5e-5},
                         Row{"plate_down", {}, 2.97126, 1e-4},
                         Row{"forced_flat_plate", {top + "velocity=5 m/s"}, 27.1403, 1e-4}})
  {
    std::vector<std::string> keys = row.keys;
    keys.push_back(top + "correlation=" + row.name);
    keys.push_back("cooling.plate.bottom.heat_flux=" + std::to_string(40. * row.h) +
                   " W/m2");
    const Summary s = solve_case("correlated_plate", keys);
    compare(std::string("A9 ") + row.name + ", T surface [K]",
            surface_temperature(s),
            80. + celsius_zero,
            row.tolerance);
    const SurfaceSummary &plate = entry(s.surfaces, "plate.top");
    ASSERT_TRUE(plate.film.has_value());
    EXPECT_NEAR(plate.film->h.value, row.h, 1e-5 * row.h);
    EXPECT_NEAR(plate.film->film_temperature.value, 60. + celsius_zero, 1e-4);
    EXPECT_TRUE(s.warnings.empty());
    expect_closed_balances(s);
  }
}

// Film and radiation together: the surface solves q = h(T) (T - Ta) + eps s (T^4 - Ta^4)
// with Churchill and Chu's h of air of 60 degC written out here; the flux is chosen so that
// the film is at 60 degC, where the table of air has a row. Both shares are in the summary.
TEST(Correlations, WithRadiation)
{
  const double sigma = 5.670374419e-8, eps = 0.9, Ta = 313.15;
  const auto loss = [&](double T)
  {
    const double k = 0.02808, nu = 1.896e-5, Pr = 0.7202, L = 0.1;
    const double Ra = 9.80665 * (T - Ta) * L * L * L * Pr / (0.5 * (T + Ta) * nu * nu);
    const double root = 0.825 + 0.387 * std::pow(Ra, 1. / 6.) /
                                    std::pow(1. + std::pow(0.492 / Pr, 9. / 16.), 8. / 27.);
    return root * root * k / L * (T - Ta);
  };
  const auto radiated = [&](double T)
  {
    return eps * sigma * (std::pow(T, 4) - std::pow(Ta, 4));
  };
  const double flux = 537.8;
  const double T =
      bisect([&](double t) { return loss(t) + radiated(t) - flux; }, Ta + 1., 600.);
  const Summary s =
      solve_case("correlated_plate",
                 {"cooling.plate.top.emissivity=0.9",
                  "cooling.plate.bottom.heat_flux=" + std::to_string(flux) + " W/m2"});
  // The film is within 0.01 K of 60 degC; the properties of air change h by 1e-5 there.
  compare("A9 with radiation, T surface [K]", surface_temperature(s), T, 1e-4);
  const SurfaceSummary &plate = entry(s.surfaces, "plate.top");
  compare("radiated [W]", plate.radiation_heat.value().value, 1e-4 * radiated(T), 1e-7);
  compare("convected [W]", plate.convection_heat.value().value, 1e-4 * loss(T), 1e-7);
  EXPECT_NEAR(plate.convection_heat.value().value + plate.radiation_heat.value().value,
              plate.heat_flow.value,
              1e-12);
  expect_closed_balances(s);
}

// The base is at 80 degC for the heat of ten gaps and eleven fins at h = 5.89957 W/m2/K.
TEST(Correlations, Heatsink)
{
  const double h = 5.89957, H = 30e-3;
  const double mH = H * std::sqrt(2. * h / (200. * 1e-3));
  const double conductance =
      h * (10. * 8e-3 * 0.1 + std::tanh(mH) / mH * 2. * 11. * H * 0.1);
  const double flux = conductance * 40. / (91e-3 * 0.1);
  const Summary s = solve_case(
      "heatsink", {"cooling.base.bottom.heat_flux=" + std::to_string(flux) + " W/m2"});
  compare("heatsink, T base [K]",
          entry(s.surfaces, "base.top").mean_temperature.value,
          80. + celsius_zero,
          1e-4);
  EXPECT_TRUE(s.warnings.empty());
  expect_closed_balances(s);
}

TEST(Correlations, ColdPlate)
{
  const Summary s = solve_case("cold_plate");
  const SurfaceSummary &bottom = entry(s.surfaces, "spreader.bottom");
  compare("cold plate, mean coolant [K]",
          bottom.film->fluid_temperature.value,
          46.25 + celsius_zero,
          1e-7);
  compare("cold plate, mean surface [K]",
          bottom.mean_temperature.value,
          56.25 + celsius_zero,
          1e-7);
  EXPECT_NEAR(bottom.heat_flow.value, 200., 1e-6);
  expect_closed_balances(s);
}

// The lower side of a small level plate has Ra below the range of its law: the run says so,
// and which law it took.
TEST(Correlations, WarnOutsideTheirRange)
{
  const Summary s = solve_case(
      "correlated_plate",
      {"cooling.plate.top.correlation=plate_down", "cooling.plate.top.length=5 mm"});
  ASSERT_EQ(s.warnings.size(), 1u);
  EXPECT_NE(s.warnings[0].find("plate_down correlation"), std::string::npos)
      << s.warnings[0];
  EXPECT_NE(s.warnings[0].find("plate.top"), std::string::npos) << s.warnings[0];
  EXPECT_NE(s.warnings[0].find("is below 10000"), std::string::npos) << s.warnings[0];
  EXPECT_NE(s.warnings[0].find("Radziemska"), std::string::npos) << s.warnings[0];
  EXPECT_FALSE(entry(s.surfaces, "plate.top").film->in_range);
}

// A plate of 10 mm, with the length 2.5 mm, lies within the range of the small plates: with
// a flux of h 40 K, its surface is at 80 degC. At 60 degC of the film Ra = 36.86, where
// Nu = 0.96 Ra^(1/6) = 1.7514 and h = Nu 0.02808 / 2.5e-3 W/m2/K.
TEST(Correlations, SmallPlateFacingUp)
{
  const double h = 0.96 * std::pow(2358942.2 / 64000., 1. / 6.) * 0.02808 / 2.5e-3;
  const Summary s =
      solve_case("correlated_plate",
                 {"cooling.plate.top.correlation=plate_up",
                  "cooling.plate.top.length=2.5 mm",
                  "cooling.plate.bottom.heat_flux=" + std::to_string(40. * h) + " W/m2"});
  compare(
      "small plate_up, T surface [K]", surface_temperature(s), 80. + celsius_zero, 1e-4);
  EXPECT_TRUE(s.warnings.empty());
  EXPECT_EQ(entry(s.surfaces, "plate.top").film->law, "Goldstein, Sparrow and Jones");
}

// Two upright fins of 50 mm on a base, 5 mm apart: their boundary layers of some 15 mm
// touch, and the film of a plate alone is not theirs. At 60 mm it is; on the outside
// always.
TEST(Correlations, WarnWhereFinsFaceEachOther)
{
  for (const bool near : {true, false})
  {
    const Summary s = solve_case(
        "correlated_plate",
        {std::string("package={base: {material: metal, x: 0 to 80 mm, y: 0 to 50 mm, "
                     "z: 0 to 2 mm}, one: {material: metal, x: 0 to 1 mm, y: 0 to 50 mm, "
                     "z: 2 to 20 mm}, two: {material: metal, ") +
             (near ? "x: 6 to 7 mm" : "x: 61 to 62 mm") +
             ", y: 0 to 50 mm, z: 2 to 20 mm}}",
         "cooling={base.bottom: {heat_flux: 500 W/m2}, "
         "one.right: {correlation: vertical_plate, length: 50 mm, ambient: 40 degC}, "
         "two.right: {correlation: vertical_plate, length: 50 mm, ambient: 40 degC}}"});
    ASSERT_EQ(s.warnings.size(), near ? 1u : 0u);
    if (!near)
      continue;
    EXPECT_NE(s.warnings[0].find("one.right"), std::string::npos) << s.warnings[0];
    EXPECT_NE(s.warnings[0].find("plate_fin_heatsink"), std::string::npos);
    EXPECT_NE(s.warnings[0].find("5 mm"), std::string::npos) << s.warnings[0];
  }
}

// A plate colder than the air takes heat up, by the film of the same difference.
TEST(Correlations, PlateColderThanAir)
{
  const Summary s =
      solve_case("correlated_plate", {"cooling.plate.bottom.heat_flux=-100 W/m2"});
  EXPECT_LT(surface_temperature(s), 30. + celsius_zero);
  EXPECT_NEAR(entry(s.surfaces, "plate.top").convection_heat.value().value, -0.01, 1e-9);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt

#include "thermal/convection_correlation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace kelvolt
{
namespace
{

constexpr double celsius_zero = 273.15;

/// The surface of reference A9: 80 degC in air of 40 degC, so that the film is at 60 degC.
SurfaceState warm_surface()
{
  return {80. + celsius_zero, 40. + celsius_zero, 0.01};
}

// The air of reference A9 at 60 degC, and its formulas at 0.1 m and 40 K, to all digits
// that the reference gives.
TEST(ConvectionCorrelation, ReferenceValues)
{
  const AirProperties air = air_at(60. + celsius_zero);
  EXPECT_DOUBLE_EQ(air.conductivity, 0.02808);
  EXPECT_DOUBLE_EQ(air.kinematic_viscosity, 1.896e-5);
  EXPECT_DOUBLE_EQ(air.prandtl, 0.7202);
  const Film vertical = evaluate(VerticalPlate{0.1}, warm_surface());
  EXPECT_NEAR(vertical.number, 2358942.2, 0.05);
  EXPECT_NEAR(vertical.h, 5.8697437, 5e-8);
  EXPECT_NEAR(vertical.film_temperature, 333.15, 1e-12);
  EXPECT_NEAR(evaluate(PlateFacingUp{0.1}, warm_surface()).h, 5.94251, 5e-6);
  EXPECT_NEAR(evaluate(PlateFacingDown{0.1}, warm_surface()).h, 2.97126, 5e-6);
  const Film forced = evaluate(ForcedFlatPlate{5., 0.1}, warm_surface());
  EXPECT_NEAR(forced.h, 27.1403, 5e-5);
  EXPECT_NEAR(forced.number, 5. * 0.1 / 1.896e-5, 1e-6);
}

// The channels of reference A9 with fins without height: the heat is that of the gap, so
// that h by gap is h of the channel. And its fin: tanh(m H)/(m H).
TEST(ConvectionCorrelation, Heatsink)
{
  const double spacing[4] = {4e-3, 6e-3, 8e-3, 12e-3};
  const double channel_h[4] = {1.70442, 4.39115, 5.89957, 6.43311};
  for (int i = 0; i < 4; ++i)
  {
    const PlateFinHeatsink flat{0.1, spacing[i], 1e-12, 1e-3, 2., 200.};
    SurfaceState surface = warm_surface();
    surface.area = 0.1 * spacing[i];
    EXPECT_NEAR(evaluate(flat, surface).h, channel_h[i], 5e-6);
  }
  const PlateFinHeatsink sink{0.1, 8e-3, 30e-3, 1e-3, 11., 200.};
  EXPECT_NEAR(fin_efficiency(sink, 6.), 0.982380484, 5e-10);

  // Ten gaps and eleven fins on 91 mm x 100 mm.
  SurfaceState base = warm_surface();
  base.area = 0.1 * 91e-3;
  const double mH = 30e-3 * std::sqrt(2. * 5.89957 / (200. * 1e-3));
  const double conductance =
      5.89957 * (10. * 8e-3 * 0.1 + std::tanh(mH) / mH * 2. * 11. * 30e-3 * 0.1);
  const Film film = evaluate(sink, base);
  EXPECT_NEAR(film.h, conductance / base.area, 1e-4);
  EXPECT_TRUE(film.in_range()) << film.out_of_range;
}

// The published laws of level plates in their ranges, by hand: Goldstein, Sparrow and Jones
// for small plates, McAdams from 1e4 to 1e7 and above it; Radziemska and Lewandowski, then
// McAdams, for plates that face down. Far below all of them stands conduction from a disc,
// whose exact solution is 4 r k dT from a face with the length A/P = r / 2.
TEST(ConvectionCorrelation, LevelPlatesOfAllSizes)
{
  const auto nusselt = [](auto plate, double Ra)
  {
    plate.length = 0.1 * std::cbrt(Ra / 2358942.2);
    const Film film = evaluate(plate, warm_surface());
    EXPECT_NEAR(film.number, Ra, 1e-6 * Ra);
    return film.h * plate.length / 0.02808;
  };
  const double up[][2] = {{2., 1.07757},
                          {100., 2.06825},
                          {1e3, 3.31783},
                          {1e4, 5.4},
                          {4.7e6, 25.1429},
                          {9e6, 29.5768},
                          {3e7, 46.6085},
                          {1e-3, 0.63662}};
  for (const auto &[Ra, Nu] : up)
    EXPECT_NEAR(nusselt(PlateFacingUp(), Ra), Nu, 1e-5 * Nu) << Ra;
  const double down[][2] = {{1e4, 3.28098}, {1e5, 4.80136}, {1e6, 8.53815}, {1., 0.63662}};
  for (const auto &[Ra, Nu] : down)
    EXPECT_NEAR(nusselt(PlateFacingDown(), Ra), Nu, 1e-5 * Nu) << Ra;
}

// Where one law takes over from another, h has neither a jump nor a fall: over 14 decades,
// Nu rises from each Ra to the one 0.1 % above it, by less than Ra itself.
TEST(ConvectionCorrelation, LevelPlatesHaveNoJumps)
{
  const auto nusselt = [](const ConvectionModel &plate, double length)
  {
    return evaluate(plate, warm_surface()).h * length;
  };
  for (double length = 1e-5; length < 1.; length *= 1.000333)
  {
    const double more = 1.000333 * length;
    for (const double ratio :
         {nusselt(PlateFacingUp{more}, more) / nusselt(PlateFacingUp{length}, length),
          nusselt(PlateFacingDown{more}, more) / nusselt(PlateFacingDown{length}, length)})
    {
      EXPECT_GE(ratio, 1. - 1e-12) << length;
      EXPECT_LE(ratio, 1.001) << length;
    }
  }
}

// Behind the transition at Re = 5e5 the turbulent layer adds to the laminar one; h has no
// jump there.
TEST(ConvectionCorrelation, HasNoJumps)
{
  const double transition = 5e5 * 1.896e-5; // velocity in m/s of a plate of 1 m
  EXPECT_NEAR(evaluate(ForcedFlatPlate{transition * (1. + 1e-9), 1.}, warm_surface()).h,
              evaluate(ForcedFlatPlate{transition * (1. - 1e-9), 1.}, warm_surface()).h,
              1e-6);
  const double Re = 4e6, Pr = 0.7202;
  const auto turbulent = [&](double R)
  {
    return 0.037 * std::pow(R, 0.8) * Pr /
           (1. + 2.443 * std::pow(R, -0.1) * (std::pow(Pr, 2. / 3.) - 1.));
  };
  const double Nu = 0.664 * std::sqrt(5e5) * std::cbrt(Pr) + turbulent(Re) - turbulent(5e5);
  EXPECT_NEAR(
      evaluate(ForcedFlatPlate{Re * 1.896e-5, 1.}, warm_surface()).h, Nu * 0.02808, 1e-9);
}

// A plate that is colder than the air is a warm one that faces the other way.
TEST(ConvectionCorrelation, ColdPlatesFaceTheOtherWay)
{
  const SurfaceState cold{40. + celsius_zero, 80. + celsius_zero, 0.01};
  EXPECT_DOUBLE_EQ(evaluate(PlateFacingUp{0.1}, cold).h,
                   evaluate(PlateFacingDown{0.1}, warm_surface()).h);
  EXPECT_DOUBLE_EQ(evaluate(PlateFacingDown{0.1}, cold).h,
                   evaluate(PlateFacingUp{0.1}, warm_surface()).h);
  EXPECT_DOUBLE_EQ(evaluate(VerticalPlate{0.1}, cold).h,
                   evaluate(VerticalPlate{0.1}, warm_surface()).h);
}

// Half of what the heat warms the coolant by stands between inlet and mean coolant:
// 20 K over 0.05 K/W + 1/(2 * 0.1 * 4000) K/W are 390.2 W.
TEST(ConvectionCorrelation, ColdPlate)
{
  const SurfaceState surface{340., 300., 0.02};
  ColdPlate plate{0.05, 320., std::nullopt, 4000.};
  const Film still = evaluate(plate, surface);
  EXPECT_NEAR(still.h, 1. / (0.05 * 0.02), 1e-9);
  EXPECT_NEAR(still.fluid, 320., 1e-12);
  plate.flow = 0.1;
  const Film warmed = evaluate(plate, surface);
  const double heat = 20. / (0.05 + 1. / (2. * 0.1 * 4000.));
  EXPECT_NEAR(warmed.fluid, 320. + heat / (2. * 0.1 * 4000.), 1e-10);
  EXPECT_NEAR(warmed.h * surface.area * (surface.temperature - warmed.fluid), heat, 1e-9);
}

// Each limit is named with the value that passes it.
TEST(ConvectionCorrelation, SaysWhatIsOutOfRange)
{
  EXPECT_TRUE(evaluate(VerticalPlate{0.1}, warm_surface()).in_range());
  EXPECT_THAT(evaluate(VerticalPlate{10.}, warm_surface()).out_of_range,
              testing::HasSubstr("Ra = 2.36e+12 is above 1e+12"));
  EXPECT_TRUE(evaluate(PlateFacingUp{0.01}, warm_surface()).in_range());
  EXPECT_THAT(evaluate(PlateFacingUp{0.0005}, warm_surface()).out_of_range,
              testing::HasSubstr("Ra = 0.295 is below 1"));
  EXPECT_THAT(evaluate(PlateFacingDown{0.01}, warm_surface()).out_of_range,
              testing::HasSubstr("is below 10000"));
  EXPECT_THAT(evaluate(ForcedFlatPlate{0.01, 0.1}, warm_surface()).out_of_range,
              testing::HasSubstr("Re = 52.7 is below 1000"));
  const SurfaceState hot{900., 300., 0.01};
  EXPECT_THAT(evaluate(VerticalPlate{0.1}, hot).out_of_range,
              testing::HasSubstr("film temperature in degC = 327 is above 250"));
  const PlateFinHeatsink sink{0.1, 8e-3, 30e-3, 1e-3, 11., 200.};
  SurfaceState large = warm_surface();
  large.area = 0.02;
  EXPECT_THAT(
      evaluate(sink, large).out_of_range,
      testing::HasSubstr("the fins stand on 0.0091 m2 but the surface has 0.02 m2"));
}

// The table of air rises without steps, follows Sutherland's laws of viscosity and
// conductivity within 3 % and ends at its first and last row.
TEST(ConvectionCorrelation, AirFollowsSutherland)
{
  for (double T = 223.15; T <= 523.15; T += 5.)
  {
    const AirProperties air = air_at(T);
    const double viscosity = 1.458e-6 * std::pow(T, 1.5) / (T + 110.4);
    const double density = 101325. / (287.05 * T);
    EXPECT_NEAR(air.kinematic_viscosity * density / viscosity, 1., 0.03) << T;
    const double k = 2.64638e-3 * std::pow(T, 1.5) / (T + 245.4 * std::pow(10., -12. / T));
    EXPECT_NEAR(air.conductivity / k, 1., 0.03) << T;
  }
  EXPECT_DOUBLE_EQ(air_at(100.).conductivity, 0.01979);
  EXPECT_DOUBLE_EQ(air_at(900.).conductivity, 0.04104);
}

// The tangent is the slope of the heat loss, never flatter than h; without a difference of
// temperatures it is still that of 1 K, so that a first step does not run away.
TEST(ConvectionCorrelation, TangentIsTheSlopeOfTheLoss)
{
  for (const ConvectionModel &model : {ConvectionModel(VerticalPlate{0.1}),
                                       ConvectionModel(PlateFacingDown{0.1}),
                                       ConvectionModel(ForcedFlatPlate{5., 0.1})})
  {
    const auto loss = [&](double T)
    {
      const Film film = evaluate(model, {T, 313.15, 0.01});
      return film.h * (T - film.fluid);
    };
    const double slope = (loss(353.65) - loss(352.65)) / 1.;
    const double tangent = film_tangent(model, warm_surface());
    EXPECT_NEAR(tangent, std::max(slope, evaluate(model, warm_surface()).h), 0.01 * slope);
    EXPECT_GT(film_tangent(model, {313.15, 313.15, 0.01}), 0.1 * tangent);
  }
}

// A millikelvin is evaluated as one: Churchill and Chu by hand at 1.145 mK, with the air of
// 300 K between the table's 20 and 30 degC. Without any difference plates keep the limit of
// their laws, Nu = 0.825^2 and the conduction from a disc, and state no Rayleigh number.
TEST(ConvectionCorrelation, SmallDifferences)
{
  const AirProperties air = air_at(300.);
  const double nu = air.kinematic_viscosity, Pr = air.prandtl;
  const double Ra = 9.80665 * 1.145e-3 * 1e-3 * Pr / (300. * nu * nu);
  const double Nu =
      std::pow(0.825 + 0.387 * std::pow(Ra, 1. / 6.) /
                           std::pow(1. + std::pow(0.492 / Pr, 9. / 16.), 8. / 27.),
               2.);
  const Film small = evaluate(VerticalPlate{0.1}, {300. + 1.145e-3, 300., 0.01});
  EXPECT_NEAR(small.number, Ra, 1e-4 * Ra);
  EXPECT_NEAR(small.h, Nu * air.conductivity / 0.1, 1e-5);
  const SurfaceState none{300., 300., 0.01};
  EXPECT_EQ(evaluate(VerticalPlate{0.1}, none).number, 0.);
  EXPECT_NEAR(
      evaluate(VerticalPlate{0.1}, none).h, 0.825 * 0.825 * air.conductivity / 0.1, 1e-9);
  EXPECT_NEAR(evaluate(PlateFacingUp{0.1}, none).h,
              2. / std::acos(-1.) * air.conductivity / 0.1,
              1e-9);
}

} // namespace
} // namespace kelvolt

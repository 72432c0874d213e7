#include "thermal/cooling_law.h"

#include <gtest/gtest.h>

#include <cmath>
#include <type_traits>

namespace kelvolt
{
namespace
{

// The derivative that Newton's method uses is that of the flux: central differences.
TEST(CoolingLaw, DerivativesMatchDifferences)
{
  for (const Convection &law :
       {Convection{12., 0., 300.}, Convection{0., 0.9, 250.}, Convection{5., 0.3, 400.}})
    for (const double T : {200., 300., 800.})
    {
      const double h = 1e-3;
      const double difference =
          (evaluate(law, T + h).flux - evaluate(law, T - h).flux) / (2. * h);
      EXPECT_NEAR(evaluate(law, T).derivative, difference, 1e-6 * difference + 1e-8);
    }
}

/// The loss of a law at T where one of its numbers is changed.
template <typename Law>
double flux_with(Law law, double Law::*number, double change, double T)
{
  law.*number += change;
  return evaluate(law, T).flux;
}

/// Slope over the temperature and derivatives by all numbers are those of the flux.
template <typename Law>
void expect_derivatives(double T)
{
  constexpr double h = 1e-4;
  Law law;
  double value = 2.;
  for (const CoolingKey<Law> &key : Law::keys())
    law.*key.number = key.is_temperature() ? 330. : value *= 1.5;
  const auto loss = evaluate(law, T);
  const double slope = (evaluate(law, T + h).flux - evaluate(law, T - h).flux) / (2. * h);
  EXPECT_NEAR(loss.derivative, slope, 1e-6 * (1. + std::abs(slope))) << Law::name;
  EXPECT_EQ(law.follows_temperature, slope != 0.) << Law::name;
  std::size_t i = 0;
  for (const CoolingKey<Law> &key : Law::keys())
  {
    const double rate =
        (flux_with(law, key.number, h, T) - flux_with(law, key.number, -h, T)) / (2. * h);
    EXPECT_NEAR(loss.by_number[i], rate, 1e-6 * (1. + std::abs(rate))) << key.key;
    ++i;
  }
}

// Whatever a law says of itself, the iteration and the sensitivities go by its derivatives.
TEST(CoolingLaw, DerivativesOfLawsOfNumbersMatchDifferences)
{
  for_each_law_of_numbers(
      [](const auto &law)
      {
        using Law = std::decay_t<decltype(law)>;
        if constexpr (!std::is_same_v<Law, FixedTemperature>)
          for (const double T : {329.5, 330.3, 331.})
            expect_derivatives<Law>(T);
      });
}

// h (T - Ta) and eps s (T^4 - Ta^4), s from CODATA: a black body of 400 K sends 1451.6 W/m2
// to nothing.
TEST(CoolingLaw, Values)
{
  EXPECT_DOUBLE_EQ(evaluate(Convection{12., 0., 300.}, 310.).flux, 120.);
  EXPECT_EQ(evaluate(Convection{12., 0.5, 300.}, 300.).flux, 0.);
  EXPECT_NEAR(evaluate(Convection{0., 1., 0.}, 400.).flux, 1451.6158, 1e-4);
  EXPECT_EQ(evaluate(HeatFlux{70.}, 400.).flux, -70.); // into the body
  EXPECT_EQ(evaluate(HeatFlux{70.}, 400.).derivative, 0.);
  EXPECT_EQ(evaluate(HeatFlux{70.}, 400.).by_number.front(), -1.);
}

} // namespace
} // namespace kelvolt

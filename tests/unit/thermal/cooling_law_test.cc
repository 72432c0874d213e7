#include "thermal/cooling_law.h"

#include <gtest/gtest.h>

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

// h (T - Ta) and eps s (T^4 - Ta^4), s from CODATA: a black body of 400 K sends 1451.6 W/m2
// to nothing.
TEST(CoolingLaw, Values)
{
  EXPECT_DOUBLE_EQ(evaluate(Convection{12., 0., 300.}, 310.).flux, 120.);
  EXPECT_EQ(evaluate(Convection{12., 0.5, 300.}, 300.).flux, 0.);
  EXPECT_NEAR(evaluate(Convection{0., 1., 0.}, 400.).flux, 1451.6158, 1e-4);
  EXPECT_EQ(evaluate(HeatFlux{70.}, 400.).flux, -70.); // into the body
  EXPECT_EQ(evaluate(HeatFlux{70.}, 400.).derivative, 0.);
}

} // namespace
} // namespace kelvolt

#include "discretization/reference_element.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

// Gauss-Lobatto nodes start at 0 and end at 1; both rules integrate 1 and are exact for
// x^(2p-1) (Lobatto) and x^(2p+1) (Gauss).
TEST(ReferenceElement, QuadratureRules)
{
  for (unsigned int p = 1; p <= ReferenceElement::max_degree; ++p)
  {
    const ReferenceElement e(p);
    EXPECT_EQ(e.n, p + 1);
    EXPECT_EQ(e.node[0], 0.);
    EXPECT_EQ(e.node[p], 1.);
    double one[2] = {0., 0.}, power[2] = {0., 0.};
    for (unsigned int i = 0; i < e.n; ++i)
    {
      one[0] += e.node_weight[i];
      one[1] += e.weight[i];
      power[0] += e.node_weight[i] * std::pow(e.node[i], 2 * p - 1);
      power[1] += e.weight[i] * std::pow(e.point[i], 2 * p + 1);
    }
    EXPECT_NEAR(one[0], 1., 1e-14);
    EXPECT_NEAR(one[1], 1., 1e-14);
    EXPECT_NEAR(power[0], 1. / (2 * p), 1e-14);
    EXPECT_NEAR(power[1], 1. / (2 * p + 2), 1e-14);
  }
}

// The tables reproduce x^p and its derivative p x^(p-1): values from the nodes, derivatives
// from the values at the Gauss points.
TEST(ReferenceElement, ReproducesPolynomials)
{
  for (unsigned int p = 1; p <= ReferenceElement::max_degree; ++p)
  {
    const ReferenceElement e(p);
    for (unsigned int q = 0; q < e.n; ++q)
    {
      double value = 0., gradient = 0.;
      for (unsigned int i = 0; i < e.n; ++i)
      {
        value += e.value[q * e.n + i] * std::pow(e.node[i], p);
        gradient += e.gradient[q * e.n + i] * std::pow(e.point[i], p);
      }
      EXPECT_NEAR(value, std::pow(e.point[q], p), 1e-13);
      EXPECT_NEAR(gradient, p * std::pow(e.point[q], p - 1.), 1e-12);
    }
  }
}

// x^p has the slope p at 1; mirrored, (1-x)^p that of -p at 0.
TEST(ReferenceElement, KnowsSlopesAtItsEnds)
{
  for (unsigned int p = 1; p <= ReferenceElement::max_degree; ++p)
  {
    const ReferenceElement e(p);
    double at_end = 0., at_start = 0.;
    for (unsigned int i = 0; i < e.n; ++i)
    {
      at_end += e.end_slope[i] * std::pow(e.node[i], p);
      at_start -= e.end_slope[p - i] * std::pow(1. - e.node[i], p);
    }
    EXPECT_NEAR(at_end, p, 1e-12);
    EXPECT_NEAR(at_start, -1. * p, 1e-12);
  }
}

TEST(ReferenceElement, RefusesOtherDegrees)
{
  EXPECT_ANY_THROW(ReferenceElement(0));
  EXPECT_ANY_THROW(ReferenceElement(ReferenceElement::max_degree + 1));
}

} // namespace
} // namespace kelvolt

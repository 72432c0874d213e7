#include "discretization/plane_element.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

double factorial(unsigned int n)
{
  return n < 2 ? 1. : n * factorial(n - 1);
}

// Points integrate l1^i l2^j exactly to degree 2p+1: i! j! / (i + j + 2)!.
TEST(PlaneElement, IntegratesPolynomials)
{
  for (unsigned int p = 1; p <= PlaneElement::max_degree; ++p)
  {
    const PlaneElement element(p);
    for (unsigned int i = 0; i <= 2 * p + 1; ++i)
      for (unsigned int j = 0; i + j <= 2 * p + 1; ++j)
      {
        double sum = 0.;
        for (unsigned int q = 0; q < element.n_points; ++q)
          sum += element.weight[q] * std::pow(element.point[q][0], i) *
                 std::pow(element.point[q][1], j);
        EXPECT_NEAR(sum, factorial(i) * factorial(j) / factorial(i + j + 2), 1e-14)
            << p << ' ' << i << ' ' << j;
      }
  }
}

// Shape functions are 1 at their node and 0 at the others; their values and derivatives
// give those of l1^p + l1 l2; nodes along sides are shared by both triangles there.
TEST(PlaneElement, InterpolatesPolynomials)
{
  for (unsigned int p = 1; p <= PlaneElement::max_degree; ++p)
  {
    const PlaneElement element(p);
    ASSERT_EQ(element.node.size(), element.n_nodes);
    EXPECT_EQ(element.pieces.size(), p * p);
    for (unsigned int a = 0; a < element.n_nodes; ++a)
      for (unsigned int b = 0; b < element.n_nodes; ++b)
        EXPECT_NEAR(element.values_at(element.node[a][0], element.node[a][1])[b],
                    a == b ? 1. : 0.,
                    1e-12);
    const double cross = p > 1 ? 1. : 0.;
    for (unsigned int q = 0; q < element.n_points; ++q)
    {
      double d1 = 0., d2 = 0., value = 0.;
      for (unsigned int a = 0; a < element.n_nodes; ++a)
      {
        const double l1 = element.node[a][0], l2 = element.node[a][1],
                     u = std::pow(l1, p) + cross * l1 * l2;
        value += u * element.value[q * element.n_nodes + a];
        d1 += u * element.by_first[q * element.n_nodes + a];
        d2 += u * element.by_second[q * element.n_nodes + a];
      }
      const double l1 = element.point[q][0], l2 = element.point[q][1];
      EXPECT_NEAR(value, std::pow(l1, p) + cross * l1 * l2, 1e-12);
      EXPECT_NEAR(d1, p * std::pow(l1, p - 1.) + cross * l2, 1e-11);
      EXPECT_NEAR(d2, cross * l1, 1e-11);
    }
    for (unsigned int k = 0; k <= p; ++k)
    {
      const double t = element.node[element.side_nodes[0][k]][0];
      EXPECT_NEAR(element.node[element.side_nodes[2][p - k]][1], t, 1e-15);
      EXPECT_NEAR(element.node[element.side_nodes[1][k]][1], t, 1e-15);
    }
  }
}

} // namespace
} // namespace kelvolt

#include "accuracy/edge_layer.h"
#include "accuracy/edge_safety.h"
#include "accuracy/layer_evidence.h"
#include "results/error_bar.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace kelvolt
{
namespace
{

/// What polynomials of degree p - 1 leave of the energy of exp(-x / l) on [0, H], by their
/// Legendre coefficients, with as many steps as it takes.
double energy_left(unsigned int degree, double widths)
{
  constexpr int n = 200000;
  std::vector<double> coefficient(degree, 0.);
  double all = 0.;
  for (int i = 0; i < n; ++i)
  {
    const double x = 2. * (i + 0.5) / n - 1., f = std::exp(-0.5 * widths * (x + 1.));
    double before = 0., value = 1.;
    for (unsigned int k = 0; k < degree; ++k)
    {
      coefficient[k] += f * value * 2. / n;
      const double next = ((2. * k + 1.) * x * value - k * before) / (k + 1.);
      before = value;
      value = next;
    }
    all += f * f * 2. / n;
  }
  double left = all;
  for (unsigned int k = 0; k < degree; ++k)
    left -= (k + 0.5) * coefficient[k] * coefficient[k];
  return left / all;
}

// By quadrature, for layers from a fourth of a cell to a hundredth.
TEST(EdgeLayer, LeavesWhatPolynomialsLeave)
{
  for (const double widths : {4., 12., 30., 100.})
    for (const unsigned int degree : {1U, 2U, 3U, 4U})
    {
      const double by_first = energy_left(degree, widths) - energy_left(degree + 1, widths),
                   by_second =
                       energy_left(degree + 1, widths) - energy_left(degree + 2, widths);
      for (const unsigned int added : {1U, 2U})
      {
        const double left = energy_left(degree + added, widths) / by_first;
        EXPECT_NEAR(left_of_edge_layer(degree, added, widths), left, 1e-4 * left + 1e-6);
      }
      EXPECT_NEAR(ratio_in_layer(degree, widths), by_second / by_first, 1e-4);
    }
}

// In a cell a thousand times as wide as the layer each degree takes away (2 p + 1) l / H
// twice, of nearly all.
TEST(EdgeLayer, HidesNearlyAllInWideCells)
{
  for (const unsigned int degree : {1U, 2U, 3U, 4U})
  {
    EXPECT_NEAR(
        left_of_edge_layer(degree, 1, 1e4), 1e4 / (2. * (2. * degree + 1.)), 0.01 * 1e4);
    EXPECT_NEAR(ratio_in_layer(degree, 1e4), (2. * degree + 3.) / (2. * degree + 1.), 0.01);
  }
  EXPECT_EQ(left_of_edge_layer(2, 1, 0.), 0.);
  EXPECT_EQ(left_of_edge_layer(2, 1, 1.), 0.);
}

// What hardly falls is hidden, what falls as at the edge alone is not; in between as much
// of it as the energies say.
TEST(EdgeLayer, IsToldByTheSecondDegree)
{
  constexpr unsigned int degree = 2;
  constexpr double widths = 100., exponent = 0.5;
  const double in_layer = ratio_in_layer(degree, widths);
  // E_p = (p + 1/2)^-2
  const double at_edge =
      (std::pow(3.5, -2.) - std::pow(4.5, -2.)) / (std::pow(2.5, -2.) - std::pow(3.5, -2.));
  EdgeShares shares(5, {false, 1., exponent, widths});
  shares[4].layer_widths = 0.;
  tell_layers_apart({2., 2., 2., 2., 2.},
                    {2. * in_layer, 2. * at_edge, in_layer + at_edge, 0., 2.},
                    degree,
                    shares);
  EXPECT_NEAR(shares[0].layer_part, 1., 1e-12);
  EXPECT_NEAR(shares[1].layer_part, 0., 1e-12);
  EXPECT_NEAR(shares[2].layer_part, 0.5, 1e-12);
  EXPECT_EQ(shares[3].layer_part, 0.);
  EXPECT_EQ(shares[4].layer_part, 1.); // there is none
}

// In the unit of the quantity, beyond what an edge of r^(1/2) leaves out.
TEST(EdgeLayer, CountsByWhatCellsContribute)
{
  const EdgeShares shares{{false, 0.3, 0.5, 100.}, {false, 0.2, 1., 0.}},
      half{{false, 0.3, 0.5, 100., 0.5}, {false, 0.2, 1., 0.}};
  const double left = left_of_edge_layer(2, 1, 100.) - (1. / (1. - 6.25 / 12.25) - 1.);
  EXPECT_NEAR(
      left_out_by_edges(MPI_COMM_SELF, shares, false, 2, 1).hidden, 0.3 * left, 1e-12);
  EXPECT_NEAR(
      left_out_by_edges(MPI_COMM_SELF, half, false, 2, 1).hidden, 0.15 * left, 1e-12);
}

// Contributions of both signs count whole at edges sharper than r^(1/2). Two degrees change
// an error of p^(-4 s) by what the second adds besides, and leave less of it.
TEST(EdgeSafety, CountsSharpEdgesCellByCell)
{
  constexpr double s = 0.1;
  const EdgeShares shares{
      {false, 0.3, s}, {false, 0.2, s}, {false, 5., 0.5}, {false, 5., 1.}};
  const double by_one = 0.5 * (enrichment_safety(2, 1, s) - enrichment_safety(2, 1));
  EXPECT_NEAR(left_at_sharp_edges(MPI_COMM_SELF, shares, 2, 1), by_one, 1e-12);
  const auto left = [&](double p)
  {
    return std::pow(p + 0.5, -4. * s);
  };
  EXPECT_NEAR(left_at_sharp_edges(MPI_COMM_SELF, shares, 2, 2),
              0.5 * (left(2.) - left(4.)) / (left(2.) - left(3.)) *
                  (enrichment_safety(2, 2, s) - enrichment_safety(2, 2)),
              1e-12);
}

} // namespace
} // namespace kelvolt

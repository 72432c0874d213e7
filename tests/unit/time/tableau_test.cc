#include "time/tableau.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace kelvolt
{
namespace
{

using Row = std::vector<double>;

double dot(const Row &a, const Row &b)
{
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.);
}

/// A times v, of the lower triangle.
Row times(const Tableau &tableau, const Row &v)
{
  Row result;
  for (const Row &row : tableau.a)
    result.push_back(dot(row, v));
  return result;
}

Row product(const Row &a, const Row &b)
{
  Row result(a.size());
  std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::multiplies<double>());
  return result;
}

/// What each condition of this order leaves, by the trees of Butcher.
Row order_faults(const Tableau &tableau, const Row &b, unsigned int order)
{
  const Row &c = tableau.c, one(c.size(), 1.), c2 = product(c, c);
  switch (order)
  {
  case 1:
    return {dot(b, one) - 1.};
  case 2:
    return {dot(b, c) - 1. / 2.};
  case 3:
    return {dot(b, c2) - 1. / 3., dot(b, times(tableau, c)) - 1. / 6.};
  default:
    return {dot(b, product(c2, c)) - 1. / 4.,
            dot(b, product(c, times(tableau, c))) - 1. / 8.,
            dot(b, times(tableau, c2)) - 1. / 12.,
            dot(b, times(tableau, times(tableau, c))) - 1. / 24.};
  }
}

double largest_fault(const Tableau &tableau, const Row &b, unsigned int order)
{
  double largest = 0.;
  for (const double fault : order_faults(tableau, b, order))
    largest = std::max(largest, std::abs(fault));
  return largest;
}

/// H after one step of dH/dt = z H from 1, dt = 1.
std::complex<double> growth(const Tableau &tableau, std::complex<double> z)
{
  std::vector<std::complex<double>> H;
  for (const Row &row : tableau.a)
  {
    std::complex<double> sum = 1.;
    for (std::size_t j = 0; j + 1 < row.size(); ++j)
      sum += row[j] * z * H[j];
    H.push_back(sum / (1. - row.back() * z));
  }
  return H.back();
}

class Tableaux : public testing::TestWithParam<Tableau>
{
};

// Each stage stands at the time that its row adds up to, gamma on the diagonal of every
// implicit one, and the last is the end of the step.
TEST_P(Tableaux, HaveStagesAtTheirTimes)
{
  const Tableau tableau = GetParam();
  const std::size_t n = tableau.n_stages();
  ASSERT_EQ(tableau.a.size(), n);
  ASSERT_EQ(tableau.b_embedded.size(), n);
  for (std::size_t i = 0; i < n; ++i)
  {
    ASSERT_EQ(tableau.a[i].size(), i + 1);
    EXPECT_NEAR(
        std::accumulate(tableau.a[i].begin(), tableau.a[i].end(), 0.), tableau.c[i], 1e-14);
    const bool is_explicit = tableau.starts_explicit && i == 0;
    EXPECT_NEAR(tableau.a[i].back(), is_explicit ? 0. : tableau.gamma, 1e-15);
  }
  EXPECT_EQ(tableau.c.back(), 1.);
}

// All conditions up to the orders that they claim hold, for both sets of weights, and those
// of the next do not: an order that were higher would make the difference no error.
TEST_P(Tableaux, HaveTheirOrders)
{
  const Tableau tableau = GetParam();
  for (unsigned int order = 1; order <= tableau.order; ++order)
    EXPECT_LT(largest_fault(tableau, tableau.b(), order), 1e-13) << order;
  for (unsigned int order = 1; order <= tableau.embedded_order; ++order)
    EXPECT_LT(largest_fault(tableau, tableau.b_embedded, order), 1e-13) << order;
  const unsigned int lower = std::min(tableau.order, tableau.embedded_order);
  const Row &weaker = tableau.order == lower ? tableau.b() : tableau.b_embedded;
  EXPECT_GT(largest_fault(tableau, weaker, lower + 1), 1e-3);
}

// L-stable: nothing grows that should decay, on the imaginary axis or beyond it, and what
// is infinitely stiff is gone after one step.
TEST_P(Tableaux, DampWhatIsStiff)
{
  const Tableau tableau = GetParam();
  EXPECT_LT(std::abs(growth(tableau, -1e9)), 1e-7);
  for (double y = 1e-2; y < 1e4; y *= 1.2)
    for (const double x : {0., 0.1 * y, y})
      EXPECT_LE(std::abs(growth(tableau, {-x, y})), 1. + 1e-12) << x << ' ' << y;
}

std::string scheme_name(const testing::TestParamInfo<Tableau> &info)
{
  return info.param.order == 2 ? "TrBdf2" : "Sdirk4";
}

INSTANTIATE_TEST_SUITE_P(Schemes,
                         Tableaux,
                         testing::Values(tr_bdf2(), sdirk4()),
                         scheme_name);

} // namespace
} // namespace kelvolt

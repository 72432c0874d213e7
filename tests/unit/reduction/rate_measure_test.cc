// What moments of a measure on rates say of other sums over the rates: known measures lie
// within both bounds; where a moment is the sum itself, or one rate is all, the bound is
// that value.

#include "reduction/rate_measure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace kelvolt
{
namespace
{

using Weights = std::vector<std::pair<double, double>>; // rate, weight

template <typename Function>
double sum_over(const Weights &weights, const Function &f)
{
  double sum = 0.;
  for (const auto &[rate, weight] : weights)
    sum += weight * f(rate);
  return sum;
}

RateMoments
moments_of(const Weights &weights, const std::vector<double> &shifts, double open = 1e-9)
{
  RateMoments moments;
  moments.shifts = shifts;
  for (const double s : shifts)
  {
    const double energy = sum_over(weights, [s](double rate) { return 1. / (rate + s); }),
                 fall = sum_over(weights,
                                 [s](double rate) { return std::pow(rate + s, -2.); });
    moments.energy.push_back({energy, open * energy});
    moments.fall.push_back({fall, open * fall});
  }
  moments.total = sum_over(weights, [](double) { return 1.; });
  return moments;
}

template <typename Function>
std::vector<double> values(const std::vector<double> &rates, const Function &f)
{
  std::vector<double> result;
  std::transform(rates.begin(), rates.end(), std::back_inserter(result), f);
  return result;
}

/// A few dozen rates from 1e-2 to 1e7 1/s, with weights over six decades.
Weights random_weights(unsigned int seed)
{
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> share(0., 1.);
  Weights weights;
  for (int i = 0; i < 40; ++i)
  {
    const double rate = std::pow(10., 9. * share(generator) - 2.);
    weights.emplace_back(rate, std::sqrt(rate) * std::pow(10., 3. * share(generator)));
  }
  return weights;
}

// Waves in the logarithm of the rate, as the kernels of a bound have them.
TEST(RateMeasure, HoldsFromBothSides)
{
  const std::vector<double> rates = RateMeasure::rates(1e-6, 100.);
  for (unsigned int seed = 0; seed < 20; ++seed)
  {
    const Weights weights = random_weights(seed);
    RateMeasure measure(rates, moments_of(weights, {1e-1, 1e2, 1e5, 1e7}));
    for (const double phase : {0., 1., 2., 3.})
    {
      const auto f = [phase](double rate)
      {
        return std::sin(2. * std::log(rate + 1e-3) + phase) / (rate + 30.);
      };
      const std::vector<double> at_rates = values(rates, f);
      const double exact = sum_over(weights, f), up = measure.largest(at_rates),
                   down = -measure.largest(values(rates, [&](double x) { return -f(x); })),
                   size = sum_over(weights, [&](double x) { return std::abs(f(x)); });
      EXPECT_GE(up, exact - 1e-3 * size) << seed;
      EXPECT_LE(down, exact + 1e-3 * size) << seed;
      EXPECT_LE(up, measure.crude(at_rates) * (1. + 1e-9));
      EXPECT_GE(measure.crude(at_rates), std::abs(exact));
    }
  }
}

// Of a sum that is a moment, or a combination of moments, nothing is left open.
TEST(RateMeasure, KnowsItsMoments)
{
  const std::vector<double> rates = RateMeasure::rates(1e-6, 100.);
  const Weights weights = random_weights(7);
  const RateMoments moments = moments_of(weights, {1e-1, 1e2, 1e5});
  RateMeasure measure(rates, moments);
  const auto f = [](double rate)
  {
    return 1. / (rate + 1e2) - 0.5 / (rate + 1e-1);
  };
  const double exact = moments.energy[1].value - 0.5 * moments.energy[0].value;
  EXPECT_NEAR(measure.largest(values(rates, f)), exact, 1e-6 * std::abs(exact));
  EXPECT_NEAR(-measure.largest(values(rates, [&](double x) { return -f(x); })),
              exact,
              1e-6 * std::abs(exact));
}

// A single rate is found from its two moments: any other sum is known then, within what its
// neighbours on the grid leave.
TEST(RateMeasure, FindsASingleRate)
{
  const std::vector<double> rates = RateMeasure::rates(1e-6, 100.);
  const double rate = rates[201]; // one of the program's columns
  RateMeasure measure(rates, moments_of({{rate, 3.}}, {0.1 * rate, 10. * rate}));
  const auto f = [](double x)
  {
    return std::exp(-x * 1e-3) * (1. + std::cos(std::log(x + 1.)));
  };
  EXPECT_NEAR(measure.largest(values(rates, f)), 3. * f(rate), 0.05 * 3. * f(rate));
}

// Moments that no measure has, as of inexact solves, are widened until there is one.
TEST(RateMeasure, WidensMomentsThatContradict)
{
  const std::vector<double> rates = RateMeasure::rates(1e-6, 100.);
  const Weights weights = random_weights(3);
  RateMoments moments = moments_of(weights, {1e-1, 1e2, 1e5});
  moments.fall[1].value *= 1e3; // above E / s: no measure falls so fast
  RateMeasure measure(rates, moments);
  const auto f = [](double rate)
  {
    return 1. / (rate + 1e3);
  };
  EXPECT_GE(measure.largest(values(rates, f)), sum_over(weights, f));
}

} // namespace
} // namespace kelvolt

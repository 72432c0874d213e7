#include "accuracy/edge_layer.h"

#include <cmath>
#include <vector>

namespace kelvolt
{

namespace
{

/// Where the recurrence would lose its digits a layer is resolved.
constexpr double narrow = 2.;

/// Shares of the energy that each degree from 1 to `degree` takes away, and what they
/// leave.
struct TakenAway
{
  std::vector<double> by_degree;
  double left;
};

TakenAway taken_away(unsigned int degree, double widths)
{
  const double a = 0.5 * widths;
  // i_0 and i_1 times exp(-a), sinh(2 a) / (2 a) times exp(-2 a)
  double i = (1. - std::exp(-2. * a)) / (2. * a),
         next = ((1. + std::exp(-2. * a)) / 2. - i) / a;
  const double all = (1. - std::exp(-4. * a)) / (4. * a);
  TakenAway result{{}, 1.};
  for (unsigned int k = 0; k < degree; ++k)
  {
    result.by_degree.push_back((2. * k + 1.) * i * i / all);
    result.left -= result.by_degree.back();
    const double after = i - (2. * k + 3.) / a * next;
    i = next;
    next = after;
  }
  return result;
}

} // namespace

double left_of_edge_layer(unsigned int degree, unsigned int added, double widths)
{
  if (widths < narrow)
    return 0.;
  const TakenAway taken = taken_away(degree + added, widths);
  return taken.left / taken.by_degree[degree];
}

double ratio_in_layer(unsigned int degree, double widths)
{
  if (widths < narrow)
    return 0.;
  const TakenAway taken = taken_away(degree + 2, widths);
  return taken.by_degree[degree + 1] / taken.by_degree[degree];
}

} // namespace kelvolt

#include "accuracy/edge_exponent.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;
/// Exponents below are called this: nothing converges there in any case.
constexpr double least_exponent = 1e-4;
/// Exponents from here on are called regular.
constexpr double largest_exponent = 0.97;

/// Value and flux on a half-plane, both over r^s, the flux also over s.
struct OnHalfPlane
{
  double value = 0., flux = 0.;
};

/// Through quarter i, counterclockwise. With x_d' = x_d / sqrt(k_d) the quarter is
/// isotropic with k = sqrt(k_u k_v), and
///
///     u = r'^s (a cos s t + b sin s t),   r' = |x_d| / sqrt(k_d) on the half-plane along d
OnHalfPlane through(const EdgeSetting &setting, int i, double s, const OnHalfPlane &start)
{
  const std::array<double, 2> &k = *setting.quarter[i];
  const double from = k[i % 2], to = k[1 - i % 2], mean = std::sqrt(from * to),
               scale = std::pow(from / to, 0.5 * s);
  const double c = std::cos(0.5 * pi * s), d = std::sin(0.5 * pi * s);
  return {scale * (start.value * c + start.flux * d / mean),
          scale * (-start.value * d * mean + start.flux * c)};
}

/// Quarters in a row, counterclockwise, between two half-planes on which a condition holds.
struct Chain
{
  int first = 0, count = 0;
  bool held_at_start = false, held_at_end = false;
};

bool is_cut(const EdgeSetting &setting, int half_plane)
{
  return setting.held[half_plane] || !setting.quarter[half_plane] ||
         !setting.quarter[(half_plane + 3) % 4];
}

std::vector<Chain> chains(const EdgeSetting &setting)
{
  std::vector<Chain> result;
  for (int first = 0; first < 4; ++first)
  {
    if (!is_cut(setting, first) || !setting.quarter[first])
      continue;
    int count = 1;
    while (!is_cut(setting, (first + count) % 4))
      ++count;
    result.push_back(
        {first, count, setting.held[first], setting.held[(first + count) % 4]});
  }
  return result;
}

/// Vanishes where s is an exponent of the chain.
double mismatch(const EdgeSetting &setting, const Chain &chain, double s)
{
  OnHalfPlane state = chain.held_at_start ? OnHalfPlane{0., 1.} : OnHalfPlane{1., 0.};
  for (int i = 0; i < chain.count; ++i)
    state = through(setting, (chain.first + i) % 4, s, state);
  return chain.held_at_end ? state.value : state.flux;
}

/// The same where all four quarters hold the field: det(M - I), M once around.
double mismatch_around(const EdgeSetting &setting, double s)
{
  OnHalfPlane a{1., 0.}, b{0., 1.};
  for (int i = 0; i < 4; ++i)
  {
    a = through(setting, i, s, a);
    b = through(setting, i, s, b);
  }
  return (a.value - 1.) * (b.flux - 1.) - a.flux * b.value;
}

/// First change of sign on the way up to largest_exponent; regular_exponent without one.
template <typename Function>
double first_root(const Function &function)
{
  constexpr double growth = 1.04;
  double below = least_exponent;
  const bool sign = function(below) > 0.;
  while (below < largest_exponent)
  {
    double above = std::min(growth * below, largest_exponent);
    if ((function(above) > 0.) != sign)
    {
      while (above - below > 1e-6 * above)
      {
        const double middle = 0.5 * (below + above);
        ((function(middle) > 0.) == sign ? below : above) = middle;
      }
      return above;
    }
    below = above;
  }
  return regular_exponent;
}

} // namespace

double singular_exponent(const EdgeSetting &setting)
{
  bool closed = true;
  for (int i = 0; i < 4; ++i)
    closed = closed && !is_cut(setting, i);
  if (closed)
    return first_root([&](double s) { return mismatch_around(setting, s); });
  double least = regular_exponent;
  for (const Chain &chain : chains(setting))
    least =
        std::min(least, first_root([&](double s) { return mismatch(setting, chain, s); }));
  return least;
}

} // namespace kelvolt

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

/// Of one material, between two half-planes. With x_d' = x_d / sqrt(k_d) it is isotropic
/// with k = sqrt(k_u k_v).
struct Wedge
{
  bool is_filled = false;
  bool held_at_start = false;
  double R_at_start = 0.;
  double angle = 0.;   ///< in x'
  double mean = 0.;    ///< k
  double stretch = 1.; ///< square of r' / r where it ends, over that where it starts
  std::array<double, 2> across{}; ///< k across the half-planes where it starts and ends
};

using Wedges = std::vector<Wedge>; // counterclockwise, all the way round

/// Through a wedge, counterclockwise, with
///
///     u = r'^s (a cos s t + b sin s t)
OnHalfPlane through(const Wedge &wedge, double s, const OnHalfPlane &start)
{
  const double scale = std::pow(wedge.stretch, 0.5 * s), mean = wedge.mean;
  const double c = std::cos(wedge.angle * s), d = std::sin(wedge.angle * s);
  return {scale * (start.value * c + start.flux * d / mean),
          scale * (-start.value * d * mean + start.flux * c)};
}

/// On the half-plane along d, r' is |x_d| / sqrt(k_d).
Wedges wedges_of(const EdgeSetting &setting)
{
  Wedges result(setting.quarter.size());
  for (std::size_t i = 0; i < result.size(); ++i)
  {
    result[i].held_at_start = setting.held[i];
    result[i].R_at_start = setting.R[i];
    if (!setting.quarter[i])
      continue;
    const double from = (*setting.quarter[i])[i % 2], to = (*setting.quarter[i])[1 - i % 2];
    result[i].is_filled = true;
    result[i].angle = 0.5 * pi;
    result[i].mean = std::sqrt(from * to);
    result[i].stretch = from / to;
    result[i].across = {to, from};
  }
  return result;
}

Wedges wedges_of(const std::vector<EdgeSector> &sectors)
{
  Wedges result;
  for (const EdgeSector &sector : sectors)
  {
    Wedge wedge;
    wedge.held_at_start = sector.held_at_start;
    wedge.R_at_start = sector.R_at_start;
    if (sector.k)
    {
      const double k_u = (*sector.k)[0], k_v = (*sector.k)[1];
      // In x' straight angles stay such: only what is beyond the last one is to be found.
      const auto angle_at = [&](double direction)
      {
        const double straight = std::floor(direction / pi) * pi,
                     rest = direction - straight;
        return straight +
               std::atan2(std::sin(rest) / std::sqrt(k_v), std::cos(rest) / std::sqrt(k_u));
      };
      const auto square_at = [&](double direction)
      {
        return std::pow(std::cos(direction), 2) / k_u +
               std::pow(std::sin(direction), 2) / k_v;
      };
      wedge.is_filled = true;
      wedge.angle = angle_at(sector.to) - angle_at(sector.from);
      wedge.mean = std::sqrt(k_u * k_v);
      wedge.stretch = square_at(sector.to) / square_at(sector.from);
      wedge.across.fill(std::max(k_u, k_v));
    }
    result.push_back(wedge);
  }
  return result;
}

/// Wedges in a row, counterclockwise, between two half-planes on which a condition holds.
struct Chain
{
  std::size_t first = 0, count = 0;
  bool held_at_start = false, held_at_end = false;
};

bool is_cut(const Wedges &wedges, std::size_t half_plane)
{
  return wedges[half_plane].held_at_start || wedges[half_plane].R_at_start > 0. ||
         !wedges[half_plane].is_filled ||
         !wedges[(half_plane + wedges.size() - 1) % wedges.size()].is_filled;
}

std::vector<Chain> chains(const Wedges &wedges)
{
  std::vector<Chain> result;
  const std::size_t n = wedges.size();
  for (std::size_t first = 0; first < n; ++first)
  {
    if (!is_cut(wedges, first) || !wedges[first].is_filled)
      continue;
    std::size_t count = 1;
    while (!is_cut(wedges, (first + count) % n))
      ++count;
    result.push_back({first,
                      count,
                      wedges[first].held_at_start,
                      wedges[(first + count) % n].held_at_start});
  }
  return result;
}

/// Vanishes where s is an exponent of the chain.
double mismatch(const Wedges &wedges, const Chain &chain, double s)
{
  OnHalfPlane state = chain.held_at_start ? OnHalfPlane{0., 1.} : OnHalfPlane{1., 0.};
  for (std::size_t i = 0; i < chain.count; ++i)
    state = through(wedges[(chain.first + i) % wedges.size()], s, state);
  return chain.held_at_end ? state.value : state.flux;
}

/// The same where all wedges hold the field: det(M - I), M once around.
double mismatch_around(const Wedges &wedges, double s)
{
  OnHalfPlane a{1., 0.}, b{0., 1.};
  for (const Wedge &wedge : wedges)
  {
    a = through(wedge, s, a);
    b = through(wedge, s, b);
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

double least_exponent_of(const Wedges &wedges)
{
  bool closed = true;
  for (std::size_t i = 0; i < wedges.size(); ++i)
    closed = closed && !is_cut(wedges, i);
  if (closed)
    return first_root([&](double s) { return mismatch_around(wedges, s); });
  double least = regular_exponent;
  for (const Chain &chain : chains(wedges))
    least =
        std::min(least, first_root([&](double s) { return mismatch(wedges, chain, s); }));
  return least;
}

Wedges with(Joints joints, Wedges wedges)
{
  if (joints == Joints::perfect)
    for (Wedge &wedge : wedges)
      wedge.R_at_start = 0.;
  return wedges;
}

double longest_joint(const Wedges &wedges)
{
  double longest = 0.;
  for (std::size_t i = 0; i < wedges.size(); ++i)
  {
    const Wedge &before = wedges[(i + wedges.size() - 1) % wedges.size()],
                &behind = wedges[i];
    if (behind.R_at_start > 0. && before.is_filled && behind.is_filled)
      longest = std::max(
          longest, behind.R_at_start / (1. / before.across[1] + 1. / behind.across[0]));
  }
  return longest;
}

} // namespace

double singular_exponent(const EdgeSetting &setting, Joints joints)
{
  return least_exponent_of(with(joints, wedges_of(setting)));
}

double singular_exponent(const std::vector<EdgeSector> &sectors, Joints joints)
{
  return least_exponent_of(with(joints, wedges_of(sectors)));
}

double joint_length(const EdgeSetting &setting)
{
  return longest_joint(wedges_of(setting));
}

double joint_length(const std::vector<EdgeSector> &sectors)
{
  return longest_joint(wedges_of(sectors));
}

} // namespace kelvolt

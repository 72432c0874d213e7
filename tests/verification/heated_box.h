#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

/// @file The exact thermal impedance of the hottest place of a box in a block.

namespace kelvolt
{

/// A block of one material, insulated but for a film below, in which an axis-parallel box
/// at its top takes up 1 W from time 0 on. With the rises X, Y and Z of layers that were
/// heated by 1 K at once, across each axis,
///
///     rise(x, y, z, t) = int_0^t X(x, u) Y(y, u) Z(z, u) du / (c V)
struct HeatedBox
{
  std::array<double, 3> length;       ///< of the block from the origin [m]
  std::array<double, 3> low, high;    ///< of the box; high[2] = length[2]
  std::array<double, 3> conductivity; ///< [W/m/K]
  double capacity = 0., film = 0.;    ///< [J/m3/K], [W/m2/K]
  static constexpr double pi = 3.14159265358979324;

  /// Of an insulated axis: by images early, by cosines later.
  double insulated(int axis, double x, double time) const
  {
    const double L = length[axis], a = low[axis], b = high[axis],
                 alpha_t = conductivity[axis] / capacity * time,
                 s = 2. * std::sqrt(alpha_t);
    if (a <= 0. && b >= L)
      return 1.;
    double sum = 0.;
    if (s < 0.5 * L)
    {
      for (const double image : {-2. * L, 0., 2. * L})
        sum += 0.5 * (std::erf((b + image - x) / s) - std::erf((a + image - x) / s) +
                      std::erf((-a + image - x) / s) - std::erf((-b + image - x) / s));
      return sum;
    }
    sum = (b - a) / L;
    for (int m = 1; m < 40; ++m)
    {
      const double k = m * pi / L;
      sum += 2. / (m * pi) * (std::sin(k * b) - std::sin(k * a)) * std::cos(k * x) *
             std::exp(-k * k * alpha_t);
    }
    return sum;
  }

  /// At the top, above a film: by images while nothing has reached it, then by the
  /// functions cos(m (H - z)), m tan(m H) = film / k.
  double cooled(double time) const
  {
    const double H = length[2], depth = H - low[2], k = conductivity[2],
                 alpha_t = k / capacity * time, s = 2. * std::sqrt(alpha_t);
    if (s < 0.12 * H)
      return std::erf(depth / s);
    double sum = 0.;
    for (int n = 0; n < 60; ++n)
    {
      double least = n * pi, most = (n + 0.5) * pi;
      for (int i = 0; i < 60; ++i)
      {
        const double m = 0.5 * (least + most);
        (m * std::tan(m) < film * H / k ? least : most) = m;
      }
      const double m = 0.5 * (least + most) / H,
                   norm = 0.5 * H * (1. + std::sin(2. * m * H) / (2. * m * H));
      sum += std::sin(m * depth) / (m * norm) * std::exp(-m * m * alpha_t);
    }
    return sum;
  }

  /// The largest rise at each time [K/W]. @param times [s], rising, near each other
  std::vector<double> highest(const std::vector<double> &times) const;
};

/// Gauss points over sqrt(u), from far below the first time on.
inline std::vector<double> HeatedBox::highest(const std::vector<double> &times) const
{
  constexpr std::array<double, 3> point{
      0.2386191860831969, 0.6612093864662645, 0.9324695142031521},
      weight{0.4679139345726910, 0.3607615730481386, 0.1713244923791704};
  constexpr int n = 201; // the best of so many lacks 1e-5 of a smooth peak
  const auto place = [&](int axis, int i)
  {
    return low[axis] + (high[axis] - low[axis]) * i / (n - 1.);
  };
  std::vector<double> sums(std::size_t(n) * n, 0.), result, ends{0.};
  for (int i = 40; i > 0; --i)
    ends.push_back(times.front() * std::pow(1.4, -i));
  ends.insert(ends.end(), times.begin(), times.end());
  const double heat_capacity =
      capacity * (high[0] - low[0]) * (high[1] - low[1]) * (high[2] - low[2]);
  for (std::size_t panel = 1; panel < ends.size(); ++panel)
  {
    const double a = std::sqrt(ends[panel - 1]), b = std::sqrt(ends[panel]);
    for (std::size_t q = 0; q < 6; ++q)
    {
      const double v = 0.5 * (a + b) + 0.5 * (b - a) * (q < 3 ? 1. : -1.) * point[q % 3],
                   factor = weight[q % 3] * 0.5 * (b - a) * 2. * v * cooled(v * v);
      std::vector<double> X, Y;
      for (int i = 0; i < n; ++i)
      {
        X.push_back(insulated(0, place(0, i), v * v));
        Y.push_back(insulated(1, place(1, i), v * v));
      }
      for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += factor * X[i / n] * Y[i % n];
    }
    if (panel <= 40)
      continue;
    result.push_back(*std::max_element(sums.begin(), sums.end()) / heat_capacity);
  }
  return result;
}

} // namespace kelvolt

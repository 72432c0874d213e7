#include "network_identification.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{

namespace
{

constexpr std::size_t fewest_points = 8;
/// The curve is continued so far, in decades, before its first point: heat of a slab of
/// parts that small has long spread then.
constexpr double decades_before = 2.;
/// Half the width of a local parabola in ln t, unless that holds too few points.
constexpr double half_width = 0.25;
constexpr std::size_t points_of_a_parabola = 7;

struct LogarithmicCurve
{
  std::vector<double> z, value;
};

/// The measured points at times above zero, and before them a power of time.
LogarithmicCurve continued(const ResponseCurve &curve)
{
  LogarithmicCurve measured;
  for (std::size_t i = 0; i < curve.time.size(); ++i)
    if (curve.time[i] > 0.)
    {
      measured.z.push_back(std::log(curve.time[i]));
      measured.value.push_back(curve.impedance[i]);
    }
  if (measured.z.size() < fewest_points)
    throw std::domain_error("A network is identified from eight points at least, at times "
                            "above zero.");
  if (!(measured.value.back() > 0. && measured.value.back() > measured.value.front()))
    throw std::domain_error("A curve has to rise for a network to be identified.");
  // The power of time between the first point and the first one at twice its time.
  const auto second = static_cast<std::size_t>(
      std::lower_bound(
          measured.z.begin(), measured.z.end() - 1, measured.z.front() + std::log(2.)) -
      measured.z.begin());
  const double first_value = measured.value.front();
  double power = 0.5;
  if (first_value > 0. && measured.value[second] > first_value)
    power = std::clamp(std::log(measured.value[second] / first_value) /
                           (measured.z[second] - measured.z.front()),
                       0.3,
                       1.);
  LogarithmicCurve result;
  constexpr int per_decade = 40;
  const double step = std::log(10.) / per_decade;
  for (int i = static_cast<int>(decades_before) * per_decade; i > 0; --i)
  {
    result.z.push_back(measured.z.front() - i * step);
    result.value.push_back(std::max(0., first_value) * std::exp(-power * i * step));
  }
  result.z.insert(result.z.end(), measured.z.begin(), measured.z.end());
  result.value.insert(result.value.end(), measured.value.begin(), measured.value.end());
  return result;
}

/// Slope at z of the parabola through the points nearby, weighed by their distance.
double local_slope(const LogarithmicCurve &curve, double z)
{
  const auto n = static_cast<std::ptrdiff_t>(curve.z.size());
  auto from = std::lower_bound(curve.z.begin(), curve.z.end(), z - half_width) -
              curve.z.begin(),
       to = std::upper_bound(curve.z.begin(), curve.z.end(), z + half_width) -
            curve.z.begin();
  while (to - from < static_cast<std::ptrdiff_t>(points_of_a_parabola) &&
         (from > 0 || to < n))
  {
    from = std::max<std::ptrdiff_t>(0, from - 1);
    to = std::min(n, to + 1);
  }
  const double reach =
      1.01 *
      std::max({half_width, std::abs(curve.z[from] - z), std::abs(curve.z[to - 1] - z)});
  std::array<double, 5> moment{};
  std::array<double, 3> right{};
  for (auto i = from; i < to; ++i)
  {
    const double x = (curve.z[i] - z) / reach, near = 1. - std::abs(x * x * x),
                 weight = near * near * near;
    double power = weight;
    for (std::size_t k = 0; k < 5; ++k, power *= x)
    {
      moment[k] += power;
      if (k < 3)
        right[k] += power * curve.value[i];
    }
  }
  // The middle unknown of the three normal equations, by Cramer's rule.
  const auto [m0, m1, m2, m3, m4] = moment;
  const double determinant =
      m0 * (m2 * m4 - m3 * m3) - m1 * (m1 * m4 - m3 * m2) + m2 * (m1 * m3 - m2 * m2);
  const double slope = m0 * (right[1] * m4 - m3 * right[2]) -
                       right[0] * (m1 * m4 - m3 * m2) +
                       m2 * (m1 * right[2] - right[1] * m2);
  return determinant > 0. ? slope / determinant / reach : 0.;
}

/// Richardson's and Lucy's iteration for R >= 0 with W R = slope.
std::vector<double>
deconvolved(const std::vector<double> &slope, double step, unsigned int iterations)
{
  const std::size_t n = slope.size();
  std::vector<double> kernel(2 * n - 1); // of z_i - zeta_j, at i - j + n - 1
  for (std::size_t k = 0; k < kernel.size(); ++k)
  {
    const double z = (static_cast<double>(k) - static_cast<double>(n - 1)) * step;
    kernel[k] = step * std::exp(z - std::exp(z));
  }
  const auto weight = [&](std::size_t i, std::size_t j)
  {
    return kernel[i + n - 1 - j];
  };
  std::vector<double> spectrum = slope, seen(n, 0.);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      seen[j] += weight(i, j);
  std::vector<double> ratio(n);
  for (unsigned int iteration = 0; iteration < iterations; ++iteration)
  {
    for (std::size_t i = 0; i < n; ++i)
    {
      double sum = 0.;
      for (std::size_t j = 0; j < n; ++j)
        sum += weight(i, j) * spectrum[j];
      ratio[i] = sum > 0. ? slope[i] / sum : 0.;
    }
    for (std::size_t j = 0; j < n; ++j)
    {
      double sum = 0.;
      for (std::size_t i = 0; i < n; ++i)
        sum += weight(i, j) * ratio[i];
      spectrum[j] *= seen[j] > 0. ? sum / seen[j] : 0.;
    }
  }
  return spectrum;
}

} // namespace

IdentifiedNetwork identify_network(const ResponseCurve &curve,
                                   const IdentificationOptions &options)
{
  const LogarithmicCurve known = continued(curve);
  const std::size_t n = options.points;
  const double first = known.z.front(),
               step = (known.z.back() - first) / static_cast<double>(n - 1);
  std::vector<double> slope(n);
  for (std::size_t i = 0; i < n; ++i)
    slope[i] = std::max(0., local_slope(known, first + static_cast<double>(i) * step));
  const std::vector<double> spectrum = deconvolved(slope, step, options.iterations);
  IdentifiedNetwork result;
  double total = 0.;
  for (const double density : spectrum)
    total += density * step;
  // What the ends of the range lose or gain of the last value is shared out.
  const double scale = curve.impedance.back() / total;
  for (std::size_t i = 0; i < n; ++i)
  {
    result.network.resistance.push_back(spectrum[i] * step * scale);
    result.network.time_constant.push_back(std::exp(first + static_cast<double>(i) * step));
  }
  for (std::size_t i = 0; i < curve.time.size(); ++i)
    result.largest_misfit = std::max(
        result.largest_misfit,
        std::abs(step_response(result.network, curve.time[i]) - curve.impedance[i]));
  return result;
}

} // namespace kelvolt

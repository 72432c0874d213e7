#include "dual_interface.h"

#include "compact/foster_network.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{

namespace
{

constexpr double least_difference = 0.01;
constexpr unsigned int times_per_decade = 80;
constexpr double shares[] = {0.001, 0.003, 0.01, 0.03};

/// Both curves at the same times, as shares of what their last values differ by.
struct Pair
{
  std::vector<double> time, good, apart, slope;
};

Pair common_times(const ResponseCurve &good, const ResponseCurve &bad)
{
  Pair pair;
  const auto positive = [](const ResponseCurve &curve)
  {
    return *std::upper_bound(curve.time.begin(), curve.time.end() - 1, 0.);
  };
  const double difference = bad.impedance.back() - good.impedance.back();
  pair.time = logarithmic_times(std::max(positive(good), positive(bad)),
                                std::max(good.time.back(), bad.time.back()),
                                times_per_decade);
  for (const double time : pair.time)
  {
    pair.good.push_back(impedance_at(good, time));
    pair.apart.push_back((impedance_at(bad, time) - pair.good.back()) / difference);
  }
  const std::size_t last = pair.time.size() - 1;
  for (std::size_t i = 0; i <= last; ++i)
  {
    const std::size_t before = i == 0 ? 0 : i - 1, behind = std::min(i + 1, last);
    pair.slope.push_back(last == 0 ? 0.
                                   : (pair.apart[behind] - pair.apart[before]) /
                                         std::log(pair.time[behind] / pair.time[before]));
  }
  return pair;
}

/// The last crossing of `height` from below before index `end`.
template <typename Height>
std::optional<Parting> crossing(const Pair &pair, std::size_t end, const Height &height)
{
  for (std::size_t i = end; i-- > 0;)
    if (height(i) < 0. && height(i + 1) >= 0.)
    {
      const double share = -height(i) / (height(i + 1) - height(i));
      return Parting{pair.apart[i] + share * (pair.apart[i + 1] - pair.apart[i]),
                     pair.time[i] * std::pow(pair.time[i + 1] / pair.time[i], share),
                     pair.good[i] + share * (pair.good[i + 1] - pair.good[i])};
    }
  return std::nullopt;
}

} // namespace

double impedance_at(const ResponseCurve &curve, double time)
{
  const auto next = std::upper_bound(curve.time.begin(), curve.time.end(), time);
  if (next == curve.time.begin())
    return curve.impedance.front();
  if (next == curve.time.end())
    return curve.impedance.back();
  const auto i = static_cast<std::size_t>(next - curve.time.begin());
  const double before = curve.time[i - 1], behind = curve.time[i];
  const double share =
      before > 0. ? std::log(time / before) / std::log(behind / before) : time / behind;
  return curve.impedance[i - 1] + share * (curve.impedance[i] - curve.impedance[i - 1]);
}

DualInterface dual_interface(const ResponseCurve &a, const ResponseCurve &b)
{
  const bool ordered = a.impedance.back() <= b.impedance.back();
  const ResponseCurve &good = ordered ? a : b, &bad = ordered ? b : a;
  DualInterface result;
  result.good = good.impedance.back();
  result.bad = bad.impedance.back();
  if (!(result.bad - result.good > least_difference * result.bad))
    throw std::domain_error("The two curves end within 1 % of each other: they have no "
                            "place where they part.");
  const Pair pair = common_times(good, bad);
  const std::size_t last = pair.time.size() - 1;
  for (const double share : shares)
    if (const auto parting =
            crossing(pair, last, [&](std::size_t i) { return pair.apart[i] - share; }))
    {
      result.by_share.push_back(*parting);
      result.by_share.back().share = share;
    }
  const auto steepest = static_cast<std::size_t>(
      std::max_element(pair.slope.begin(), pair.slope.end()) - pair.slope.begin());
  result.by_slope =
      crossing(pair,
               steepest,
               [&](std::size_t i) {
                 return pair.slope[i] - slope_line_rise * pair.good[i] - slope_line_offset;
               });
  return result;
}

} // namespace kelvolt

#include "study/lengths_of_time.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

/// Lengths below this share of the end are not looked at: edges that nearly fall together.
constexpr double shortest_of_end = 1e-13;

} // namespace

std::vector<double> lengths_of_time(const Schedule &schedule,
                                    const std::optional<PeriodWindow> &period)
{
  constexpr int first_instants = 10000;
  const double end = period ? period->length() : schedule.end(),
               last = period ? period->end : end;
  double shortest = end, t = period ? period->start : 0.;
  for (int i = 0; i < first_instants; ++i)
  {
    const double next = schedule.next(t);
    if (next <= t || next > last)
      break;
    if (i == 0 || schedule.is_corner(t))
      shortest = std::min(shortest, std::max(next - t, shortest_of_end * end));
    t = next;
  }
  const double decades = std::log10(end / shortest);
  const int even = 2 * std::clamp(int(std::ceil(0.5 * decades)), 1, 6),
            n = period ? even : even + 1;
  std::vector<double> result;
  result.reserve(n + 1);
  for (int i = 0; i < n; ++i)
    result.push_back(end * std::pow(10., -decades * (n - 1 - i) / (n - 1)));
  if (period)
    result.push_back(std::numeric_limits<double>::infinity());
  return result;
}

} // namespace kelvolt

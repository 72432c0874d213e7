#include "study/space_errors.h"

#include "results/number_errors.h"

#include <cmath>
#include <utility>

namespace kelvolt
{
namespace
{

constexpr double safety = 2.;
/// A bar holds for times down to a third of its length.
constexpr double share_reached = 3.;

} // namespace

void SpaceErrors::add(double length, Summary numbers)
{
  probes_.push_back({length, std::move(numbers)});
}

bool SpaceErrors::reach(double since_corner) const
{
  constexpr double rounding = 1e-9;
  return since_corner >= (1. - rounding) * shortest();
}

double SpaceErrors::shortest() const
{
  return probes_.empty() ? 0. : probes_.front().length / share_reached;
}

void SpaceErrors::state(double t, Summary &now) const
{
  const double length = share_reached * t;
  for (std::size_t i = 0; i < probes_.size(); ++i)
  {
    const Probe &probe = probes_[i];
    double weight = 1.;
    if (i > 0 && probe.length > length)
    {
      const double before = probes_[i - 1].length;
      if (before >= length)
        return;
      weight = std::log(length / before) / std::log(probe.length / before);
    }
    widen_errors(probe.numbers, weight * safety, now);
  }
}

} // namespace kelvolt

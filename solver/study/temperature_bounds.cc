#include "study/temperature_bounds.h"

#include "case/cooling_numbers.h"
#include "case/given.h"
#include "study/undershoot.h"

#include <algorithm>

namespace kelvolt
{

void TemperatureBounds::add(const Loads &loads)
{
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto any = [](const std::vector<double> &values, const auto &is)
  {
    return std::any_of(values.begin(), values.end(), is);
  };
  std::vector<double> powers = loads.heat;
  for (const CoolingLaw &law : loads.cooling)
    powers.push_back(given_flux(law).value_or(0.));
  if (any(powers, [](double power) { return power > 0.; }) ||
      any(loads.drive, [](double drive) { return drive != 0.; }))
    highest_ = infinity;
  if (any(powers, [](double power) { return power < 0.; }))
    lowest_ = -infinity;
  for (const CoolingLaw &law : loads.cooling)
    for (const double reference : reference_temperatures(law))
    {
      lowest_ = std::min(lowest_, reference);
      highest_ = std::max(highest_, reference);
    }
}

void TemperatureBounds::cover(Numbers &numbers) const
{
  cover_undershoot(lowest_, numbers);
  cover_overshoot(highest_, numbers);
}

} // namespace kelvolt

#include "study/undershoot.h"

namespace kelvolt
{

namespace
{

template <typename Cover>
void cover_temperatures(Numbers &numbers, const Cover &cover)
{
  for (PartSummary &part : numbers.parts)
    for (Number *T : {&part.min_temperature, &part.mean_temperature, &part.max_temperature})
      cover(*T);
  for (SurfaceSummary &surface : numbers.surfaces)
    cover(surface.mean_temperature);
  for (PointSummary &point : numbers.points)
    cover(point.temperature);
  cover(numbers.max_temperature);
}

} // namespace

void cover_undershoot(double coldest, Numbers &numbers)
{
  cover_temperatures(numbers,
                     [coldest](Number &temperature)
                     { temperature.widen_error(coldest - temperature.value); });
}

void cover_overshoot(double hottest, Numbers &numbers)
{
  cover_temperatures(numbers,
                     [hottest](Number &temperature)
                     { temperature.widen_error(temperature.value - hottest); });
}

} // namespace kelvolt

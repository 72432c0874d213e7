#include "study/undershoot.h"

namespace kelvolt
{

void cover_undershoot(double coldest, Numbers &numbers)
{
  const auto cover = [coldest](Number &temperature)
  {
    temperature.widen_error(coldest - temperature.value);
  };
  for (PartSummary &part : numbers.parts)
    for (Number *T : {&part.min_temperature, &part.mean_temperature, &part.max_temperature})
      cover(*T);
  for (SurfaceSummary &surface : numbers.surfaces)
    cover(surface.mean_temperature);
  for (PointSummary &point : numbers.points)
    cover(point.temperature);
  cover(numbers.max_temperature);
}

} // namespace kelvolt

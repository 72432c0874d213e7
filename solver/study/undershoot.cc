#include "study/undershoot.h"

#include <algorithm>

namespace kelvolt
{

void cover_undershoot(double coldest, Summary &summary)
{
  const auto cover = [coldest](double value, double &error)
  {
    error = std::max(error, coldest - value);
  };
  for (PartSummary &part : summary.parts)
    if (part.errors)
    {
      cover(part.min_temperature, part.errors->min_temperature);
      cover(part.mean_temperature, part.errors->mean_temperature);
      cover(part.max_temperature, part.errors->max_temperature);
    }
  for (SurfaceSummary &surface : summary.surfaces)
    if (surface.errors)
      cover(surface.mean_temperature, surface.errors->mean_temperature);
  for (PointSummary &point : summary.points)
    cover(point.temperature.value, point.temperature.error);
  cover(summary.max_temperature.value, summary.max_temperature.error);
}

} // namespace kelvolt

#include "time/scheme_choice.h"

namespace kelvolt
{
namespace
{

/// Tolerances up to this share of the rise are met by the method of fourth order: as many
/// solutions as TR-BDF2 takes there, in half the steps, with a far smaller error.
constexpr double tight_tolerance = 5e-3;
/// Behind every corner the first steps are short whatever their order, and then five
/// solutions a step are dearer than two: past so many corners it takes this tolerance.
constexpr int few_corners = 5;
constexpr double tight_tolerance_with_corners = 1e-3;

bool has_few_corners(const Schedule &schedule)
{
  int corners = 0;
  for (double t = schedule.next(0.); t < schedule.end() && corners <= few_corners;
       t = schedule.next(t))
    corners += schedule.is_corner(t) ? 1 : 0;
  return corners <= few_corners;
}

} // namespace

Tableau scheme_for(const Schedule &schedule, double share)
{
  const double tight =
      has_few_corners(schedule) ? tight_tolerance : tight_tolerance_with_corners;
  return share <= tight ? sdirk4() : tr_bdf2();
}

} // namespace kelvolt

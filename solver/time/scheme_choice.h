#pragma once

#include "time/schedule.h"
#include "time/tableau.h"

namespace kelvolt
{

/// The scheme that takes fewer solutions. @param share of the largest rise that is accepted
/// as an error
Tableau scheme_for(const Schedule &schedule, double share);

} // namespace kelvolt

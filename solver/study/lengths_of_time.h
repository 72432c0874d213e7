#pragma once

#include "time/period_window.h"
#include "time/schedule.h"

#include <optional>
#include <vector>

namespace kelvolt
{

/// Lengths of time at which errors are estimated [s]: from the shortest between a corner of
/// the loads, or the beginning, and the next instant on which a step lands, to the end,
/// about one per decade. An odd number. Towards a periodic state to the period, and
/// infinity: the steady state of the mean loads.
std::vector<double> lengths_of_time(const Schedule &schedule,
                                    const std::optional<PeriodWindow> &period);

} // namespace kelvolt

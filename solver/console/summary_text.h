#pragma once

#include "console/console_units.h"
#include "results/summary.h"

#include <string>

namespace kelvolt
{

/// The summary for a person. Every number comes with its error bar; one that is rougher
/// than what the case asks for is marked.
std::string summary_text(const Summary &summary, const ConsoleUnits &units = {});

/// `max_temperature = 64.039 +- 0.015 degC`
std::string goal_text(const AccuracySummary &goal, const ConsoleUnits &units = {});

} // namespace kelvolt

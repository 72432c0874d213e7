#pragma once

#include "results/profile_report.h"

#include <string>

namespace kelvolt
{

/// Two tables: phases with bars that stand where the phase lies in the run, as in a flame
/// graph, and linear solves. What takes next to no time is left out.
std::string profile_text(const ProfileReport &report);

} // namespace kelvolt

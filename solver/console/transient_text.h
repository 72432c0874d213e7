#pragma once

#include "console/number_text.h"
#include "results/summary.h"

#include <string>
#include <vector>

/// @file
/// What a transient run says on the console that a steady one does not.

namespace kelvolt
{

/// How it ended before its end, if it did; the hottest moment of all.
std::string worst_text(const Summary &summary, NumberText &write);

/// Heat in, out and stored; the periodic state, if there is one; how time was covered.
std::string time_balance_text(const Summary &summary, NumberText &write);

/// The parts at the end of the run, and when the hottest point of each was hottest at the
/// saved times: rows of entries, the head first.
std::vector<std::vector<std::string>> transient_parts(const Summary &summary,
                                                      NumberText &write);

/// When a limit was violated first, and when it was closest; empty of a steady run.
std::string limit_times_text(const LimitSummary &limit);

} // namespace kelvolt

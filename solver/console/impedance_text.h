#pragma once

#include "results/impedance.h"

#include <string>

namespace kelvolt
{

/// Self and mutual impedances, one row per decade, with their error bars, and what bounds
/// them.
std::string impedance_text(const Impedance &impedance);

} // namespace kelvolt

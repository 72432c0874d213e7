#pragma once

#include <string>

namespace kelvolt
{

/// A time of the simulation with four digits and the unit that suits it: `2.5 ms`, `1200
/// s`.
std::string time_text(double seconds);

} // namespace kelvolt

#pragma once

#include "case/case.h"
#include "thermal/thermal_problem.h"

#include <string>

/// @file
/// Given heat fluxes that take heat out of the package, whatever its temperature.

namespace kelvolt
{

/// Which given heat flux takes more than the surroundings give at 0 K; empty if none does.
/// Of the state of the last linearize(). Collective.
std::string too_much_heat_taken(const Case &input, const ThermalProblem &thermal);

/// Whether a surface takes heat out whatever its temperature.
bool takes_heat_away(const Case &input);

} // namespace kelvolt

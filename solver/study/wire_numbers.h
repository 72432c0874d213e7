#pragma once

#include "case/case.h"
#include "coupling/joule_heat.h"
#include "results/summary.h"

#include <vector>

namespace kelvolt
{

/// States the wires of a case.
/// @param states at the state that is summarized
/// @param joule_heat of that state
void add_wires(const Case &input,
               const std::vector<WireState> &states,
               const JouleHeat &joule_heat,
               Summary &summary);

/// What leaves the package through a surface into the wires that end on it [W], once the
/// wires are stated.
double heat_to_wires(const SurfaceName &surface, const Case &input, const Summary &summary);

/// Surfaces on which wires end give no better known heat to them than the wires say.
void widen_heats_to_wires(const Case &input, Summary &summary);

/// A wire is no part, and may be hotter than all of them.
void warn_of_hot_wires(Summary &summary);

} // namespace kelvolt

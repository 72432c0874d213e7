#pragma once

#include "case/case.h"
#include "results/summary.h"

#include <optional>

namespace kelvolt
{

/// What separates the hottest point from the surroundings, from the numbers of a summary
/// and their error bars. Nothing where no heat is made, or where it is drawn out by a given
/// heat flux: there is no resistance then. Values whose error bar is as large as themselves
/// are left out.
std::optional<ThermalResistance> thermal_resistance(const Case &input,
                                                    const Summary &summary);

} // namespace kelvolt

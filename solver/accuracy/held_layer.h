#pragma once

#include "thermal/cooling_law.h"

namespace kelvolt
{

/// Whether the law gives the temperature of a layer of this conductivity and thickness, or
/// is a film that holds it better than the layer itself does: a Biot number above one.
/// @param T of the surface [K]
bool holds(const CoolingLaw &law, double T, double k, double thickness);

} // namespace kelvolt

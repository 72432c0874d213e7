#pragma once

#include "case/case.h"
#include "config_node.h"

namespace kelvolt
{

/// The unit in which a case file writes the temperatures of its `cooling` and its `limits`:
/// kelvin if more of them are in K than in degC. Those of materials do not count, which are
/// copied from their sources.
TemperatureUnit unit_of_temperatures(const ConfigNode &root);

} // namespace kelvolt

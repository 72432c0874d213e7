#pragma once

#include "case/case.h"
#include "map_reader.h"

namespace kelvolt
{

/// The section `wires`. Of a faulty wire the values that are not known are unknown_value,
/// and feet without a part.
std::vector<Wire> read_wires(const ConfigNode &node, Problems &problems);

} // namespace kelvolt

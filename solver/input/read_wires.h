#pragma once

#include "case/case.h"
#include "map_reader.h"

namespace kelvolt
{

/// The section `wires`. Of a faulty wire the values that are not known are unknown_value,
/// and feet without a part.
/// @param patches feet that are given by part and place join them
std::vector<Wire>
read_wires(const ConfigNode &node, std::vector<Patch> &patches, Problems &problems);

} // namespace kelvolt

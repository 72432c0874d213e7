#pragma once

#include "case/case.h"
#include "map_reader.h"

#include <vector>

namespace kelvolt
{

/// The section `surfaces`. Places that count from the centre of a side need the parts.
std::vector<Patch>
read_patches(const ConfigNode &node, const std::vector<Part> &parts, Problems &problems);

/// Gives all that names a patch its part and side, and says of what is asked for of a
/// patch that a surface is meant. Names that no patch has are faults, and unknown from then
/// on.
void place_patches(Case &input, Problems &problems);

} // namespace kelvolt

#pragma once

#include "case/case.h"
#include "config_node.h"
#include "map_reader.h"

#include <vector>

namespace kelvolt
{

class WaveformReader;

/// The section `cooling`. Faults are added to `problems`; a faulty entry is left out.
std::vector<Cooling>
read_cooling(const ConfigNode &node, const WaveformReader &varying, Problems &problems);

} // namespace kelvolt

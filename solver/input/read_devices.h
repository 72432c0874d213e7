#pragma once

#include "case/case.h"
#include "map_reader.h"

#include <vector>

namespace kelvolt
{

class WaveformReader;

/// Reads the section `devices:`; faults are added to `problems` and the faulty device left
/// out.
std::vector<Device>
read_devices(const ConfigNode &node, const WaveformReader &varying, Problems &problems);

} // namespace kelvolt

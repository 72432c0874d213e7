#pragma once

#include "case/case.h"
#include "config_node.h"
#include "map_reader.h"

#include <vector>

namespace kelvolt
{

/// Reads the section `package`. Parts given with `on` or `under` are placed: on the top of,
/// or under the bottom of, the bounding box of an earlier part's boxes, centred on it but
/// for `at`. A part whose position is faulty comes without boxes.
std::vector<Part> read_package(const ConfigNode &node, Problems &problems);

} // namespace kelvolt

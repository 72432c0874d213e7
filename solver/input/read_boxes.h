#pragma once

#include "map_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// The box given by `x`, `y` and `z` of `map`; missing ones are a fault unless
/// `required_by_schema` has reported them already.
std::optional<Box> read_box(const MapReader &map, bool required_by_schema);

/// A list of them; none after a fault.
std::vector<Box>
read_boxes(const ConfigNode &node, const std::string &path, Problems &problems);

} // namespace kelvolt

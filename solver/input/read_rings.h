#pragma once

#include "case/outline.h"
#include "map_reader.h"

#include <optional>

namespace kelvolt
{

/// The shape that an `outline` names, with its holes, about its own origin; nothing after a
/// fault. Whether its edges cross is judged elsewhere.
std::optional<Outline> read_rings(const MapReader &map, Problems &problems);

} // namespace kelvolt

#pragma once

#include "part_layout.h"

#include <string>

namespace kelvolt
{

/// The package from above as an SVG picture: one panel for every layer between two planes
/// along z, neighbours that look the same as one, with the outlines of all parts as they
/// are computed and those of the patches on bottoms and tops dashed. Has text in the names
/// of parts and patches only, which are plain.
std::string layer_drawing(const Case &input, const PartLayout &layout);

} // namespace kelvolt

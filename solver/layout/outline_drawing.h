#pragma once

#include "case/case.h"

#include <string>

namespace kelvolt
{

/// The package from above as an SVG picture, as layer_drawing(), for a case with slanted or
/// round edges: the outlines as the case gives them, arcs as arcs, later parts over earlier
/// ones. Every part has a place.
std::string outline_drawing(const Case &input);

} // namespace kelvolt

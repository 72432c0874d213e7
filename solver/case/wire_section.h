#pragma once

#include <variant>

namespace kelvolt
{

/// Round, as most bond wires.
struct RoundWire
{
  double diameter = 0.; ///< [m]
};

/// A rectangle, as that of ribbons and straps.
struct Ribbon
{
  double width = 0.;     ///< [m]
  double thickness = 0.; ///< [m]
};

/// Cross-section of one wire.
using WireSection = std::variant<RoundWire, Ribbon>;

} // namespace kelvolt

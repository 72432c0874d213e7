#pragma once

#include <string>

namespace kelvolt
{

/// A number that the run delivers.
struct Quantity
{
  enum class Kind
  {
    max_temperature,          ///< of the package, or of a part [K]
    mean_temperature,         ///< of a part, over its volume [K]
    min_temperature,          ///< of a part [K]
    surface_mean_temperature, ///< over the area of a surface [K]
    point_temperature,        ///< [K]
    heat_flow,                ///< out of the body through a cooled surface [W]
    current,                  ///< into the body through a terminal [A]
    voltage,                  ///< of a terminal [V]
    wire_max_temperature,     ///< anywhere along a wire [K]
    /// Between terminals: difference of their voltages per current into the first [ohm].
    resistance,
    /// Between parts: difference of their mean temperatures per heat made in the first
    /// [K/W].
    thermal_resistance
  };

  Kind kind = Kind::max_temperature;
  std::string subject = {}; ///< of the kind; empty = whole package
  std::string other = {};   ///< the second of a pair

  /// `max_temperature`, `die.mean_temperature`, `drain|source.resistance`
  std::string text() const;
};

} // namespace kelvolt

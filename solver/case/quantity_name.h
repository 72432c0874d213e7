#pragma once

#include "case.h"
#include "units.h"

#include <optional>
#include <string_view>

namespace kelvolt
{

/// `max_temperature`, `die.mean_temperature`, `lid.top.heat_flow`,
/// `drain|source.resistance`: split at the last point. Nothing if the last word is no
/// quantity or has the wrong number of subjects; whether these exist is left to
/// check_case().
std::optional<Quantity> parse_quantity_name(std::string_view text);

/// What may stand there, for messages.
inline constexpr const char *quantity_forms =
    "max_temperature, PART.max_temperature, PART.mean_temperature, PART.min_temperature, "
    "SURFACE.mean_temperature, POINT.temperature, SURFACE.heat_flow, TERMINAL.current, "
    "TERMINAL.voltage, TERMINAL|TERMINAL.resistance or PART|PART.thermal_resistance";

/// The last word of the quantity's text.
std::string_view word_of(Quantity::Kind kind);

bool is_temperature(const Quantity &quantity);

/// Dimension of the quantity's value.
const Dimension &value_dimension(const Quantity &quantity);

/// Dimension of a difference of two values.
const Dimension &difference_dimension(const Quantity &quantity);

} // namespace kelvolt

#pragma once

#include "case.h"
#include "units.h"

#include <optional>
#include <string_view>

namespace kelvolt
{

/// `max_temperature`, `die.mean_temperature`, `drain.current`: split at the last point.
/// Nothing if the last word is no quantity; whether the subject exists and suits it is left
/// to check_case().
std::optional<Quantity> parse_quantity_name(std::string_view text);

/// What may stand there, for messages.
inline constexpr const char *quantity_forms =
    "max_temperature, PART.max_temperature, PART.mean_temperature, PART.min_temperature, "
    "TERMINAL.current or TERMINAL.voltage";

bool is_temperature(const Quantity &quantity);

/// Dimension of the quantity's value: temperature, current or voltage.
const Dimension &value_dimension(const Quantity &quantity);

/// Dimension of a difference of two values: temperature_difference, current or voltage.
const Dimension &difference_dimension(const Quantity &quantity);

} // namespace kelvolt

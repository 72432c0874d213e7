#pragma once

#include "units.h"

#include <string>
#include <string_view>

/// @file
/// What UDUNITS-2 does for units.h; the only place that knows it.

namespace kelvolt
{

/// Throws the QuantityError `found` whose allowed form is that of the dimension.
[[noreturn]] void
refuse_quantity(std::string found, const Dimension &wanted, std::string suggestion = {});

/// Whether the text is a unit of this dimension, written plainly: UDUNITS reads numbers
/// inside a unit as factors (`1.5.3 mm` would be 1.5 times 0.3 mm) and shifts of origin
/// (`K @ 3`).
bool is_unit_of(std::string_view text, const Dimension &wanted);

/// `value` in this unit, in the dimension's SI unit. Throws QuantityError if the unit is
/// unknown or of another dimension, or the value cannot be computed with. `whole` is the
/// quoted text of both, for messages.
double converted(double value,
                 std::string_view unit_text,
                 const Dimension &wanted,
                 const std::string &whole);

} // namespace kelvolt

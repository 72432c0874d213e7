#pragma once

#include <string>
#include <string_view>

namespace kelvolt
{

/// `text` with the signs that a keyboard has in place of those of a typesetter: minus and
/// dot, and raised exponents. `−5 W m⁻²` becomes `-5 W m^-2`.
std::string with_plain_signs(std::string_view text);

} // namespace kelvolt

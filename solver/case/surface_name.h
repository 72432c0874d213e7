#pragma once

#include "case.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// left, right, front, back, bottom, top, side: indexed by Side.
const std::vector<std::string> &side_names();

std::optional<Side> side_from_name(std::string_view name);

/// Letters, digits, `_` and `-`, beginning with a letter or digit or `_`; at most 80 of
/// them. Names of parts, terminals and materials have this form, so that a point separates
/// them from what follows in `PART.side` and `TERMINAL.current`.
bool is_plain_name(std::string_view name);

} // namespace kelvolt

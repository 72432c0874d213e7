#pragma once

#include "case.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kelvolt
{

/// left, right, front, back, bottom, top, side: indexed by Side.
const std::vector<std::string> &side_names();

std::optional<Side> side_from_name(std::string_view name);

/// 0, 1, 2 for x, y, z: the direction of the side's normal.
constexpr int axis_of(Side side)
{
  return static_cast<int>(side) / 2;
}

/// +1 or -1: the sign of the side's outward normal along axis_of(side).
constexpr int sign_of(Side side)
{
  return static_cast<int>(side) % 2 == 0 ? -1 : 1;
}

/// The axes in the plane of a side, in their order.
constexpr std::array<int, 2> axes_in(Side side)
{
  return {axis_of(side) == 0 ? 1 : 0, axis_of(side) == 2 ? 1 : 2};
}

/// Letters, digits, `_` and `-`, beginning with a letter or digit or `_`; at most 80 of
/// them. Names of parts, terminals and materials have this form, so that a point separates
/// them from what follows in `PART.side` and `TERMINAL.current`.
bool is_plain_name(std::string_view name);

} // namespace kelvolt

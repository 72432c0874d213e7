#pragma once

#include "case/case.h"

#include <optional>

namespace kelvolt
{

/// What a surface is in a package with slanted or round edges: an end of the part's
/// heights, or edges of its outline.
struct OutlineSide
{
  int end = 0; ///< -1: bottom, 1: top, 0: edges
  /// Of the edges only the straight ones that face this way; all without.
  std::optional<PlanePoint> towards{};
};

OutlineSide outline_side(const SurfaceName &surface);

} // namespace kelvolt

#pragma once

#include "scene.h"

#include <array>
#include <string>
#include <vector>

namespace kelvolt
{

/// Where a leader line may end: well inside what is seen of a part.
struct PartAnchor
{
  int part = 0;
  Pixel left;       ///< for a name left of the picture
  Pixel right;      ///< for a name right of it
  int n_pixels = 0; ///< how much of the part is seen
};

/// One per part that is seen at all: the pixels farthest from the part's visible rim, and
/// where that does not decide, nearest to the left and to the right edge.
std::vector<PartAnchor> part_anchors(const PartImage &image);

/// A name with its side decided.
struct PlacedAnchor
{
  int part;
  Pixel at;
};

/// Exchanges names whose leaders cross. Each exchange makes the leaders shorter in all, so
/// that it ends.
/// @param bends where the leaders turn towards the anchors, one for each name
void uncross(const std::vector<Pixel> &bends, std::vector<PlacedAnchor> &column);

/// Where names stand on one side of a drawing: leaders go level from them to `bend`, and
/// from there to the parts.
struct LabelColumn
{
  double bend;
  double bottom;
  double top;
  std::vector<std::array<double, 2>> taken; ///< lower and upper ends, by other texts
};

/// Each from its name to its part.
using Leaders = std::vector<std::vector<Pixel>>;

/// Heights for names, from the top, as near as can be to those that are wanted, `spacing`
/// apart and clear of what is taken; fewer if the column has no more room.
/// @param wanted descending
std::vector<double>
label_heights(const std::vector<double> &wanted, double spacing, const LabelColumn &column);

/// Writes the names left and right of a drawing so that no two leaders cross. Of many names
/// those that are alike are written as one. If there still is no room for all, the parts of
/// which least is seen go unnamed.
/// @param columns left, right
Leaders draw_part_labels(Picture &picture,
                         const std::array<LabelColumn, 2> &columns,
                         std::vector<PartAnchor> anchors,
                         std::vector<std::string> names);

} // namespace kelvolt

#pragma once

#include "scene.h"

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

/// Writes the names beside the area, left and right of it, in such an order that no two
/// leader lines of a side cross. If there is no room for all, the parts of
/// which least is seen go unnamed.
void draw_part_labels(Picture &picture,
                      const ImageBox &area,
                      std::vector<PartAnchor> anchors,
                      const std::vector<std::string> &names);

} // namespace kelvolt

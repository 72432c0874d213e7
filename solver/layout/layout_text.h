#pragma once

#include "part_layout.h"

#include <string>
#include <vector>

/// @file
/// Places and parts of a layout in words, for messages.

namespace kelvolt
{

/// `x = 1 mm, y = 2.5 mm, z = 0 mm`
std::string place_text(const PartLayout &layout, const PointPosition &point);

/// `'die', 'lid'` for indices into `parts`; long lists are cut as by list_of_names().
std::string quoted_part_names(const std::vector<Part> &parts,
                              const std::vector<int> &indices);

} // namespace kelvolt

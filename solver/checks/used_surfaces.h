#pragma once

#include "case/case.h"
#include "layout/part_layout.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace kelvolt
{

/// What the case says of a surface, with the surface's faces in the layout.
struct UsedSurface
{
  std::string key; ///< "cooling.lid.top", "terminals.drain", "wires.w1.to"
  SurfaceName name;
  SourceLocation where;
  std::vector<LayoutFace> faces;
  const Cooling *cooling = nullptr; ///< null for a terminal and a foot
  bool is_foot = false;             ///< of a wire
};

/// Part number by name.
using PartIndices = std::unordered_map<std::string, int>;

/// The surfaces of cooling, terminals and wires whose part exists and is not hidden;
/// `volumes` are those of the parts.
std::vector<UsedSurface> used_surfaces(const Case &input,
                                       const PartLayout &layout,
                                       const PartIndices &indices,
                                       const std::vector<double> &volumes);

} // namespace kelvolt

#pragma once

#include "result_reader.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace kelvolt::report
{

using Quad = std::array<std::uint32_t, 4>; ///< node numbers, turning outwards

/// The closed surface of one part, faces to other parts included, so that it can be looked
/// at with the others away.
struct PartSurface
{
  std::string name;
  std::vector<std::int64_t> nodes; ///< of the field file, by the surface's own number
  std::vector<Quad> quads;         ///< between neighbouring nodes of the elements
  std::vector<std::array<std::uint32_t, 2>> edges; ///< where the surface folds
  /// The inside, for cuts: the nodes of each cell, x fastest, then y, then z; empty: left
  /// out.
  std::vector<std::uint32_t> cells;
  int degree = 0; ///< of the cells
};

/// How much is taken of a large result.
struct SurfaceBounds
{
  std::size_t quads = 100000;  ///< above, only the corners of the elements are taken
  std::size_t points = 300000; ///< of the result, above which there is no inside
};

/// Of all parts that have cells, in the order of their numbers.
std::vector<PartSurface> part_surfaces(const StoredResult &result,
                                       const SurfaceBounds &bounds = {});

} // namespace kelvolt::report

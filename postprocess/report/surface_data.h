#pragma once

#include "report/part_surface.h"
#include "result_reader.h"

#include <string>

namespace kelvolt::report
{

/// What the page's viewer shows of one result.
struct SurfaceData
{
  /// `parts` (name, counts, box [mm], temperatures), the hottest place, and places with the
  /// exact temperature there for the page's self-test.
  std::string json;
  /// Per part in that order: quads, edges, nodes of the cells, x, y, z and temperature of
  /// the nodes; gzip, base64.
  std::string packed;
  std::size_t n_triangles = 0;
};

SurfaceData surface_data(const StoredResult &result);

} // namespace kelvolt::report

#include "report/surface_data.h"

#include "report/packed_bytes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace kelvolt::report
{
namespace
{

using Json = nlohmann::ordered_json;

constexpr double mm_per_m = 1e3;
constexpr std::size_t most_probes = 12;

template <typename Tuples>
std::vector<std::uint32_t> flat(const Tuples &tuples)
{
  std::vector<std::uint32_t> numbers;
  for (const auto &tuple : tuples)
    numbers.insert(numbers.end(), tuple.begin(), tuple.end());
  return numbers;
}

/// One number of each node of a surface.
template <typename Function>
std::vector<double> of_nodes(const PartSurface &surface, const Function &function)
{
  std::vector<double> values;
  for (const std::int64_t node : surface.nodes)
    values.push_back(function(node));
  return values;
}

/// Packs the values and says between which they lie.
Json packed_range(PackedBytes &bytes, const std::vector<double> &values)
{
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  bytes.steps(values, *lowest, *highest);
  return Json::array({*lowest, *highest});
}

Json part_json(const StoredResult &result, const PartSurface &surface, PackedBytes &bytes)
{
  bytes.indices(flat(surface.quads));
  bytes.indices(flat(surface.edges));
  bytes.indices(surface.cells);
  Json json = {{"name", surface.name},
               {"nodes", surface.nodes.size()},
               {"quads", surface.quads.size()},
               {"edges", surface.edges.size()},
               {"cells", surface.cells.size()},
               {"degree", surface.degree}};
  for (int d = 0; d < 3; ++d)
    json["box"].push_back(
        packed_range(bytes,
                     of_nodes(surface,
                              [&](std::int64_t node)
                              { return result.fields.points[3 * node + d] * mm_per_m; })));
  const double zero = result.hotspot.unit.zero;
  json["temperature"] = packed_range(
      bytes,
      of_nodes(surface,
               [&](std::int64_t node) { return result.fields.temperature[node] - zero; }));
  return json;
}

/// The middle of the first triangle of a quad, the direction out of the part there, and the
/// temperature in digits of a double.
Json probe(const StoredResult &result, const PartSurface &surface, const Quad &quad)
{
  std::array<double, 3> middle{}, first{}, second{};
  double temperature = -result.hotspot.unit.zero;
  for (int corner = 0; corner < 3; ++corner)
  {
    const std::int64_t node = surface.nodes[quad[corner]];
    temperature += result.fields.temperature[node] / 3.;
    for (int d = 0; d < 3; ++d)
    {
      const double x = result.fields.points[3 * node + d] * mm_per_m;
      middle[d] += x / 3.;
      (corner == 1 ? first : second)[d] += corner == 0 ? 0. : x;
    }
  }
  const double *const start = result.fields.points.data() + 3 * surface.nodes[quad[0]];
  std::array<double, 3> normal{};
  for (int d = 0; d < 3; ++d)
  {
    first[d] -= start[d] * mm_per_m;
    second[d] -= start[d] * mm_per_m;
  }
  for (int d = 0; d < 3; ++d)
    normal[d] =
        first[(d + 1) % 3] * second[(d + 2) % 3] - first[(d + 2) % 3] * second[(d + 1) % 3];
  return {{"part", surface.name},
          {"position", middle},
          {"outwards", normal},
          {"temperature", temperature}};
}

Json probes(const StoredResult &result, const std::vector<PartSurface> &surfaces)
{
  Json list = Json::array();
  const std::size_t stride = std::max<std::size_t>(1, surfaces.size() / most_probes);
  for (std::size_t i = 0; i < surfaces.size(); i += stride)
    list.push_back(
        probe(result, surfaces[i], surfaces[i].quads[surfaces[i].quads.size() / 3]));
  return list;
}

} // namespace

SurfaceData surface_data(const StoredResult &result)
{
  const std::vector<PartSurface> surfaces = part_surfaces(result);
  SurfaceData data;
  PackedBytes bytes;
  Json json = {{"unit", result.hotspot.unit.sign}};
  for (const PartSurface &surface : surfaces)
  {
    json["parts"].push_back(part_json(result, surface, bytes));
    data.n_triangles += 2 * surface.quads.size();
  }
  json["hottest"] = {{"part", result.hotspot.part},
                     {"position", result.hotspot.position},
                     {"temperature", result.hotspot.temperature}};
  json["probes"] = probes(result, surfaces);
  data.json = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  data.packed = base64(gzipped(bytes.bytes()));
  return data;
}

} // namespace kelvolt::report

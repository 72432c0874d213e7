#include "body_scene.h"
#include "exaggeration.h"
#include "facets.h"
#include "hotspot_marker.h"
#include "temperature_scale.h"
#include "views.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace kelvolt
{
namespace
{

struct PartBox
{
  int part;
  Bounds box;
};

/// Whether the two have an area in common, seen from above.
bool overlap(const Bounds &a, const Bounds &b)
{
  const auto common = [&](std::size_t d)
  {
    const double size = std::min(a[2 * d + 1] - a[2 * d], b[2 * d + 1] - b[2 * d]);
    return std::min(a[2 * d + 1], b[2 * d + 1]) - std::max(a[2 * d], b[2 * d]) >
           1e-6 * size;
  };
  return common(0) && common(1);
}

/// Whether `upper` has to be lifted off `lower`: it stands on it, or caps it.
bool stands_on(const Bounds &upper, const Bounds &lower)
{
  const double touch = 1e-6 * (upper[5] - upper[4] + lower[5] - lower[4]);
  const bool above = upper[4] >= lower[5] - touch;
  const bool caps = upper[5] > lower[5] + touch && upper[4] > lower[4] - touch &&
                    upper[0] <= lower[0] + touch && upper[1] >= lower[1] - touch &&
                    upper[2] <= lower[2] + touch && upper[3] >= lower[3] - touch;
  return overlap(upper, lower) && (above || caps);
}

/// How many gaps are below each part.
std::map<int, int> levels_of(vtkUnstructuredGrid &grid)
{
  std::vector<PartBox> boxes;
  for (const int part : parts_in(grid))
    boxes.push_back({part, bounds_of(*cells_of(grid, {part}))});
  std::sort(boxes.begin(),
            boxes.end(),
            [](const PartBox &a, const PartBox &b) { return a.box[5] < b.box[5]; });
  std::map<int, int> levels;
  for (const PartBox &one : boxes)
  {
    int level = 0;
    for (const auto &[part, below] : levels)
    {
      const auto other =
          std::find_if(boxes.begin(),
                       boxes.end(),
                       [part = part](const PartBox &b) { return b.part == part; });
      if (stands_on(one.box, other->box))
        level = std::max(level, below + 1);
    }
    levels[one.part] = level;
  }
  return levels;
}

/// Each part with all of its own surface, lifted.
Body lifted_body(const Result &result, const std::map<int, int> &levels, double gap)
{
  const LagrangeField field(*result.elements, temperature_array, Between::even_slopes);
  Facets facets;
  std::vector<vtkSmartPointer<vtkPolyData>> edges;
  Bounds bounds = bounds_of(*result.grid);
  for (const auto &[part, level] : levels)
  {
    const auto cells = cells_of(*result.grid, {part});
    Facets own = surface_facets(*cells, field);
    for (Facet &facet : own)
      for (FacetCorner &corner : facet.corners)
        corner.place[2] += level * gap;
    facets.insert(facets.end(), own.begin(), own.end());
    edges.push_back(lifted(*part_edges(*cells), level * gap));
    bounds[5] = std::max(bounds[5], bounds_of(*cells)[5] + level * gap);
  }
  return {drawn_facets(facets, field, temperature_array), appended(edges), bounds};
}

} // namespace

void draw_exploded(const Result &result, const ViewOptions &options, Picture &picture)
{
  constexpr double gap_share = 0.13, all_gaps_share = 0.75;
  const Hotspot &hotspot = result.hotspot;
  const Bounds bounds = options.frame.value_or(bounds_of(*result.grid));
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  const std::map<int, int> levels = levels_of(*result.grid);
  int highest = 1;
  for (const auto &[part, level] : levels)
    highest = std::max(highest, level);
  const double width = std::max(bounds[1] - bounds[0], bounds[3] - bounds[2]);
  const double gap = std::min(gap_share, all_gaps_share / highest) * width / stretch;
  const Body body = lifted_body(result, levels, gap);
  BodyScene scene(picture,
                  body,
                  stretch,
                  oblique({{1, -1, 1}}),
                  temperature_array,
                  temperature_bands(*body.surface, options));
  const auto [scale, scale_is_for, remark] =
      scale_of_view(scene, options, temperatures_of({}));
  scene.recolour(scale);
  Leaders kept_clear = scene.label_parts(result.part_names);
  const Leaders axes = scene.draw_level_axes();
  kept_clear.insert(kept_clear.end(), axes.begin(), axes.end());
  Vector3 place = hotspot.position;
  for (const auto &[part, level] : levels)
    if (result.part_names[part] == hotspot.part)
      place[2] += level * gap;
  draw_hotspot(picture,
               scene.area(),
               scene.project(place),
               tag_text(hotspot, scale) + (scene.is_visible(place) ? "" : " (hidden)"),
               kept_clear,
               [&](const Pixel &pixel) { return scene.share_of_scale(pixel); });
  draw_surround(picture,
                result,
                options,
                scale,
                {"Temperature of the parts, lifted off; " + hotspot_text(hotspot),
                 scale_is_for,
                 fmt::format("Package {}, {}; the gaps between the parts are not there.{}",
                             size_text(bounds_of(*result.grid)),
                             exaggeration_text(stretch),
                             remark)});
}

} // namespace kelvolt

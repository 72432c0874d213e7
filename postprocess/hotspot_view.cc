#include "body_scene.h"
#include "exaggeration.h"
#include "facets.h"
#include "hotspot_marker.h"
#include "temperature_scale.h"
#include "views.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace kelvolt
{
namespace
{

int number_of(const std::vector<std::string> &names, const std::string &name)
{
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end())
    throw std::runtime_error(fmt::format(
        "The hottest part cannot be drawn: the summary calls it '{}', a name that "
        "the fields do not have. The two files belong to different runs.",
        name));
  return static_cast<int>(at - names.begin());
}

/// A block of the package with the hottest point on one of its cut faces.
struct Block
{
  Bounds box{};
  std::array<int, 3> toward_viewer{};
  /// Heights and places of the cuts [mm] by axis.
  std::array<double, 3> cut{};
};

/// The surroundings of the hottest part: what lies below the hottest point or, if that is
/// next to nothing, above it.
Block block_around(const Result &result)
{
  constexpr double times_part = 1.5;
  constexpr double depth_share = 0.4;
  constexpr double least_depth_share = 0.02;
  const Vector3 &hot = result.hotspot.position;
  const Bounds all = bounds_of(*result.grid);
  const auto part =
      cells_of(*result.grid, {number_of(result.part_names, result.hotspot.part)});
  Block block{bounds_of(*part), {{1, -1, 1}}, {}};
  double width = 0.;
  for (int d = 0; d < 2; ++d)
    width = std::max(width, block.box[lower_end(d) + 1] - block.box[lower_end(d)]);
  const double more = 0.5 * (times_part - 1.) * width;
  for (int d = 0; d < 2; ++d)
  {
    double &low = block.box[lower_end(d)];
    double &high = block.box[lower_end(d) + 1];
    low = std::max(low - more, all[lower_end(d)]);
    high = std::min(high + more, all[lower_end(d) + 1]);
    block.cut[d] = block.toward_viewer[d] > 0 ? high : low;
  }
  width = std::max(block.box[1] - block.box[0], block.box[3] - block.box[2]);
  const double below = hot[2] - all[4], above = all[5] - hot[2];
  block.toward_viewer[2] = below < least_depth_share * width && above > below ? -1 : 1;
  // A little into the hottest part, off the faces between cells.
  const Bounds own = bounds_of(*part);
  const double into = 0.5 * (own[4] + own[5]) < hot[2] ? -1. : 1.;
  block.cut[2] = hot[2] + into * 1e-3 * (own[5] - own[4]);
  const double depth = depth_share * width;
  block.box[4] =
      block.toward_viewer[2] > 0 ? std::max(all[4], hot[2] - depth) : block.cut[2];
  block.box[5] =
      block.toward_viewer[2] > 0 ? block.cut[2] : std::min(all[5], hot[2] + depth);
  return block;
}

/// The faces of the package within the block, and the faces of the cuts.
struct CutBody
{
  Body body;
  vtkSmartPointer<vtkPolyData> hottest; ///< those of the hottest part
};

CutBody cut_body(const Result &result, const Block &block)
{
  const LagrangeField field(*result.elements, temperature_array, Between::even_slopes);
  Bounds around = block.box;
  for (int d = 0; d < 3; ++d)
  {
    const double size = around[lower_end(d) + 1] - around[lower_end(d)];
    around[lower_end(d)] -= 1e-9 * size;
    around[lower_end(d) + 1] += 1e-9 * size;
  }
  Facets facets = clipped(surface_facets(*result.grid, field), around);
  std::vector<vtkSmartPointer<vtkPolyData>> edges{
      clipped_lines(*part_edges(*result.grid), around)};
  for (int d = 0; d < 3; ++d)
  {
    const Facets face =
        clipped(section_facets(*result.grid, field, d, block.cut[d]), around);
    facets.insert(facets.end(), face.begin(), face.end());
    Vector3 origin{}, normal{};
    origin[d] = block.cut[d];
    normal[d] = 1.;
    const auto section = section_of(*result.grid, origin, normal);
    if (section->GetNumberOfCells() > 0)
      edges.push_back(clipped_lines(*part_borders(*section), around));
  }
  Facets hottest;
  const int number = number_of(result.part_names, result.hotspot.part);
  std::copy_if(facets.begin(),
               facets.end(),
               std::back_inserter(hottest),
               [&](const Facet &facet) { return facet.part == number; });
  return {{drawn_facets(facets, field, temperature_array), appended(edges), block.box},
          drawn_facets(hottest, field, temperature_array)};
}

} // namespace

void draw_hotspot_part(const Result &result, const ViewOptions &options, Picture &picture)
{
  const Hotspot &hotspot = result.hotspot;
  const Block block = block_around(result);
  const auto [body, hottest] = cut_body(result, block);
  const double stretch = options.exaggeration.value_or(body_exaggeration(block.box));
  const ColourScale whole_scale = temperature_bands(*body.surface, options);
  const bool alone = !options.range && hottest->GetNumberOfCells() > 0 &&
                     bands_of(whole_scale, *hottest) < enough_bands;
  const ColourScale scale = alone ? temperature_bands(*hottest, options) : whole_scale;
  BodyScene scene(
      picture, body, stretch, oblique(block.toward_viewer), temperature_array, scale);
  Leaders kept_clear = scene.label_parts(result.part_names);
  const Leaders axes = scene.draw_axes();
  kept_clear.insert(kept_clear.end(), axes.begin(), axes.end());
  Vector3 seen = hotspot.position;
  seen[2] = block.cut[2];
  draw_hotspot(picture,
               scene.area(),
               scene.project(seen),
               tag_text(hotspot, scale),
               kept_clear,
               [&](const Pixel &pixel) { return scene.share_of_scale(pixel); });
  draw_surround(
      picture,
      result,
      options,
      scale,
      {"Temperature around the hottest part; " + hotspot_text(hotspot),
       alone ? hotspot.part + ", colder grey" : "this view",
       fmt::format("Block {} around {}, {}; what lies {} the hottest point is cut "
                   "away.",
                   size_text(block.box),
                   hotspot.part,
                   exaggeration_text(stretch),
                   block.toward_viewer[2] > 0 ? "above" : "below")});
}

} // namespace kelvolt

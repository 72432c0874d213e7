#include "annotation_text.h"
#include "body_scene.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "temperature_scale.h"
#include "views.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

/// What stands between the hottest point and the viewer. @param direction to the viewer, in
/// real coordinates
std::vector<int> covers_of(const Result &result, const Vector3 &direction)
{
  std::vector<int> covers = parts_along(*result.grid, result.hotspot.position, direction);
  covers.erase(std::remove_if(covers.begin(),
                              covers.end(),
                              [&](int part)
                              { return result.part_names[part] == result.hotspot.part; }),
               covers.end());
  return covers;
}

std::vector<int> all_but(std::vector<int> parts, const std::vector<int> &without)
{
  parts.erase(std::remove_if(parts.begin(),
                             parts.end(),
                             [&](int part) {
                               return std::find(without.begin(), without.end(), part) !=
                                      without.end();
                             }),
              parts.end());
  return parts;
}

std::string covers_text(const Result &result, const std::vector<int> &covers)
{
  constexpr std::size_t most_names = 6;
  std::vector<std::string> names;
  names.reserve(covers.size() + 1);
  for (const int part : covers)
    names.push_back(result.part_names[part]);
  if (names.size() > most_names)
  {
    const std::size_t more = names.size() - most_names;
    names.resize(most_names);
    names.push_back(fmt::format("{} more", more));
  }
  return names.empty() ? ""
                       : fmt::format(" Drawn as outlines, to show the hottest part: {}.",
                                     fmt::join(names, ", "));
}

void draw_body(const Result &result,
               const ViewOptions &options,
               bool from_above,
               Picture &picture)
{
  const Hotspot &hotspot = result.hotspot;
  const Bounds bounds = options.frame.value_or(bounds_of(*result.grid));
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  const auto &wires = result.annotations.wires;
  const Vector3 direction = oblique({{1, -1, from_above ? 1 : -1}});
  std::vector<int> covers;
  if (options.opens_covers && from_above)
    covers = covers_of(result, {{-direction[0], -direction[1], -direction[2] / stretch}});
  const auto seen = cells_of(*result.grid, all_but(parts_in(*result.grid), covers));
  Body body = smooth_body(result, *seen);
  body.bounds = options.frame ? bounds : around(bounds, wires);
  BodyScene scene(picture,
                  body,
                  stretch,
                  direction,
                  temperature_array,
                  temperature_bands(*body.surface, options));
  const auto [scale, scale_is_for, remark] =
      from_above ? scale_of_view(scene, options, temperatures_of(wires))
                 : scale_from_below(scene, options, hotspot.unit, temperatures_of(wires));
  scene.recolour(scale);
  scene.add_wires(wires, scale);
  const std::vector<SurfaceMark> marks =
      options.has_marks ? result.annotations.marks : std::vector<SurfaceMark>();
  scene.add_marks(marks);
  if (!covers.empty())
    scene.add_ghost(*part_edges(*cells_of(*result.grid, covers)));
  Leaders kept_clear = scene.label_parts(
      names_with_heat(result, {from_above ? "top" : "bottom", "right", "front"}));
  const Leaders mark_names = scene.label_marks(marks);
  kept_clear.insert(kept_clear.end(), mark_names.begin(), mark_names.end());
  const Leaders axes = scene.draw_axes();
  kept_clear.insert(kept_clear.end(), axes.begin(), axes.end());
  draw_hotspot(picture,
               scene.area(),
               scene.project(hotspot.position),
               tag_text(hotspot, scale) +
                   (scene.is_visible(hotspot.position) ? "" : " (inside)"),
               kept_clear,
               [&](const Pixel &pixel) { return scene.share_of_scale(pixel); });
  draw_surround(picture,
                result,
                options,
                scale,
                {fmt::format("Temperature seen from {}; {}",
                             from_above ? "outside" : "below",
                             hotspot_text(hotspot)),
                 scale_is_for,
                 fmt::format("Package {}, {}.{}{}{}",
                             size_text(bounds_of(*result.grid)),
                             exaggeration_text(stretch),
                             cooled_text(result),
                             remark,
                             covers_text(result, covers))});
}

} // namespace

void draw_outside(const Result &result, const ViewOptions &options, Picture &picture)
{
  draw_body(result, options, true, picture);
}

void draw_below(const Result &result, const ViewOptions &options, Picture &picture)
{
  draw_body(result, options, false, picture);
}

} // namespace kelvolt

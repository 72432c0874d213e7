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

/// What of the fins is drawn, and what is said of them.
struct FinPicture
{
  std::vector<vtkSmartPointer<vtkPolyData>> blades;
  std::string text;
};

/// On surfaces that are marked; none of two results in one frame.
FinPicture fins_to_draw(const Result &result, const ViewOptions &options, double stretch)
{
  constexpr double highest = 0.25; // as drawn, of the package's longer side
  FinPicture picture;
  const Bounds box = bounds_of(*result.grid);
  const auto &marks = result.annotations.marks;
  for (const FinArray &fins : result.annotations.fins)
  {
    const auto mark = std::find_if(marks.begin(),
                                   marks.end(),
                                   [&](const SurfaceMark &one) {
                                     return !one.is_terminal && one.name == fins.surface;
                                   });
    if (mark == marks.end() || !options.has_marks || options.frame)
      continue;
    const double height = std::min(fins.height,
                                   highest * std::max(box[1] - box[0], box[3] - box[2]) /
                                       (fins.axis == 2 ? stretch : 1.));
    const auto blades = fin_blades(fins, *mark->outline, height);
    if (blades->GetNumberOfPoints() == 0)
      continue;
    picture.blades.push_back(blades);
    picture.text += fmt::format(
        " The film of {} stands for {} fins {:.4g} mm high{}.",
        fins.surface,
        fins.count,
        fins.height,
        height < fins.height ? fmt::format(", drawn up to {:.2g} mm", height) : "");
  }
  return picture;
}

/// The end of the scale may be theirs.
std::string wires_text(const Result &result)
{
  const auto &wires = result.annotations.wires;
  return wires.empty() ? ""
                       : fmt::format(" Bond wires up to {}.",
                                     temperature_text(temperatures_of(wires)[1],
                                                      result.hotspot.unit));
}

/// Writes names of parts and terminals, and axes. @return what a tag should not hide
Leaders labels_of(BodyScene &scene,
                  const std::vector<std::string> &part_names,
                  const std::vector<SurfaceMark> &marks)
{
  Leaders kept_clear = scene.label_parts(part_names);
  for (const Leaders &more : {scene.label_marks(marks), scene.draw_axes()})
    kept_clear.insert(kept_clear.end(), more.begin(), more.end());
  return kept_clear;
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
  const FinPicture fins = fins_to_draw(result, options, stretch);
  for (const auto &blades : fins.blades)
    body.beyond = united(bounds_of(*blades), body.beyond.value_or(body.bounds));
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
  for (const auto &blades : fins.blades)
    scene.add_fins(*blades);
  if (!covers.empty())
    scene.add_ghost(*part_edges(*cells_of(*result.grid, covers)));
  const Leaders kept_clear =
      labels_of(scene,
                names_with_heat(result, {from_above ? "top" : "bottom", "right", "front"}),
                marks);
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
                 fmt::format("Package {}, {}.{}{}{}{}",
                             size_text(bounds_of(*result.grid)),
                             exaggeration_text(stretch),
                             cooled_text(result) + wires_text(result),
                             fins.text,
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

#include "body_scene.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkCellData.h>
#include <vtkPointData.h>

#include <algorithm>
#include <cmath>
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

/// 0 at the lower end, 1 at the upper.
double place_between(double x, double lower, double upper)
{
  return (x - lower) / (upper - lower);
}

/// Whether the place lies on the top or a side that faces the viewer.
bool is_on_seen_face(const std::array<double, 3> &place,
                     const Bounds &bounds,
                     const std::array<int, 2> &toward_viewer)
{
  const auto is_on = [&](int d, int side)
  {
    const double s =
        place_between(place[d], bounds[lower_end(d)], bounds[lower_end(d) + 1]);
    return std::abs(s - (side > 0 ? 1. : 0.)) < 1e-6;
  };
  return is_on(0, toward_viewer[0]) || is_on(1, toward_viewer[1]) || is_on(2, 1);
}

} // namespace

void draw_hotspot_part(const Result &result, const ViewOptions &options, Picture &picture)
{
  const Hotspot &hotspot = result.hotspot;
  const auto part = cells_of(*result.grid, {number_of(result.part_names, hotspot.part)});
  const Bounds bounds = bounds_of(*part);
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  double range[2];
  part->GetPointData()->GetArray(temperature_array)->GetFiniteRange(range);
  const ColourScale scale = ColourScale::even(range[0], range[1], ColourMap::plasma);

  // Seen from the side that is nearer to the hotspot; if it is not on a face seen from
  // there, the quarter in front of it is taken away.
  const std::array<int, 2> toward_viewer{
      {place_between(hotspot.position[0], bounds[0], bounds[1]) < 0.49 ? -1 : 1,
       place_between(hotspot.position[1], bounds[2], bounds[3]) > 0.51 ? 1 : -1}};
  const bool open = !is_on_seen_face(hotspot.position, bounds, toward_viewer);
  const auto body = open ? opened(*part, hotspot.position, toward_viewer) : part;
  BodyScene scene(picture, *body, stretch, toward_viewer, temperature_array, scale);
  scene.draw_axes();
  const bool hidden = !scene.is_visible(hotspot.position);
  draw_hotspot(picture,
               scene.area(),
               scene.project(hotspot.position),
               temperature_text(hotspot.temperature, hotspot.unit) +
                   (hidden ? " (behind the surface seen)" : ""));
  draw_header(
      picture, result.title, "Temperature of the hottest part; " + hotspot_text(hotspot));
  draw_legend(picture, scale, temperature_title(hotspot.unit));
  draw_footer(
      picture,
      fmt::format("Part {}: {}, {}. Lowest temperature {}.{}",
                  hotspot.part,
                  size_text(bounds),
                  exaggeration_text(stretch),
                  temperature_text(range[0], hotspot.unit),
                  open ? " The quarter in front of the hottest point is cut away." : ""),
      result.provenance);
}

} // namespace kelvolt

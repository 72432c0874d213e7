#include "body_scene.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkPointData.h>

namespace kelvolt
{

void draw_outside(const Result &result, const ViewOptions &options, Picture &picture)
{
  const Bounds bounds = bounds_of(*result.grid);
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  // The surface's own range: inside it may be so hot that the outside would be of one
  // colour.
  double range[2];
  surface_of(*result.grid)
      ->GetPointData()
      ->GetArray(temperature_array)
      ->GetFiniteRange(range);
  const ColourScale scale = ColourScale::even(range[0], range[1], ColourMap::plasma);

  BodyScene scene(picture, *result.grid, stretch, {{1, -1}}, temperature_array, scale);
  scene.label_parts(result.part_names);
  scene.draw_axes();
  const Hotspot &hotspot = result.hotspot;
  draw_hotspot(picture,
               scene.area(),
               scene.project(hotspot.position),
               temperature_text(hotspot.temperature, hotspot.unit) +
                   (scene.is_visible(hotspot.position) ? "" : " (inside)"));
  draw_header(picture,
              result.title,
              "Temperature seen from outside; " + hotspot_text(result.hotspot));
  draw_legend(picture, scale, temperature_title(result.hotspot.unit));
  draw_footer(picture,
              fmt::format("Package {}, {}.", size_text(bounds), exaggeration_text(stretch)),
              result.provenance);
}

} // namespace kelvolt

#include "body_scene.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkCellData.h>
#include <vtkPointData.h>

#include <algorithm>
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

} // namespace

void draw_hotspot_part(const Result &result, const ViewOptions &options, Picture &picture)
{
  const Hotspot &hotspot = result.hotspot;
  const auto part = cells_of(*result.grid, {number_of(result.part_names, hotspot.part)});
  const Bounds bounds = bounds_of(*part);
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  double range[2];
  part->GetPointData()->GetArray(temperature_array)->GetFiniteRange(range);
  const ColourScale scale(range[0], range[1], ColourMap::plasma);

  // Seen from the side that is nearer to the hotspot.
  const bool right = 2. * hotspot.position[0] > bounds[0] + bounds[1];
  const bool back = 2. * hotspot.position[1] > bounds[2] + bounds[3];
  BodyScene scene(
      picture, *part, stretch, {{right ? 1 : -1, back ? 1 : -1}}, temperature_array, scale);
  scene.draw_axes();
  const bool hidden = !scene.is_visible(hotspot.position);
  draw_hotspot(picture,
               scene.area(),
               scene.project(hotspot.position),
               temperature_text(hotspot.temperature) +
                   (hidden ? " (behind the surface seen)" : ""));
  draw_header(
      picture, result.title, "Temperature of the hottest part; " + hotspot_text(hotspot));
  draw_legend(picture, scale, "Temperature [°C]");
  draw_footer(picture,
              fmt::format("Part {}: {}, {}. Lowest temperature {}.",
                          hotspot.part,
                          size_text(bounds),
                          exaggeration_text(stretch),
                          temperature_text(range[0])));
}

} // namespace kelvolt

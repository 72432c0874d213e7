#include "temperature_scale.h"

#include "hotspot_marker.h"
#include "layout.h"

#include <fmt/format.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

/// With one digit more than the levels of the scale.
std::string level_like(const ColourScale &scale, double value)
{
  return with_decimals_of(0.1 * (scale.level(1) - scale.level(0)), value);
}

} // namespace

ColourScale temperature_bands(vtkPolyData &surface, const ViewOptions &options)
{
  std::array<double, 2> range{};
  if (options.range)
    range = *options.range;
  else
    surface.GetPointData()->GetArray(temperature_array)->GetFiniteRange(range.data());
  return ColourScale::even(range[0], range[1], ColourMap::plasma);
}

SeenScale scale_of_view(BodyScene &scene,
                        const ViewOptions &options,
                        const std::array<double, 2> &more)
{
  std::array<double, 2> range = scene.seen_range();
  range = {{std::min(range[0], more[0]), std::max(range[1], more[1])}};
  if (options.range)
    range = *options.range;
  if (range[0] > range[1])
    range = {{0., 1.}}; // nothing has a colour
  return {ColourScale::even(range[0], range[1], ColourMap::plasma), "this view", ""};
}

SeenScale scale_from_below(BodyScene &scene,
                           const ViewOptions &options,
                           const TemperatureScale &unit,
                           const std::array<double, 2> &more)
{
  constexpr double least_bands = 1e-2; // below, it is of one temperature
  SeenScale all = scale_of_view(scene, options, more);
  const std::array<double, 2> underside = scene.seen_range(Vector3{{0., 0., 1.}});
  const double bands = all.scale.position(underside[1]) - all.scale.position(underside[0]);
  if (options.range || !(underside[0] <= underside[1]) || bands >= enough_bands)
    return all;
  if (bands < least_bands)
  {
    all.remark = fmt::format(" The underside is of one temperature, {}.",
                             temperature_text(underside[0], unit));
    return all;
  }
  return {ColourScale::even(underside[0], underside[1], ColourMap::plasma),
          "underside, hotter red",
          ""};
}

double bands_of(const ColourScale &scale, vtkPolyData &surface)
{
  double range[2];
  surface.GetPointData()->GetArray(temperature_array)->GetFiniteRange(range);
  return scale.position(range[1]) - scale.position(range[0]);
}

std::vector<std::string>
scale_note(const Result &result, const ViewOptions &options, const std::string &what)
{
  double range[2];
  result.elements->GetPointData()->GetArray(temperature_array)->GetFiniteRange(range);
  const ColourScale all = ColourScale::even(range[0], range[1], ColourMap::plasma);
  const std::string low = level_like(all, range[0]);
  const std::string high = level_like(all, std::max(range[1], result.hotspot.temperature));
  return {options.frame   ? "scale of both"
          : options.range ? "colder grey, hotter red"
                          : "scale of " + what,
          fmt::format("in all {} to {} {}", low, high, result.hotspot.unit.sign)};
}

void draw_surround(Picture &picture,
                   const Result &result,
                   const ViewOptions &options,
                   const ColourScale &scale,
                   const TemperatureSurround &surround)
{
  draw_header(picture, result.title, surround.subtitle);
  draw_legend(picture,
              legend_bar(picture),
              scale,
              temperature_title(result.hotspot.unit),
              scale_note(result, options, surround.scale_is_for));
  draw_footer(picture, surround.footer, result.provenance);
}

} // namespace kelvolt

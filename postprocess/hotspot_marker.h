#pragma once

#include "part_labels.h"
#include "picture.h"
#include "result.h"

#include <functional>
#include <string>

namespace kelvolt
{

/// `89.5 °C`
std::string temperature_text(double temperature, const TemperatureScale &unit);

/// Of the colour scale: `Temperature [°C]`
std::string temperature_title(const TemperatureScale &unit);

/// `maximum 89.50 ± 0.12 °C in channel at x 15.000, y 15.000, z 1.170 mm`
std::string hotspot_text(const Hotspot &hotspot);

/// Of the tag: digits that differ within one band of the scale.
std::string tag_text(const Hotspot &hotspot, const ColourScale &scale);

/// See Scene::share_of_scale().
using ShareOfScale = std::function<double(const Pixel &)>;

/// A ring around the place and, beside it within the area, the text, where it hides as
/// little as can be of the leaders and of what is hot.
/// @param share absent: nothing lies there that could be hidden
void draw_hotspot(Picture &picture,
                  const ImageBox &area,
                  const Pixel &at,
                  const std::string &text,
                  const Leaders &leaders,
                  const ShareOfScale &share = {});

} // namespace kelvolt

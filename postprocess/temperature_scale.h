#pragma once

#include "colour_scale.h"
#include "part_geometry.h"
#include "views.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Bands for a surface that carries the temperature: its own range, or the one that the
/// user gave.
ColourScale temperature_bands(vtkPolyData &surface, const ViewOptions &options);

/// How many bands of the scale the temperatures of the surface lie in.
double bands_of(const ColourScale &scale, vtkPolyData &surface);

/// With fewer than these a surface shows too little to be drawn in that scale.
inline constexpr double enough_bands = 4.;

/// What the bands are for: `scale of this view`, `in all 25.0 to 66.9 °C`.
std::vector<std::string>
scale_note(const Result &result, const ViewOptions &options, const std::string &what);

/// What stands around a picture of temperatures in one scale: header, legend and footer.
struct TemperatureSurround
{
  std::string subtitle;     ///< what is seen
  std::string scale_is_for; ///< see scale_note()
  std::string footer;
};
void draw_surround(Picture &picture,
                   const Result &result,
                   const ViewOptions &options,
                   const ColourScale &scale,
                   const TemperatureSurround &surround);

} // namespace kelvolt

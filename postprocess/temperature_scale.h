#pragma once

#include "body_scene.h"
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

/// The scale of what is seen of a body that is drawn.
struct SeenScale
{
  ColourScale scale;
  std::string is_for; ///< see scale_note()
  std::string remark; ///< a sentence with a blank before it, or nothing
};

/// The range of what is seen, or the one that the user gave.
/// @param more temperatures that are drawn beside the body; the second less than the first:
/// none
SeenScale scale_of_view(BodyScene &scene,
                        const ViewOptions &options,
                        const std::array<double, 2> &more);

/// The same, but where that shows fewer than enough_bands of the underside, the range of
/// that alone. What is of one temperature is said to be.
SeenScale scale_from_below(BodyScene &scene,
                           const ViewOptions &options,
                           const TemperatureScale &unit,
                           const std::array<double, 2> &more);

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

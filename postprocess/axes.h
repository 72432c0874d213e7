#pragma once

#include "scene.h"

#include <vector>

namespace kelvolt
{

/// Round numbers within the interval, about `n` of them.
std::vector<double> ticks(double lower, double upper, unsigned int n);

/// Axes with ticks in mm along three edges of a box that is seen along `direction`, at the
/// rim of what is seen. `box` is as drawn, `stretch` how much higher than real.
void draw_box_axes(Picture &picture,
                   const Scene &scene,
                   const Bounds &box,
                   const Vector3 &direction,
                   double stretch);

/// Ticks in mm at the left and lower edge of the scene's rectangle. `across`: the axis to
/// the right, 0 = x, 1 = y; `seen` are the real coordinates at the edges.
void draw_section_axes(Picture &picture,
                       const ImageBox &area,
                       int across,
                       const Bounds &seen);

} // namespace kelvolt

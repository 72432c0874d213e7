#pragma once

#include "scene.h"

#include <vector>

namespace kelvolt
{

/// Round numbers within the interval, about `n` of them.
std::vector<double> ticks(double lower, double upper, unsigned int n);

/// Axes with ticks in mm along three edges of a box, at the lower and the left rim of what
/// is seen of it. `box` is as drawn, `stretch` how much higher than real.
void draw_box_axes(Picture &picture, const Scene &scene, const Bounds &box, double stretch);

/// How a section is looked at: 0 = x, 1 = y, 2 = z.
struct SectionAxes
{
  int across = 0; ///< to the right
  int up = 2;
  int normal = 1; ///< into the picture
};

/// Ticks in mm at the left and lower edge of the scene's rectangle; `seen` are the real
/// coordinates at the edges.
void draw_section_axes(Picture &picture,
                       const ImageBox &area,
                       const SectionAxes &axes,
                       const Bounds &seen);

/// Where its upright axis has numbers: lower and upper ends.
std::vector<std::array<double, 2>> upright_numbers(const Picture &picture,
                                                   const ImageBox &area,
                                                   const SectionAxes &axes,
                                                   const Bounds &seen);

} // namespace kelvolt

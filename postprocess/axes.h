#pragma once

#include "scene.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Round numbers within the interval, about `n` of them.
std::vector<double> ticks(double lower, double upper, unsigned int n);

/// Axes with ticks in mm along three edges of a box, at the lower and the left rim of what
/// is seen of it. `box` is as drawn, `stretch` how much higher than real;
/// without it there is no upright axis.
/// @return lines through their numbers
std::vector<std::vector<Pixel>> draw_box_axes(Picture &picture,
                                              const Scene &scene,
                                              const Bounds &box,
                                              std::optional<double> stretch);

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

struct PlotAxis
{
  double lower;
  double upper;
  std::string name;
};

/// The same of any quantities.
void draw_plot_axes(Picture &picture,
                    const ImageBox &area,
                    const PlotAxis &across,
                    const PlotAxis &up);

/// Where an upright axis has numbers: lower and upper ends.
std::vector<std::array<double, 2>>
upright_numbers(const Picture &picture, const ImageBox &area, const PlotAxis &up);

/// Where its upright axis has numbers: lower and upper ends.
std::vector<std::array<double, 2>> upright_numbers(const Picture &picture,
                                                   const ImageBox &area,
                                                   const SectionAxes &axes,
                                                   const Bounds &seen);

} // namespace kelvolt

#pragma once

#include "colour_scale.h"
#include "picture.h"

#include <string>
#include <vector>

namespace kelvolt
{

// Measures in units of Picture::unit().
inline constexpr double label_column_width = 180.;
inline constexpr double label_spacing = 30.;
inline constexpr double least_label_spacing = 21.;

/// Right end of the names left of the drawing.
double label_column_left(const Picture &picture);
/// Left end of the names right of the drawing.
double label_column_right(const Picture &picture);

/// The rectangle for the drawing itself.
ImageBox drawing_area(const Picture &picture);

/// Title in bold and, below it, what is seen.
void draw_header(Picture &picture, const std::string &title, const std::string &subtitle);

/// Remarks at the lower edge, as `z drawn 4 times as high`.
/// @param provenance a line of its own below; empty: there is none
void draw_footer(Picture &picture, const std::string &text, const std::string &provenance);

/// Where the bands of the legend are.
ImageBox legend_bar(const Picture &picture);

/// The same beside one of several panels.
ImageBox legend_bar_beside(const Picture &picture, const ImageBox &panel);

/// Colour bands with their limits at the right edge.
/// @param caption what they mean
/// @param note what they are for, smaller, below the caption; one line each
void draw_legend(Picture &picture,
                 const ImageBox &bar,
                 const ColourScale &scale,
                 const std::string &caption,
                 const std::vector<std::string> &note);

} // namespace kelvolt

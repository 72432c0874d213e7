#pragma once

#include "canvas.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What was drawn on a canvas of that size in pixels, as an SVG file.
std::string svg_page(const std::vector<Drawn> &drawn, double width, double height);

/// The same as a PDF file of one page, at 96 pixels to the inch. The letters are outlines
/// of the font of the pictures, so that they look the same everywhere, with the text itself
/// behind them to be searched and copied.
std::string pdf_page(const std::vector<Drawn> &drawn, double width, double height);

} // namespace kelvolt

#pragma once

#include "case/case.h"

#include <set>
#include <string>

namespace kelvolt
{

/// Where a panel begins on the sheet, and its width, in the units of the picture.
struct DrawingPlace
{
  double left = 0., top = 0.;
};

/// Width of a panel.
constexpr double panel_width = 360.;

/// An SVG sheet with panels of one size in rows, each below its caption.
class DrawingSheet
{
public:
  DrawingSheet(std::size_t n_panels, double panel_height);

  /// How the file begins; it ends with "</svg>\n".
  std::string head() const;
  DrawingPlace place(std::size_t panel) const;

private:
  std::size_t n_panels_;
  double height_; ///< of a panel with its caption and margin
};

/// Colours that differ from each other, however many there are.
std::string part_colour(int part);

std::string text_at(double x, double y, const std::string &text);

/// The heights of a layer, and below them the names of its parts in two lines.
std::string layer_caption(const Case &input,
                          const std::set<int> &parts,
                          const Interval &z,
                          const DrawingPlace &place);

} // namespace kelvolt

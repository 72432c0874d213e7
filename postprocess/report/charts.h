#pragma once

#include <string>
#include <vector>

namespace kelvolt::report
{

struct Curve
{
  std::string name; ///< plain text
  std::vector<double> x, y;
  std::vector<double> error{}; ///< of y; empty: none is drawn
};

/// What a chart is of.
struct ChartStyle
{
  std::string title, x_label, y_label; ///< plain text
  bool x_is_logarithmic = false, y_is_logarithmic = false;
  bool has_markers = false;
};

/// Curves over one axis as a figure with an SVG, its legend as text. Colours and fonts are
/// those of the page. Values that an axis cannot show are left out. Empty without curves.
std::string chart(const std::vector<Curve> &curves, const ChartStyle &style);

} // namespace kelvolt::report

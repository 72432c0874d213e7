#pragma once

#include <optional>
#include <string>
#include <vector>

/// @file
/// Plots as SVG files: curves with error bands over linear or logarithmic axes.

namespace kelvolt
{

struct PlotAxis
{
  std::string label; ///< with its unit: "time (s)"
  bool logarithmic = false;
  std::optional<double> least; ///< of the curves if absent
  std::optional<double> largest;
};

struct PlotCurve
{
  std::string label; ///< in the legend; none if empty
  std::vector<double> x, y;
  std::vector<double> low, high; ///< band about y, or none
};

struct Plot
{
  std::string title;
  std::vector<std::string> notes; ///< lines below the title
  PlotAxis x, y;
  std::vector<PlotCurve> curves;
};

/// The plot as a file. Points that are not finite, or not positive on a logarithmic axis,
/// are left out; lines do not leave the axes.
std::string svg(const Plot &plot);

} // namespace kelvolt

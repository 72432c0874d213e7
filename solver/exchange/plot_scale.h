#pragma once

#include "exchange/svg_plot.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Where values lie along an axis, and its grid.
class PlotScale
{
public:
  /// @param values all that the axis shows
  /// @param begin,end of the axis in the picture
  PlotScale(const PlotAxis &axis,
            const std::vector<double> &values,
            double begin,
            double end);

  bool shows(double value) const;
  double place(double value) const;

  struct Line
  {
    double value;
    std::string label; ///< empty for a line of the minor grid
  };
  const std::vector<Line> &lines() const
  {
    return lines_;
  }

private:
  void choose_range(const PlotAxis &axis, const std::vector<double> &values);
  void add_decades();
  void add_even_lines();

  bool logarithmic_;
  double begin_, end_;
  double least_ = 0., largest_ = 1.;
  std::vector<Line> lines_;
};

} // namespace kelvolt

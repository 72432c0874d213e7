#include "report/charts.h"

#include "report/html.h"
#include "report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt::report
{
namespace
{

// Of the drawing, in its own units.
constexpr double width = 720., height = 320.;
constexpr double left = 72., right = 16., top = 14., bottom = 48.;
constexpr std::size_t n_colours = 6; ///< that the page knows, then dashes

struct Tick
{
  double value = 0.;
  std::string text;
};

/// With the decimals that multiples of the step need; large and small ones with a power.
std::string in_steps(double value, double step)
{
  const double size = std::max(std::abs(value), step);
  if (size >= 1e6 || step < 1e-6)
    return short_text(value, 6);
  int decimals = 0;
  for (double rest = step; decimals < 6 && std::abs(rest - std::round(rest)) > 1e-6 * rest;
       rest *= 10.)
    ++decimals;
  return fmt::format("{:.{}f}", std::abs(value) < 1e-6 * step ? 0. : value, decimals);
}

/// From values to places.
class Axis
{
public:
  Axis(bool is_logarithmic, double from, double to)
      : is_logarithmic_(is_logarithmic), from_(from), to_(to)
  {
  }

  bool shows(double value) const
  {
    return std::isfinite(value) && (!is_logarithmic_ || value > 0.);
  }
  void include(double value)
  {
    if (!shows(value))
      return;
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
  }
  bool is_empty() const
  {
    return !(lowest_ <= highest_);
  }
  /// Room for curves that are level, and a margin.
  void round(double margin)
  {
    if (is_logarithmic_)
    {
      if (highest_ < 1.01 * lowest_)
      {
        lowest_ /= 2.;
        highest_ *= 2.;
      }
      return;
    }
    const double least = 1e-6 * std::max(std::abs(lowest_), std::abs(highest_));
    const double room =
        std::max({margin * (highest_ - lowest_), least, highest_ == lowest_ ? 1e-12 : 0.});
    const bool from_zero = lowest_ >= 0. && lowest_ < room;
    lowest_ = from_zero ? 0. : lowest_ - room;
    highest_ += room;
  }
  double place(double value) const
  {
    const double share = is_logarithmic_
                             ? std::log(value / lowest_) / std::log(highest_ / lowest_)
                             : (value - lowest_) / (highest_ - lowest_);
    return from_ + std::clamp(share, 0., 1.) * (to_ - from_);
  }
  std::vector<Tick> ticks() const
  {
    return is_logarithmic_ ? decades() : even_ticks();
  }

private:
  std::vector<Tick> even_ticks() const
  {
    const double wanted = (highest_ - lowest_) / 6.,
                 power = std::pow(10., std::floor(std::log10(wanted)));
    double step = 10. * power;
    for (const double factor : {5., 2.5, 2., 1.})
      if (factor * power >= wanted)
        step = factor * power;
    std::vector<Tick> ticks;
    for (double i = std::ceil(lowest_ / step - 1e-9); i * step <= highest_ * (1. + 1e-12);
         ++i)
      ticks.push_back({i * step, in_steps(i * step, step)});
    return ticks;
  }
  std::vector<Tick> decades() const
  {
    std::vector<Tick> ticks;
    const int first = static_cast<int>(std::ceil(std::log10(lowest_) - 1e-9)),
              last = static_cast<int>(std::floor(std::log10(highest_) + 1e-9));
    const int stride = std::max(1, (last - first + 1) / 8);
    for (int power = first; power <= last; power += stride)
      ticks.push_back({std::pow(10., power), fmt::format("1e{}", power)});
    if (ticks.size() < 2)
      for (const double value : {lowest_, highest_})
        ticks.push_back({value, short_text(value, 4)});
    return ticks;
  }

  bool is_logarithmic_;
  double from_, to_;
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
};

double error_at(const Curve &curve, std::size_t i)
{
  return curve.error.empty() ? 0. : curve.error[i];
}

std::string grid_of(const Axis &x, const Axis &y)
{
  std::string svg;
  for (const Tick &tick : x.ticks())
    svg += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" "
                       "y2=\"{2}\"/><text x=\"{0:.1f}\" y=\"{3}\" "
                       "text-anchor=\"middle\">{4}</text>\n",
                       x.place(tick.value),
                       top,
                       height - bottom,
                       height - bottom + 18.,
                       tick.text);
  for (const Tick &tick : y.ticks())
    svg += fmt::format("<line class=\"grid\" x1=\"{1}\" x2=\"{2}\" y1=\"{0:.1f}\" "
                       "y2=\"{0:.1f}\"/><text x=\"{3}\" y=\"{4:.1f}\" "
                       "text-anchor=\"end\">{5}</text>\n",
                       y.place(tick.value),
                       left,
                       width - right,
                       left - 6.,
                       y.place(tick.value) + 4.,
                       tick.text);
  return svg;
}

std::string bars_of(const Curve &curve, const Axis &x, const Axis &y)
{
  std::string svg;
  for (std::size_t i = 0; i < curve.x.size(); ++i)
  {
    const double error = error_at(curve, i);
    if (error > 0. && x.shows(curve.x[i]) && y.shows(curve.y[i] - error))
      svg += fmt::format("<line class=\"whisker\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" "
                         "y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>",
                         x.place(curve.x[i]),
                         y.place(curve.y[i] - error),
                         y.place(curve.y[i] + error));
  }
  return svg;
}

std::string line_of(const Curve &curve, const Axis &x, const Axis &y, bool has_markers)
{
  std::string points, marks;
  for (std::size_t i = 0; i < curve.x.size(); ++i)
    if (x.shows(curve.x[i]) && y.shows(curve.y[i]))
    {
      const std::string place =
          fmt::format("{:.1f},{:.1f}", x.place(curve.x[i]), y.place(curve.y[i]));
      points += place + " ";
      if (has_markers)
        marks += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>",
                             x.place(curve.x[i]),
                             y.place(curve.y[i]));
    }
  return "<polyline points=\"" + points + "\"/>" + marks;
}

std::string legend_of(const std::vector<Curve> &curves)
{
  std::string items;
  for (std::size_t i = 0; i < curves.size(); ++i)
    items += fmt::format("<li class=\"curve{}{}\">{}</li>",
                         i % n_colours,
                         i >= n_colours ? " dashed" : "",
                         escaped(curves[i].name));
  return "<ul class=\"legend\">" + items + "</ul>";
}

} // namespace

std::string chart(const std::vector<Curve> &curves, const ChartStyle &style)
{
  Axis x(style.x_is_logarithmic, left, width - right),
      y(style.y_is_logarithmic, height - bottom, top);
  for (const Curve &curve : curves)
    for (std::size_t i = 0; i < curve.x.size(); ++i)
      if (x.shows(curve.x[i]))
      {
        x.include(curve.x[i]);
        for (const double sign : {-1., 0., 1.})
          y.include(curve.y[i] + sign * error_at(curve, i));
      }
  if (x.is_empty() || y.is_empty())
    return "";
  x.round(style.has_markers ? 0.08 : 0.);
  y.round(0.06);
  std::string drawn;
  for (std::size_t i = 0; i < curves.size(); ++i)
    drawn += fmt::format("<g class=\"curve{}{}\">{}{}</g>\n",
                         i % n_colours,
                         i >= n_colours ? " dashed" : "",
                         bars_of(curves[i], x, y),
                         line_of(curves[i], x, y, style.has_markers));
  return fmt::format(
      "<figure class=\"chart\"><figcaption>{0}</figcaption>\n"
      "<svg viewBox=\"0 0 {1} {2}\" role=\"img\" aria-label=\"{0}\">\n{3}{4}"
      "<text x=\"{5}\" y=\"{6}\" text-anchor=\"middle\">{7}</text>"
      "<text transform=\"translate(16 {8}) rotate(-90)\" text-anchor=\"middle\">{9}</text>"
      "</svg>\n{10}</figure>\n",
      escaped(style.title),
      width,
      height,
      grid_of(x, y),
      drawn,
      0.5 * (left + width - right),
      height - 8.,
      escaped(style.x_label),
      0.5 * (top + height - bottom),
      escaped(style.y_label),
      curves.size() > 1 ? legend_of(curves) : "");
}

} // namespace kelvolt::report

#include "svg_plot.h"

#include "exchange/plot_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kelvolt
{

namespace
{

constexpr double width = 900., left = 90., right = 30., bottom = 66., area_height = 430.;
constexpr double line_height = 19.;
/// Colours that people who do not see all of them can tell apart (Okabe and Ito).
constexpr std::array<const char *, 7> colours =
    {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"};
constexpr std::array<const char *, 3> dashes = {"", "8 4", "2 3"};

std::string escaped(const std::string &text)
{
  std::string result;
  for (const char c : text)
    switch (c)
    {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    default:
      result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  return result;
}

class Drawing
{
public:
  explicit Drawing(const Plot &plot)
      : plot_(plot), top_(40. + line_height * static_cast<double>(plot.notes.size())),
        height_(top_ + area_height + bottom),
        x_(plot.x, all_values(true), left, width - right),
        y_(plot.y, all_values(false), top_ + area_height, top_)
  {
  }

  std::string text()
  {
    text_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
        "viewBox=\"0 0 {0} {1}\" font-family=\"DejaVu Sans, Helvetica, sans-serif\" "
        "font-size=\"13\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n"
        "<clipPath id=\"area\"><rect x=\"{2}\" y=\"{3}\" width=\"{4}\" height=\"{5}\"/>"
        "</clipPath>\n",
        width,
        height_,
        left,
        top_,
        width - left - right,
        area_height);
    add_titles();
    add_grid();
    text_ += "<g clip-path=\"url(#area)\">\n";
    for (std::size_t i = 0; i < plot_.curves.size(); ++i)
      add_curve(i);
    text_ += "</g>\n";
    text_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" "
                         "stroke=\"#333\"/>\n",
                         left,
                         top_,
                         width - left - right,
                         area_height);
    add_legend();
    return text_ + "</svg>\n";
  }

private:
  std::vector<double> all_values(bool horizontal) const
  {
    std::vector<double> values;
    for (const PlotCurve &curve : plot_.curves)
      for (const auto *list : horizontal
                                  ? std::vector<const std::vector<double> *>{&curve.x}
                                  : std::vector<const std::vector<double> *>{
                                        &curve.y, &curve.low, &curve.high})
        values.insert(values.end(), list->begin(), list->end());
    return values;
  }

  void add_text(double x,
                double y,
                const std::string &content,
                const std::string &anchor,
                const std::string &more = "")
  {
    text_ +=
        fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" {}>{}</text>\n",
                    x,
                    y,
                    anchor,
                    more,
                    escaped(content));
  }

  void add_titles()
  {
    // Bold letters are two thirds as wide as high, give or take: long titles get smaller
    // ones.
    const double size = std::clamp(
        1.5 * (width - left - 10.) / static_cast<double>(plot_.title.size() + 1), 9., 16.);
    add_text(left,
             25.,
             plot_.title,
             "start",
             fmt::format("font-size=\"{:.1f}\" font-weight=\"bold\"", size));
    for (std::size_t i = 0; i < plot_.notes.size(); ++i)
      add_text(left,
               25. + line_height * static_cast<double>(i + 1),
               plot_.notes[i],
               "start",
               "fill=\"#444\" font-size=\"12\"");
    add_text((left + width - right) / 2., height_ - 16., plot_.x.label, "middle");
    const double middle = top_ + area_height / 2.;
    add_text(20.,
             middle,
             plot_.y.label,
             "middle",
             fmt::format("transform=\"rotate(-90 20 {:.1f})\"", middle));
  }

  void add_line(double x1, double y1, double x2, double y2, bool major)
  {
    text_ += fmt::format("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"{}\"/>\n",
                         x1,
                         y1,
                         x2,
                         y2,
                         major ? "#b5b5b5" : "#e8e8e8");
  }

  void add_grid()
  {
    for (const bool major : {false, true})
    {
      for (const PlotScale::Line &line : x_.lines())
        if (line.label.empty() != major)
          add_line(
              x_.place(line.value), top_, x_.place(line.value), top_ + area_height, major);
      for (const PlotScale::Line &line : y_.lines())
        if (line.label.empty() != major)
          add_line(left, y_.place(line.value), width - right, y_.place(line.value), major);
    }
    for (const PlotScale::Line &line : x_.lines())
      if (!line.label.empty())
        add_text(x_.place(line.value), top_ + area_height + 20., line.label, "middle");
    for (const PlotScale::Line &line : y_.lines())
      if (!line.label.empty())
        add_text(left - 8., y_.place(line.value) + 4.5, line.label, "end");
  }

  /// Points far outside of the axes are drawn at their edge: some viewers lose large
  /// numbers.
  std::string point(double x, double y) const
  {
    return fmt::format("{:.2f} {:.2f}",
                       std::clamp(x_.place(x), -1e4, 1e4),
                       std::clamp(y_.place(y), -1e4, 1e4));
  }

  std::string path(const std::vector<double> &x, const std::vector<double> &y) const
  {
    std::string result;
    bool down = false;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
    {
      const bool visible = x_.shows(x[i]) && y_.shows(y[i]);
      if (visible)
        result += (down ? "L" : "M") + point(x[i], y[i]);
      down = visible;
    }
    return result;
  }

  void add_curve(std::size_t number)
  {
    const PlotCurve &curve = plot_.curves[number];
    if (!curve.low.empty())
    {
      std::string outline;
      const std::size_t n = std::min(curve.low.size(), curve.high.size());
      for (std::size_t i = 0; i < n; ++i)
        if (x_.shows(curve.x[i]) && y_.shows(curve.high[i]))
          outline += (outline.empty() ? "M" : "L") + point(curve.x[i], curve.high[i]);
      for (std::size_t i = n; i-- > 0 && !outline.empty();)
        if (x_.shows(curve.x[i]) && y_.shows(curve.low[i]))
          outline += "L" + point(curve.x[i], curve.low[i]);
      text_ += fmt::format(
          "<path d=\"{}Z\" fill=\"{}\" fill-opacity=\"0.25\"/>\n", outline, colour(number));
    }
    text_ += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" "
                         "stroke-linejoin=\"round\" stroke-dasharray=\"{}\"/>\n",
                         path(curve.x, curve.y),
                         colour(number),
                         dash(number));
  }

  static const char *colour(std::size_t number)
  {
    return colours[number % colours.size()];
  }

  static const char *dash(std::size_t number)
  {
    return dashes[number / colours.size() % dashes.size()];
  }

  /// In the corner that the fewest points of curves reach.
  void add_legend()
  {
    std::vector<std::size_t> named;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < plot_.curves.size(); ++i)
      if (!plot_.curves[i].label.empty())
      {
        named.push_back(i);
        longest = std::max(longest, plot_.curves[i].label.size());
      }
    if (named.empty())
      return;
    const double box_width = 56. + 7.8 * static_cast<double>(longest),
                 box_height = 12. + line_height * static_cast<double>(named.size());
    double best_x = 0., best_y = 0., fewest = -1.;
    for (const double x : {left + 12., width - right - 12. - box_width})
      for (const double y : {top_ + 12., top_ + area_height - 12. - box_height})
        if (const double covered = points_within(x, y, box_width, box_height);
            fewest < 0. || covered < fewest)
          best_x = x, best_y = y, fewest = covered;
    text_ +=
        fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
                    "fill=\"white\" fill-opacity=\"0.85\" stroke=\"#999\"/>\n",
                    best_x,
                    best_y,
                    box_width,
                    box_height);
    for (std::size_t i = 0; i < named.size(); ++i)
    {
      const double y = best_y + 6. + line_height * (static_cast<double>(i) + 0.5);
      text_ +=
          fmt::format("<path d=\"M{:.1f} {:.1f}h30\" stroke=\"{}\" stroke-width=\"2.5\" "
                      "stroke-dasharray=\"{}\"/>\n",
                      best_x + 8.,
                      y,
                      colour(named[i]),
                      dash(named[i]));
      add_text(best_x + 46., y + 4.5, plot_.curves[named[i]].label, "start");
    }
  }

  double points_within(double x, double y, double box_width, double box_height) const
  {
    double count = 0.;
    for (const PlotCurve &curve : plot_.curves)
      for (std::size_t i = 0; i < std::min(curve.x.size(), curve.y.size()); ++i)
        if (x_.shows(curve.x[i]) && y_.shows(curve.y[i]))
        {
          const double px = x_.place(curve.x[i]), py = y_.place(curve.y[i]);
          count += px > x && px < x + box_width && py > y && py < y + box_height ? 1. : 0.;
        }
    return count;
  }

  const Plot &plot_;
  double top_, height_;
  PlotScale x_, y_;
  std::string text_;
};

} // namespace

std::string svg(const Plot &plot)
{
  return Drawing(plot).text();
}

} // namespace kelvolt

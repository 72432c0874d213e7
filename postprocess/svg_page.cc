#include "vector_page.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{
namespace
{

std::string hex(const Colour &colour)
{
  std::string text = "#";
  for (const double channel : colour)
    text += fmt::format("{:02x}", static_cast<int>(std::lround(255. * channel)));
  return text;
}

std::string escaped(const std::string &text)
{
  std::string result;
  for (const char c : text)
    if (c == '<')
      result += "&lt;";
    else if (c == '&')
      result += "&amp;";
    else
      result += c;
  return result;
}

const char *anchor(Align align)
{
  switch (align)
  {
  case Align::left:
    return "start";
  case Align::centre:
    return "middle";
  case Align::right:
    return "end";
  }
  return "";
}

/// As long as in the font of the picture, whatever font the reader has.
std::string element(const DrawnText &text)
{
  return fmt::format(
      "<text transform=\"translate({:.2f} {:.2f}){}\" y=\"{:.2f}\" font-size=\"{:.2f}\" "
      "text-anchor=\"{}\" textLength=\"{:.2f}\" lengthAdjust=\"spacingAndGlyphs\" "
      "fill=\"{}\"{}>{}</text>\n",
      text.at.x,
      -text.at.y,
      text.style.upright ? " rotate(-90)" : "",
      0.35 * text.style.size,
      text.style.size,
      anchor(text.style.align),
      text.width,
      hex(text.style.colour),
      text.style.bold ? " font-weight=\"bold\"" : "",
      escaped(text.text));
}

std::string element(const DrawnPath &path)
{
  std::string data;
  for (const Pixel &p : path.points)
    data += fmt::format("{}{:.2f} {:.2f}", data.empty() ? "M" : "L", p.x, -p.y);
  const std::string style =
      path.line_width > 0.
          ? fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2f}\"",
                        hex(path.colour),
                        path.line_width)
          : fmt::format("fill=\"{}\"", hex(path.colour));
  return fmt::format("<path d=\"{}\" {}/>\n", data, style);
}

} // namespace

std::string svg_page(const std::vector<Drawn> &drawn, double width, double height)
{
  std::string elements;
  for (const Drawn &one : drawn)
    elements += std::visit([](const auto &shape) { return element(shape); }, one);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
      "viewBox=\"0 {2} {0} {1}\" font-family=\"Helvetica, Arial, sans-serif\">\n"
      "<rect y=\"{2}\" width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n{3}</svg>\n",
      width,
      height,
      -height,
      elements);
}

} // namespace kelvolt

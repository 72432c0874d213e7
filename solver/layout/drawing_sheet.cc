#include "drawing_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kelvolt
{

namespace
{

constexpr double margin = 20., caption = 52.;
constexpr std::size_t panels_in_row = 3;

} // namespace

DrawingSheet::DrawingSheet(std::size_t n_panels, double panel_height)
    : n_panels_(n_panels), height_(panel_height + caption + margin)
{
}

std::string DrawingSheet::head() const
{
  const std::size_t columns = std::min(panels_in_row, n_panels_);
  const std::size_t rows = (n_panels_ + columns - 1) / columns;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.0f}\" height=\"{:.0f}\" "
      "font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" "
      "fill=\"white\"/>\n",
      margin + static_cast<double>(columns) * (panel_width + margin),
      margin + static_cast<double>(rows) * height_);
}

DrawingPlace DrawingSheet::place(std::size_t panel) const
{
  const std::size_t columns = std::min(panels_in_row, n_panels_);
  const std::size_t column = panel % columns, row = panel / columns;
  return {margin + static_cast<double>(column) * (panel_width + margin),
          margin + static_cast<double>(row) * height_ + caption};
}

std::string part_colour(int part)
{
  constexpr double golden_angle = 137.508;
  return fmt::format(
      "hsl({:.0f},55%,{}%)", std::fmod(golden_angle * part, 360.), part % 2 == 0 ? 72 : 62);
}

std::string text_at(double x, double y, const std::string &text)
{
  return fmt::format("<text x=\"{:.3f}\" y=\"{:.3f}\">{}</text>\n", x, y, text);
}

std::string layer_caption(const Case &input,
                          const std::set<int> &parts,
                          const Interval &z,
                          const DrawingPlace &place)
{
  constexpr double mm = 1e3, line_height = 13., rise = 36.;
  constexpr std::size_t longest_line = 54, most_lines = 2;
  std::vector<std::string> lines{""};
  std::size_t length = 0, left = parts.size();
  for (const int part : parts)
  {
    const std::string &name = input.parts[part].name;
    if (length > 0 && length + name.size() > longest_line)
    {
      if (lines.size() == most_lines)
        break;
      lines.emplace_back();
      length = 0;
    }
    lines.back() +=
        fmt::format("<tspan fill=\"{}\">&#9632;</tspan> {} ", part_colour(part), name);
    length += name.size() + 3;
    --left;
  }
  if (left > 0)
    lines.back() += fmt::format("and {} more", left);
  double y = place.top - rise;
  std::string text = text_at(
      place.left, y, fmt::format("z = {:.6g} to {:.6g} mm", mm * z.lower, mm * z.upper));
  for (const std::string &line : lines)
    text += text_at(place.left, y += line_height, line);
  return text;
}

} // namespace kelvolt

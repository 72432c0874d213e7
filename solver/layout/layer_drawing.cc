#include "layer_drawing.h"

#include "drawing_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace kelvolt
{

namespace
{

/// Slabs of cells that have the same parts everywhere.
struct Layer
{
  int first = 0, end = 0;
};

bool look_alike(const PartLayout &layout, int a, int b)
{
  const std::size_t n = static_cast<std::size_t>(layout.cells(0)) * layout.cells(1);
  const auto begin = layout.part.begin();
  return std::equal(begin + static_cast<std::ptrdiff_t>(a * n),
                    begin + static_cast<std::ptrdiff_t>((a + 1) * n),
                    begin + static_cast<std::ptrdiff_t>(b * n));
}

std::vector<Layer> layers_of(const PartLayout &layout)
{
  std::vector<Layer> layers;
  for (int k = 0; k < layout.cells(2); ++k)
    if (layers.empty() || !look_alike(layout, k - 1, k))
      layers.push_back({k, k + 1});
    else
      ++layers.back().end;
  return layers;
}

class Panel
{
public:
  Panel(const PartLayout &layout, const DrawingPlace &place)
      : layout_(layout), left_(place.left), top_(place.top),
        scale_(panel_width / (layout.planes[0].back() - layout.planes[0].front()))
  {
  }

  static double height(const PartLayout &layout)
  {
    return panel_width * (layout.planes[1].back() - layout.planes[1].front()) /
           (layout.planes[0].back() - layout.planes[0].front());
  }

  double x(double value) const
  {
    return left_ + scale_ * (value - layout_.planes[0].front());
  }
  double y(double value) const
  {
    return top_ + scale_ * (layout_.planes[1].back() - value);
  }

  std::string rectangle(const Rectangle &one, const std::string &style) const
  {
    return fmt::format(
        "<rect x=\"{:.3f}\" y=\"{:.3f}\" width=\"{:.3f}\" height=\"{:.3f}\" {}/>\n",
        x(one[0].lower),
        y(one[1].upper),
        scale_ * (one[0].upper - one[0].lower),
        scale_ * (one[1].upper - one[1].lower),
        style);
  }

  /// Rows of equal cells, joined upwards where they have equal ends.
  std::string areas(int k) const
  {
    std::string text;
    std::map<std::array<int, 3>, int> open; // begin, end and part: first row
    for (int j = 0; j <= layout_.cells(1); ++j)
    {
      std::map<std::array<int, 3>, int> rows;
      for (int i = 0, end = 0; j < layout_.cells(1) && i < layout_.cells(0); i = end)
      {
        const int part = layout_.part_at(i, j, k);
        for (end = i; end < layout_.cells(0) && layout_.part_at(end, j, k) == part;)
          ++end;
        const auto before = open.find({i, end, part});
        if (part != void_part)
          rows[{i, end, part}] = before == open.end() ? j : before->second;
      }
      for (const auto &[row, from] : open)
        if (rows.count(row) == 0 || rows.at(row) != from)
          text += rectangle({Interval{layout_.planes[0][row[0]], layout_.planes[0][row[1]]},
                             {layout_.planes[1][from], layout_.planes[1][j]}},
                            fmt::format("fill=\"{}\"", part_colour(row[2])));
      open = std::move(rows);
    }
    return text;
  }

  /// The lines between different parts, along x or along y.
  std::string outlines(int k, int along) const
  {
    std::string path;
    const int across = 1 - along;
    for (int p = 0; p <= layout_.cells(across); ++p)
      for (int i = 0, end = 0; i < layout_.cells(along); i = end)
      {
        for (end = i; end < layout_.cells(along) && is_edge(k, along, end, p);)
          ++end;
        if (end > i)
          path += line(along, i, end, p);
        else
          ++end;
      }
    return path;
  }

private:
  bool is_edge(int k, int along, int i, int plane) const
  {
    CellPosition above{}, below{};
    above[along] = below[along] = i;
    above[1 - along] = plane;
    below[1 - along] = plane - 1;
    above[2] = below[2] = k;
    return layout_.part_at(above) != layout_.part_at(below);
  }

  std::string line(int along, int begin, int end, int plane) const
  {
    const double from = layout_.planes[along][begin], to = layout_.planes[along][end],
                 at = layout_.planes[1 - along][plane];
    return along == 0 ? fmt::format("M{:.3f} {:.3f}H{:.3f}", x(from), y(at), x(to))
                      : fmt::format("M{:.3f} {:.3f}V{:.3f}", x(at), y(from), y(to));
  }

  const PartLayout &layout_;
  double left_, top_, scale_;
};

std::string caption_of(const Case &input,
                       const PartLayout &layout,
                       const Layer &layer,
                       const DrawingPlace &place)
{
  std::set<int> parts;
  for (int j = 0; j < layout.cells(1); ++j)
    for (int i = 0; i < layout.cells(0); ++i)
      parts.insert(layout.part_at(i, j, layer.first));
  parts.erase(void_part);
  return layer_caption(
      input, parts, {layout.planes[2][layer.first], layout.planes[2][layer.end]}, place);
}

/// The patches on bottoms and tops that faces of this layer belong to.
std::vector<const PatchArea *>
patches_in(const PartLayout &layout,
           const std::map<PartSide, std::vector<LayoutFace>> &faces,
           const Layer &layer)
{
  std::vector<const PatchArea *> result;
  for (const auto &[side, list] : faces)
    if (std::any_of(list.begin(),
                    list.end(),
                    [&](const LayoutFace &face)
                    { return face.cell[2] >= layer.first && face.cell[2] < layer.end; }))
      result.push_back(&layout.patches[side.patch]);
  return result;
}

std::map<PartSide, std::vector<LayoutFace>> faces_of_patches(const PartLayout &layout)
{
  std::vector<PartSide> sides;
  for (std::size_t i = 0; i < layout.patches.size(); ++i)
    if (layout.patches[i].part != void_part && axis_of(layout.patches[i].side) == 2)
      sides.push_back(
          {layout.patches[i].part, layout.patches[i].side, static_cast<int>(i)});
  return faces_of_surfaces(layout, sides);
}

} // namespace

std::string layer_drawing(const Case &input, const PartLayout &layout)
{
  const std::vector<Layer> layers = layers_of(layout);
  const auto faces = faces_of_patches(layout);
  const DrawingSheet sheet(layers.size(), Panel::height(layout));
  std::string text = sheet.head();
  for (std::size_t n = 0; n < layers.size(); ++n)
  {
    const Layer &layer = layers[n];
    const DrawingPlace place = sheet.place(n);
    const Panel panel(layout, place);
    text += "<g>\n" + caption_of(input, layout, layer, place) + panel.areas(layer.first) +
            fmt::format("<path d=\"{}{}\" stroke=\"black\" stroke-width=\"0.7\" "
                        "fill=\"none\"/>\n",
                        panel.outlines(layer.first, 0),
                        panel.outlines(layer.first, 1));
    for (const PatchArea *const patch : patches_in(layout, faces, layer))
      for (const Rectangle &one : patch->rectangles)
        text +=
            panel.rectangle(one, "fill=\"none\" stroke=\"red\" stroke-dasharray=\"4 2\"") +
            text_at(panel.x(one[0].lower) + 2., panel.y(one[1].lower) - 2., patch->name);
    text += "</g>\n";
  }
  return text + "</svg>\n";
}

} // namespace kelvolt

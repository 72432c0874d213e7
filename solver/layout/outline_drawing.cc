#include "outline_drawing.h"

#include "case/part_extent.h"
#include "drawing_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kelvolt
{

namespace
{

/// Between two heights the same parts everywhere.
struct Layer
{
  Interval z;
  std::set<int> parts;
};

bool is_at(const Interval &extent, double z)
{
  return extent.lower <= z && z <= extent.upper;
}

std::vector<Layer> layers_of(const Case &input)
{
  std::vector<double> planes;
  for (const Part &part : input.parts)
  {
    if (part.prism)
      planes.insert(planes.end(), {part.prism->z.lower, part.prism->z.upper});
    for (const Box &box : part.boxes)
      planes.insert(planes.end(), {box.extent[2].lower, box.extent[2].upper});
  }
  std::sort(planes.begin(), planes.end());
  const double least = 1e-9 * (planes.back() - planes.front());
  std::vector<Layer> layers;
  for (std::size_t k = 0; k + 1 < planes.size(); ++k)
  {
    if (planes[k + 1] - planes[k] <= least)
      continue;
    const double middle = 0.5 * (planes[k] + planes[k + 1]);
    std::set<int> parts;
    for (std::size_t p = 0; p < input.parts.size(); ++p)
      if (is_at(bounding_box(input.parts[p]).extent[2], middle))
        parts.insert(static_cast<int>(p));
    if (!layers.empty() && layers.back().parts == parts)
      layers.back().z.upper = planes[k + 1];
    else
      layers.push_back({{planes[k], planes[k + 1]}, parts});
  }
  return layers;
}

PlaneBox extent_of(const Case &input)
{
  PlaneBox result;
  for (const Part &part : input.parts)
  {
    const Box box = bounding_box(part);
    result.include(PlanePoint{box.extent[0].lower, box.extent[1].lower});
    result.include(PlanePoint{box.extent[0].upper, box.extent[1].upper});
  }
  return result;
}

Ring ring_of(const Rectangle &one)
{
  return {{{one[0].lower, one[1].lower}},
          {{one[0].upper, one[1].lower}},
          {{one[0].upper, one[1].upper}},
          {{one[0].lower, one[1].upper}}};
}

/// Whether the side that the patch lies on is an end of the layer.
bool is_in(const Patch &patch, const Case &input, const Layer &layer)
{
  const auto part =
      std::find_if(input.parts.begin(),
                   input.parts.end(),
                   [&](const Part &one) { return one.name == patch.on.part; });
  if (part == input.parts.end() || !patch.has_own_area())
    return false;
  const Interval z = bounding_box(*part).extent[2];
  const double near = 1e-6 * (layer.z.upper - layer.z.lower);
  return (patch.on.side == Side::top && std::abs(z.upper - layer.z.upper) < near) ||
         (patch.on.side == Side::bottom && std::abs(z.lower - layer.z.lower) < near);
}

class Panel
{
public:
  Panel(const PlaneBox &extent, const DrawingPlace &place)
      : extent_(extent), place_(place), scale_(panel_width / extent.width(0))
  {
  }

  static double height(const PlaneBox &extent)
  {
    return panel_width * extent.width(1) / extent.width(0);
  }

  /// Dashed, with its name at its lower left.
  std::string patch(const Patch &patch) const
  {
    Outline outline;
    if (patch.outline)
      outline = *patch.outline;
    for (const Rectangle &one : patch.rectangles)
      outline.rings.push_back(ring_of(one));
    std::string path;
    for (const std::vector<Ring> *const list : {&outline.rings, &outline.holes})
      for (const Ring &ring : *list)
        path += line(ring);
    const PlaneBox box = bounding_box(outline);
    return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"red\" "
                       "stroke-dasharray=\"4 2\"/>\n",
                       path) +
           text_at(place_.left + scale_ * (box.lower[0] - extent_.lower[0]) + 2.,
                   place_.top + scale_ * (extent_.upper[1] - box.lower[1]) - 2.,
                   patch.name);
  }

  std::string shape(const Part &part, int index, double z) const
  {
    std::string path;
    if (part.prism)
      for (const std::vector<Ring> *const list :
           {&part.prism->outline.rings, &part.prism->outline.holes})
        for (const Ring &ring : *list)
          path += line(ring);
    for (const Box &box : part.boxes)
      if (is_at(box.extent[2], z))
        path += line(ring_of({box.extent[0], box.extent[1]}));
    // Of the boxes of a part the union counts; of rings, all but the holes.
    return fmt::format("<path d=\"{}\" fill=\"{}\" fill-rule=\"{}\" stroke=\"black\" "
                       "stroke-width=\"0.7\"/>\n",
                       path,
                       part_colour(index),
                       part.prism ? "evenodd" : "nonzero");
  }

private:
  std::string point(const PlanePoint &at) const
  {
    return fmt::format("{:.3f} {:.3f}",
                       place_.left + scale_ * (at[0] - extent_.lower[0]),
                       place_.top + scale_ * (extent_.upper[1] - at[1]));
  }

  std::string line(const Ring &ring) const
  {
    std::string text = "M" + point(ring[0].at);
    for (const PlaneCurve &edge : edges_of(ring))
    {
      if (edge.is_straight())
      {
        text += "L" + point(edge.to);
        continue;
      }
      const double r = scale_ * edge.radius();
      // Up is down in the picture: anticlockwise becomes the direction of the lower flag.
      text += fmt::format("A{:.3f} {:.3f} 0 {} {} {}",
                          r,
                          r,
                          std::abs(edge.bulge) > 1. ? 1 : 0,
                          edge.bulge > 0. ? 0 : 1,
                          point(edge.to));
    }
    return text + "Z";
  }

  PlaneBox extent_;
  DrawingPlace place_;
  double scale_;
};

} // namespace

std::string outline_drawing(const Case &input)
{
  const std::vector<Layer> layers = layers_of(input);
  const PlaneBox extent = extent_of(input);
  const DrawingSheet sheet(layers.size(), Panel::height(extent));
  std::string text = sheet.head();
  for (std::size_t n = 0; n < layers.size(); ++n)
  {
    const Layer &layer = layers[n];
    const DrawingPlace place = sheet.place(n);
    const Panel panel(extent, place);
    text += "<g>\n" + layer_caption(input, layer.parts, layer.z, place);
    for (const int part : layer.parts)
      text += panel.shape(input.parts[part], part, 0.5 * (layer.z.lower + layer.z.upper));
    for (const Patch &patch : input.patches)
      if (is_in(patch, input, layer))
        text += panel.patch(patch);
    text += "</g>\n";
  }
  return text + "</svg>\n";
}

} // namespace kelvolt

#include "outline_drawing.h"

#include "case/part_extent.h"
#include "drawing_sheet.h"

#include <fmt/format.h>

#include <algorithm>
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
        path += line({{{box.extent[0].lower, box.extent[1].lower}},
                      {{box.extent[0].upper, box.extent[1].lower}},
                      {{box.extent[0].upper, box.extent[1].upper}},
                      {{box.extent[0].lower, box.extent[1].upper}}});
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
    text += "</g>\n";
  }
  return text + "</svg>\n";
}

} // namespace kelvolt

#include "section_panel.h"

#include "hotspot_marker.h"

#include <fmt/format.h>
#include <vtkCellData.h>
#include <vtkPointData.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

SectionAxes axes_across(int normal)
{
  switch (normal)
  {
  case 0:
    return {1, 2, 0};
  case 1:
    return {0, 2, 1};
  default:
    return {0, 1, 2};
  }
}

/// From the viewer into the picture, so that x (y where x is the normal) grows to the
/// right.
Vector3 direction_into(int normal)
{
  switch (normal)
  {
  case 0:
    return {{-1., 0., 0.}};
  case 1:
    return {{0., 1., 0.}};
  default:
    return {{0., 0., -1.}};
  }
}

SectionPlane default_plane(const Result &result, const Bounds &box)
{
  constexpr double clearly = 1.01;
  const int normal = clearly * (box[1] - box[0]) >= box[3] - box[2] ? 1 : 0;
  return {normal, result.hotspot.position[normal]};
}

/// The hottest corner of the faces.
Hotspot hottest_of(const Result &result, const LagrangeField &field, const Facets &faces)
{
  Hotspot hottest;
  hottest.unit = result.hotspot.unit;
  hottest.temperature = -1e300;
  for (const Facet &facet : faces)
    for (const FacetCorner &corner : facet.corners)
    {
      const double value = field.value(facet.element, corner.reference);
      if (value > hottest.temperature)
      {
        hottest.temperature = value;
        hottest.position = corner.place;
        hottest.part = result.part_names[facet.part];
      }
    }
  return hottest;
}

/// The window as it will be seen: of the rectangle's shape at this exaggeration.
Bounds filling(Bounds window, const SectionAxes &axes, const ImageBox &area, double stretch)
{
  double &left = window[lower_end(axes.across)];
  double &right = window[lower_end(axes.across) + 1];
  double &bottom = window[lower_end(axes.up)];
  double &top = window[lower_end(axes.up) + 1];
  const double aspect = area.width() / area.height();
  const double width = right - left;
  const double height = stretch * (top - bottom);
  if (height * aspect > width)
  {
    const double more = 0.5 * (height * aspect - width);
    left -= more;
    right += more;
  }
  else
  {
    const double more = 0.5 * (width / aspect - height) / stretch;
    bottom -= more;
    top += more;
  }
  return window;
}

} // namespace

Section section_of_result(const Result &result,
                          const LagrangeField &field,
                          const std::optional<SectionPlane> &plane)
{
  const Bounds box = bounds_of(*result.grid);
  const SectionPlane wanted = plane.value_or(default_plane(result, box));
  const double lower = box[lower_end(wanted.axis)];
  const double upper = box[lower_end(wanted.axis) + 1];
  Section section;
  section.axes = axes_across(wanted.axis);
  // Off the faces between cells, where a plane cuts both neighbours or neither; to the
  // other side if there is air.
  const double nudge =
      (2. * wanted.position > lower + upper ? -1.7e-5 : 1.7e-5) * (upper - lower);
  for (const double aside : {nudge, -nudge})
    if (section.faces.empty())
    {
      section.position = wanted.position + aside;
      section.faces = section_facets(*result.grid, field, wanted.axis, section.position);
    }
  if (section.faces.empty())
    throw std::runtime_error(fmt::format(
        "The section cannot be drawn: there is nothing at {} = {:.6g} mm but layers "
        "thinner than {:.2g} mm. Give another place with --section.",
        "xyz"[wanted.axis],
        wanted.position,
        std::abs(nudge)));
  Vector3 origin{}, normal{};
  origin[wanted.axis] = section.position;
  normal[wanted.axis] = 1.;
  section.borders = part_borders(*section_of(*result.grid, origin, normal));
  section.hottest = plane ? hottest_of(result, field, section.faces) : result.hotspot;
  return section;
}

Bounds enlarged(Bounds window, int axis, double factor)
{
  const double more =
      0.5 * (factor - 1.) * (window[lower_end(axis) + 1] - window[lower_end(axis)]);
  window[lower_end(axis)] -= more;
  window[lower_end(axis) + 1] += more;
  return window;
}

SectionPanel::SectionPanel(Picture &picture,
                           const Section &section,
                           const vtkSmartPointer<vtkPolyData> &faces,
                           const ColourScale &scale,
                           const PanelView &view)
    : picture_(picture), scene_(picture, view.area), axes_(section.axes),
      stretch_(view.stretch),
      seen_(filling(view.window, section.axes, view.area, view.stretch))
{
  scene_.add_surface(*stretched(*faces, stretch_), temperature_array, scale);
  scene_.add_lines(*stretched(*section.borders, stretch_), 1.1 * picture.unit());
  Bounds drawn = seen_;
  drawn[lower_end(axes_.normal)] = drawn[lower_end(axes_.normal) + 1] = section.position;
  drawn[4] *= stretch_;
  drawn[5] *= stretch_;
  Vector3 up{};
  up[axes_.up] = 1.;
  scene_.look(direction_into(axes_.normal), up, drawn, 0.);
}

Pixel SectionPanel::project(Vector3 place) const
{
  place[2] *= stretch_;
  return scene_.project(place);
}

void SectionPanel::annotate(const std::vector<PartAnchor> &anchors,
                            const std::vector<std::string> &names,
                            const Hotspot &hottest,
                            const std::string &tag,
                            const Leaders &kept_clear)
{
  const ImageBox &box = area();
  Leaders leaders = draw_part_labels(
      picture_,
      {{{box.left, box.bottom, box.top, upright_numbers(picture_, box, axes_, seen_)},
        {box.right, box.bottom, box.top, {}}}},
      anchors,
      names);
  leaders.insert(leaders.end(), kept_clear.begin(), kept_clear.end());
  picture_.canvas().frame(box, dark_grey, 1. * picture_.unit());
  draw_section_axes(picture_, box, axes_, seen_);
  const Pixel at = project(hottest.position);
  if (box.contains(at))
    draw_hotspot(picture_,
                 box,
                 at,
                 tag,
                 leaders,
                 [&](const Pixel &pixel) { return scene_.share_of_scale(pixel); });
}

} // namespace kelvolt

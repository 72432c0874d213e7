#include "axes.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "part_labels.h"
#include "scene.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkPointData.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

constexpr const char *axis_letters[] = {"x", "y", "z"};

/// The section and how to look at it.
struct Section
{
  int across = 0;                     ///< axis to the right, 0 = x, 1 = y
  int normal = 1;                     ///< axis into the picture
  double position = 0.;               ///< of the plane along the normal [mm]
  vtkSmartPointer<vtkPolyData> faces; ///< real coordinates
  vtkSmartPointer<vtkPolyData> borders;
};

Section section_through(const Result &result)
{
  const Bounds box = bounds_of(*result.grid);
  Section section;
  constexpr double clearly = 1.01;
  section.across = clearly * (box[1] - box[0]) >= box[3] - box[2] ? 0 : 1;
  section.normal = 1 - section.across;
  const double lower = box[2 * section.normal];
  const double upper = box[2 * section.normal + 1];
  // Off the faces between cells, where a plane cuts both neighbours or neither.
  const double nudge = 1.7e-5 * (upper - lower);
  const double wanted = result.hotspot.position[section.normal];
  section.position = wanted + (2. * wanted > lower + upper ? -nudge : nudge);
  std::array<double, 3> origin{{0., 0., 0.}};
  std::array<double, 3> normal{{0., 0., 0.}};
  origin[section.normal] = section.position;
  normal[section.normal] = 1.;
  section.faces = section_of(*result.grid, origin, normal);
  section.borders = part_borders(*section.faces);
  return section;
}

vtkSmartPointer<vtkPolyData> stretched_copy(vtkPolyData &data, double factor)
{
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToDouble();
  points->DeepCopy(data.GetPoints());
  for (vtkIdType i = 0; i < points->GetNumberOfPoints(); ++i)
  {
    double x[3];
    points->GetPoint(i, x);
    points->SetPoint(i, x[0], x[1], factor * x[2]);
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->ShallowCopy(&data);
  result->SetPoints(points);
  return result;
}

/// The window as it will be seen: of the rectangle's shape at this exaggeration.
Bounds filling(Bounds window, const Section &section, const Rectangle &area, double stretch)
{
  double &left = window[2 * section.across];
  double &right = window[2 * section.across + 1];
  const double aspect = area.width() / area.height();
  const double width = right - left;
  const double height = stretch * (window[5] - window[4]);
  if (height * aspect > width)
  {
    const double more = 0.5 * (height * aspect - width);
    left -= more;
    right += more;
  }
  else
  {
    const double more = 0.5 * (width / aspect - height) / stretch;
    window[4] -= more;
    window[5] += more;
  }
  return window;
}

/// Draws what of the section lies in the window; returns the bounds that fill the area.
Bounds draw_panel(const Result &result,
                  const Section &section,
                  const ColourScale &scale,
                  const Rectangle &area,
                  const Bounds &window,
                  double stretch,
                  Picture &picture)
{
  const Bounds seen = filling(window, section, area, stretch);
  Bounds drawn = seen;
  drawn[2 * section.normal] = drawn[2 * section.normal + 1] = section.position;
  drawn[4] *= stretch;
  drawn[5] *= stretch;
  Scene scene(picture, area);
  scene.add_surface(*stretched_copy(*section.faces, stretch), temperature_array, scale);
  scene.add_lines(*stretched_copy(*section.borders, stretch), 1.1 * picture.unit());
  // Across the picture to the right, z upward.
  const Vector3 direction =
      section.across == 0 ? Vector3{{0., 1., 0.}} : Vector3{{-1., 0., 0.}};
  scene.look(direction, {{0., 0., 1.}}, drawn, 0.);
  draw_part_labels(picture, area, part_anchors(scene.part_image()), result.part_names);
  picture.canvas().frame(area, dark_grey, 1. * picture.unit());
  draw_section_axes(picture, area, section.across, seen);
  Vector3 hottest = result.hotspot.position;
  hottest[2] *= stretch;
  draw_hotspot(
      picture, area, scene.project(hottest), temperature_text(result.hotspot.temperature));
  return seen;
}

Bounds enlarged(Bounds window, int axis, double factor)
{
  const double more = 0.5 * (factor - 1.) * (window[2 * axis + 1] - window[2 * axis]);
  window[2 * axis] -= more;
  window[2 * axis + 1] += more;
  return window;
}

/// What surrounds the hottest part, a few times its size and within the package; absent if
/// that is about the package itself.
std::optional<Bounds> detail_window(const Result &result, const Section &section)
{
  constexpr double times_width = 1.6;
  constexpr double times_height = 16.;
  constexpr double about_all = 0.6;
  const auto name =
      std::find(result.part_names.begin(), result.part_names.end(), result.hotspot.part);
  if (name == result.part_names.end())
    return {};
  const auto part =
      cells_of(*result.grid, {static_cast<int>(name - result.part_names.begin())});
  const Bounds box = bounds_of(*result.grid);
  Bounds window =
      enlarged(enlarged(bounds_of(*part), section.across, times_width), 2, times_height);
  bool nearly_all = true;
  for (const int d : {section.across, 2})
  {
    window[2 * d] = std::max(window[2 * d], box[2 * d]);
    window[2 * d + 1] = std::min(window[2 * d + 1], box[2 * d + 1]);
    nearly_all = nearly_all && window[2 * d + 1] - window[2 * d] >
                                   about_all * (box[2 * d + 1] - box[2 * d]);
  }
  if (nearly_all)
    return {};
  return window;
}

double
filling_exaggeration(const Bounds &window, const Section &section, const Rectangle &area)
{
  return round_exaggeration(window[2 * section.across + 1] - window[2 * section.across],
                            window[5] - window[4],
                            area.height() / area.width());
}

} // namespace

void draw_cut(const Result &result, const ViewOptions &options, Picture &picture)
{
  const double u = picture.unit();
  const Section section = section_through(result);
  double range[2];
  result.grid->GetPointData()->GetArray(temperature_array)->GetFiniteRange(range);
  const ColourScale scale(range[0], range[1], ColourMap::plasma);

  constexpr double rim = 1.04;
  const Bounds whole =
      enlarged(enlarged(bounds_of(*result.grid), section.across, rim), 2, rim);
  const std::optional<Bounds> detail = detail_window(result, section);
  Rectangle area = drawing_area(picture);
  area.left += 45. * u; // room for the numbers of the upright axis
  area.bottom += 45. * u;
  const double gap = 80. * u;
  Rectangle upper = area;
  if (detail)
    upper.bottom = area.bottom + 0.5 * (area.height() + gap);
  const double stretch =
      options.exaggeration.value_or(filling_exaggeration(whole, section, upper));
  const Bounds seen = draw_panel(result, section, scale, upper, whole, stretch, picture);
  std::string footer = exaggeration_text(stretch);
  if (detail)
  {
    Rectangle lower = area;
    lower.top = area.bottom + 0.5 * (area.height() - gap);
    const double detail_stretch =
        options.exaggeration.value_or(filling_exaggeration(*detail, section, lower));
    const Bounds window =
        draw_panel(result, section, scale, lower, *detail, detail_stretch, picture);
    const auto place = [&](double across, double z) -> Pixel
    {
      const int a = 2 * section.across;
      return {upper.left + (across - seen[a]) / (seen[a + 1] - seen[a]) * upper.width(),
              upper.bottom + (z - seen[4]) / (seen[5] - seen[4]) * upper.height()};
    };
    const Pixel low = place(window[2 * section.across], window[4]);
    const Pixel high = place(window[2 * section.across + 1], window[5]);
    picture.canvas().frame(
        {low.x - 2. * u, low.y - 2. * u, high.x + 2. * u, high.y + 2. * u}, white, 1.5 * u);
    footer =
        fmt::format("Above: {}. Below: detail around the hottest part (white frame), {}.",
                    footer,
                    exaggeration_text(detail_stretch));
  }
  else
    footer += ".";
  draw_header(picture,
              result.title,
              fmt::format("Temperature in the section {} = {:.3f} mm; {}",
                          axis_letters[section.normal],
                          result.hotspot.position[section.normal],
                          hotspot_text(result.hotspot)));
  draw_legend(picture, scale, "Temperature [°C]");
  draw_footer(picture, footer);
}

} // namespace kelvolt

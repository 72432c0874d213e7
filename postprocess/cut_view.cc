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
#include <utility>

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
  const double lower = box[lower_end(section.normal)];
  const double upper = box[lower_end(section.normal) + 1];
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
Bounds filling(Bounds window, const Section &section, const ImageBox &area, double stretch)
{
  double &left = window[lower_end(section.across)];
  double &right = window[lower_end(section.across) + 1];
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

/// One view of the section.
class Panel
{
public:
  Panel(Picture &picture,
        const Section &section,
        const ColourScale &scale,
        const ImageBox &area,
        const Bounds &window,
        double stretch)
      : picture_(picture), scene_(picture, area), across_(section.across),
        stretch_(stretch), seen_(filling(window, section, area, stretch))
  {
    scene_.add_surface(*stretched_copy(*section.faces, stretch), temperature_array, scale);
    scene_.add_lines(*stretched_copy(*section.borders, stretch), 1.1 * picture.unit());
    Bounds drawn = seen_;
    drawn[lower_end(section.normal)] = drawn[lower_end(section.normal) + 1] =
        section.position;
    drawn[4] *= stretch;
    drawn[5] *= stretch;
    const Vector3 into =
        section.across == 0 ? Vector3{{0., 1., 0.}} : Vector3{{-1., 0., 0.}};
    scene_.look(into, {{0., 0., 1.}}, drawn, 0.);
  }

  std::vector<PartAnchor> anchors()
  {
    return part_anchors(scene_.part_image());
  }

  const ImageBox &area() const
  {
    return scene_.area();
  }

  /// Real coordinates of what is seen.
  const Bounds &seen() const
  {
    return seen_;
  }

  Pixel project(Vector3 place) const
  {
    place[2] *= stretch_;
    return scene_.project(place);
  }

  /// Everything but the colours.
  void annotate(const Result &result, const std::vector<PartAnchor> &anchors)
  {
    draw_part_labels(picture_, scene_.area(), anchors, result.part_names);
    picture_.canvas().frame(scene_.area(), dark_grey, 1. * picture_.unit());
    draw_section_axes(picture_, scene_.area(), across_, seen_);
    draw_hotspot(picture_,
                 scene_.area(),
                 project(result.hotspot.position),
                 temperature_text(result.hotspot.temperature, result.hotspot.unit));
  }

private:
  Picture &picture_;
  Scene scene_;
  int across_;
  double stretch_;
  Bounds seen_;
};

/// Those that the detail does not show larger.
std::vector<PartAnchor> better_seen_here(const std::vector<PartAnchor> &here,
                                         const std::vector<PartAnchor> &detail)
{
  std::vector<PartAnchor> kept;
  for (const PartAnchor &anchor : here)
  {
    const bool larger_there =
        std::any_of(detail.begin(),
                    detail.end(),
                    [&](const PartAnchor &other) {
                      return other.part == anchor.part && other.n_pixels > anchor.n_pixels;
                    });
    if (!larger_there)
      kept.push_back(anchor);
  }
  return kept;
}

Bounds enlarged(Bounds window, int axis, double factor)
{
  const double more =
      0.5 * (factor - 1.) * (window[lower_end(axis) + 1] - window[lower_end(axis)]);
  window[lower_end(axis)] -= more;
  window[lower_end(axis) + 1] += more;
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
    window[lower_end(d)] = std::max(window[lower_end(d)], box[lower_end(d)]);
    window[lower_end(d) + 1] = std::min(window[lower_end(d) + 1], box[lower_end(d) + 1]);
    nearly_all = nearly_all && window[lower_end(d) + 1] - window[lower_end(d)] >
                                   about_all * (box[lower_end(d) + 1] - box[lower_end(d)]);
  }
  if (nearly_all)
    return {};
  return window;
}

/// Shows in the panel what the detail below it enlarges.
void draw_window_frame(Picture &picture,
                       const Panel &panel,
                       const Bounds &window,
                       const ImageBox &detail)
{
  const double u = picture.unit(), rim = 2. * u;
  const Pixel low = panel.project({{window[0], window[2], window[4]}});
  const Pixel high = panel.project({{window[1], window[3], window[5]}});
  const ImageBox &area = panel.area();
  const ImageBox frame{std::max(low.x - rim, area.left),
                       std::max(low.y - rim, area.bottom),
                       std::min(high.x + rim, area.right),
                       std::min(high.y + rim, area.top)};
  Canvas &canvas = picture.canvas();
  for (const auto &[colour, width] : {std::pair(white, 4.), std::pair(dark_grey, 1.2)})
  {
    canvas.line({{frame.left, frame.bottom}, {detail.left, detail.top}}, colour, width * u);
    canvas.line(
        {{frame.right, frame.bottom}, {detail.right, detail.top}}, colour, width * u);
    canvas.frame(frame, colour, width * u);
  }
}

double
filling_exaggeration(const Bounds &window, const Section &section, const ImageBox &area)
{
  return round_exaggeration(window[lower_end(section.across) + 1] -
                                window[lower_end(section.across)],
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
  const ColourScale scale = ColourScale::even(range[0], range[1], ColourMap::plasma);

  constexpr double rim = 1.04;
  const Bounds whole =
      enlarged(enlarged(bounds_of(*result.grid), section.across, rim), 2, rim);
  const std::optional<Bounds> detail = detail_window(result, section);
  ImageBox area = drawing_area(picture);
  area.left += 60. * u; // room for the numbers of the upright axis
  area.bottom += 45. * u;
  const double gap = 80. * u;
  ImageBox upper = area;
  if (detail)
    upper.bottom = area.bottom + 0.5 * (area.height() + gap);
  const double stretch =
      options.exaggeration.value_or(filling_exaggeration(whole, section, upper));
  Panel panel(picture, section, scale, upper, whole, stretch);
  std::vector<PartAnchor> anchors = panel.anchors();
  std::string footer = exaggeration_text(stretch) + ".";
  if (detail)
  {
    ImageBox lower = area;
    lower.top = area.bottom + 0.5 * (area.height() - gap);
    const double detail_stretch =
        options.exaggeration.value_or(filling_exaggeration(*detail, section, lower));
    Panel enlargement(picture, section, scale, lower, *detail, detail_stretch);
    const std::vector<PartAnchor> detail_anchors = enlargement.anchors();
    anchors = better_seen_here(anchors, detail_anchors);
    enlargement.annotate(result, detail_anchors);
    draw_window_frame(picture, panel, enlargement.seen(), lower);
    footer = fmt::format("Above: {} Below: detail around the hottest part (frame), {}.",
                         footer,
                         exaggeration_text(detail_stretch));
  }
  panel.annotate(result, anchors);
  draw_header(picture,
              result.title,
              fmt::format("Temperature in the section {} = {:.3f} mm; {}",
                          axis_letters[section.normal],
                          result.hotspot.position[section.normal],
                          hotspot_text(result.hotspot)));
  draw_legend(picture, scale, temperature_title(result.hotspot.unit));
  draw_footer(picture, footer, result.provenance);
}

} // namespace kelvolt

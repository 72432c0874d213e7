#include "body_scene.h"

#include "axes.h"
#include "exaggeration.h"
#include "facets.h"
#include "layout.h"

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

constexpr double edge_width = 1.1;
constexpr double wire_width = 3.2;
constexpr double margin = 0.09;
constexpr double mark_width = 3.;
// The map of temperatures has none of these two, that of currents not the third.
constexpr Colour cooled_colour{{0., 0.72, 1.}};
constexpr Colour terminal_colour{{0., 0.62, 0.25}};
constexpr Colour terminal_colour_on_green{{0.9, 0.1, 0.1}};
constexpr Colour fin_colour{{0.35, 0.45, 0.6}};
constexpr double fin_opacity = 0.12; // the colours below have to be those of the scale
constexpr int most_terminal_names = 12;
constexpr int pieces_between_corners = 12; ///< of a wire

double distance(const Vector3 &a, const Vector3 &b)
{
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// What the outlines are, below the colour scale.
void draw_key_of_marks(Picture &picture,
                       const std::vector<std::pair<std::string, Colour>> &entries)
{
  const double u = picture.unit();
  TextStyle style;
  style.size = 15. * u;
  style.colour = dark_grey;
  const bool is_dense = entries.size() > 2;
  const double spacing = (is_dense ? 17. : 23.) * u, size = (is_dense ? 5.5 : 7.) * u;
  double y = (is_dense ? 94. : 88.) * u;
  for (const auto &[text, colour] : entries)
  {
    const double left = legend_bar(picture).left;
    picture.canvas().frame(
        {left, y - size, left + 2.5 * size, y + size}, colour, mark_width * u);
    picture.canvas().text({left + 26. * u, y}, text, style);
    y -= spacing;
  }
}

} // namespace

Body plain_body(vtkUnstructuredGrid &grid)
{
  return {surface_of(grid), part_edges(grid), bounds_of(grid)};
}

Body smooth_body(const Result &result, vtkUnstructuredGrid &grid)
{
  const LagrangeField field(*result.elements, temperature_array, Between::even_slopes);
  return {drawn_facets(surface_facets(grid, field), field, temperature_array),
          part_edges(grid),
          bounds_of(grid)};
}

Vector3 oblique(const std::array<int, 3> &toward_viewer)
{
  return {{-0.55 * toward_viewer[0], -1. * toward_viewer[1], -0.85 * toward_viewer[2]}};
}

BodyScene::BodyScene(Picture &picture,
                     const Body &body,
                     double stretch,
                     const Vector3 &direction,
                     const std::string &array,
                     const ColourScale &scale)
    : picture_(picture), scene_(picture, drawing_area(picture)), stretch_(stretch),
      box_(body.bounds),
      terminal_colour_(array == temperature_array ? terminal_colour
                                                  : terminal_colour_on_green)
{
  scene_.add_surface(*stretched(*body.surface, stretch), array, scale);
  scene_.add_lines(*stretched(*body.edges, stretch), edge_width * picture.unit());
  box_[4] *= stretch;
  box_[5] *= stretch;
  Bounds seen = box_;
  if (body.beyond)
  {
    Bounds beyond = *body.beyond;
    beyond[4] *= stretch;
    beyond[5] *= stretch;
    seen = united(seen, beyond);
  }
  scene_.look(direction, {{0., 0., 1.}}, seen, margin);
}

vtkSmartPointer<vtkPolyData>
BodyScene::lines_along(const std::vector<WireState> &wires) const
{
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> lines;
  vtkNew<vtkDoubleArray> temperature;
  temperature->SetName(temperature_array);
  for (const WireState &wire : wires)
  {
    std::vector<double> ends{0.}; // of the pieces between corners, from the first foot
    for (std::size_t i = 1; i < wire.course.size(); ++i)
      ends.push_back(ends.back() + distance(wire.course[i - 1], wire.course[i]));
    lines->InsertNextCell(
        static_cast<int>(1 + (wire.course.size() - 1) * pieces_between_corners));
    for (std::size_t i = 0; i < wire.course.size(); ++i)
      for (int j = i == 0 ? pieces_between_corners : 1; j <= pieces_between_corners; ++j)
      {
        const std::size_t from = i == 0 ? 0 : i - 1;
        const double s = static_cast<double>(j) / pieces_between_corners;
        Vector3 place;
        for (std::size_t d = 0; d < 3; ++d)
          place[d] = (1. - s) * wire.course[from][d] + s * wire.course[i][d];
        lines->InsertCellPoint(points->InsertNextPoint(drawn(place).data()));
        const double along = (1. - s) * ends[from] + s * ends[i];
        temperature->InsertNextValue(
            wire.temperature(ends.back() > 0. ? along / ends.back() : 0.));
      }
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->SetPoints(points);
  result->SetLines(lines);
  result->GetPointData()->AddArray(temperature);
  return result;
}

void BodyScene::add_wires(const std::vector<WireState> &wires, const ColourScale &scale)
{
  if (!wires.empty())
    scene_.add_coloured_lines(
        *lines_along(wires), temperature_array, scale, wire_width * picture_.unit());
}

void BodyScene::add_plain_wires(const std::vector<WireState> &wires)
{
  if (!wires.empty())
    scene_.add_lines(*lines_along(wires), 0.7 * wire_width * picture_.unit());
}

void BodyScene::add_marks(const std::vector<SurfaceMark> &marks)
{
  for (const SurfaceMark &mark : marks)
    scene_.add_mark_lines(*stretched(*mark.outline, stretch_),
                          mark.is_terminal ? terminal_colour_ : cooled_colour,
                          mark_width * picture_.unit());
}

void BodyScene::add_fins(vtkPolyData &blades)
{
  scene_.add_see_through(*stretched(blades, stretch_), fin_colour, fin_opacity);
  has_fins_ = true;
}

Leaders BodyScene::label_marks(const std::vector<SurfaceMark> &marks)
{
  const double u = picture_.unit();
  Canvas &canvas = picture_.canvas();
  TextStyle style;
  style.size = 14. * u;
  style.bold = true;
  style.align = Align::centre;
  const auto n_terminals = std::count_if(
      marks.begin(), marks.end(), [](const SurfaceMark &mark) { return mark.is_terminal; });
  bool has_cooled = false, has_terminal = n_terminals > most_terminal_names;
  Leaders diagonals;
  for (const SurfaceMark &mark : marks)
  {
    has_cooled = has_cooled || !mark.is_terminal;
    if (!mark.is_terminal || n_terminals > most_terminal_names || !is_visible(mark.middle))
      continue;
    has_terminal = true;
    const Pixel at = project(mark.middle);
    const double half = 0.5 * canvas.text_width(mark.name, style) + 4. * u;
    const ImageBox box{at.x - half, at.y - 9. * u, at.x + half, at.y + 9. * u};
    canvas.filled(box, white);
    canvas.frame(box, terminal_colour_, 2. * u);
    canvas.text(at, mark.name, style);
    diagonals.push_back({{box.left, box.bottom}, {box.right, box.top}});
  }
  std::vector<std::pair<std::string, Colour>> key;
  if (has_cooled)
    key.emplace_back("cooled", cooled_colour);
  if (has_terminal)
    key.emplace_back("terminal", terminal_colour_);
  if (has_fins_)
    key.emplace_back("fins, not meshed", fin_colour);
  draw_key_of_marks(picture_, key);
  return diagonals;
}

void BodyScene::add_ghost(vtkPolyData &edges)
{
  scene_.add_ghost_lines(*stretched(edges, stretch_), edge_width * picture_.unit());
}

Leaders BodyScene::draw_axes()
{
  return draw_box_axes(picture_, scene_, box_, stretch_);
}

Leaders BodyScene::draw_level_axes()
{
  return draw_box_axes(picture_, scene_, box_, std::nullopt);
}

Vector3 BodyScene::drawn(const std::array<double, 3> &place) const
{
  return {{place[0], place[1], place[2] * stretch_}};
}

Pixel BodyScene::project(const std::array<double, 3> &place) const
{
  return scene_.project(drawn(place));
}

bool BodyScene::is_visible(const std::array<double, 3> &place)
{
  return scene_.is_visible(drawn(place));
}

PartImage BodyScene::number_image(const std::string &cell_array)
{
  return scene_.number_image(cell_array);
}

Leaders BodyScene::label_parts(const std::vector<std::string> &names)
{
  const double u = picture_.unit();
  const PartImage image = scene_.part_image();
  // The rims of the body, where upright edges are: axes lie below their upper ends.
  Pixel left = {scene_.area().right, 0.};
  Pixel right = {scene_.area().left, 0.};
  for (int corner = 0; corner < 8; ++corner)
  {
    const Pixel at = scene_.project(
        {{box_[corner & 1], box_[2 + ((corner >> 1) & 1)], box_[4 + ((corner >> 2) & 1)]}});
    constexpr double same = 1e-3;
    if (at.x < left.x - same || (at.x < left.x + same && at.y > left.y))
      left = at;
    if (at.x > right.x + same || (at.x > right.x - same && at.y > right.y))
      right = at;
  }
  const double clear = 14. * u;
  const double top = picture_.height() - 115. * u;
  return draw_part_labels(
      picture_,
      {{{left.x, left.y + clear, top, {}}, {right.x, right.y + clear, top, {}}}},
      part_anchors(image),
      names);
}

Bounds united(const Bounds &a, const Bounds &b)
{
  Bounds both{};
  for (std::size_t d = 0; d < 3; ++d)
  {
    both[2 * d] = std::min(a[2 * d], b[2 * d]);
    both[2 * d + 1] = std::max(a[2 * d + 1], b[2 * d + 1]);
  }
  return both;
}

Bounds around(Bounds box, const std::vector<WireState> &wires)
{
  for (const WireState &wire : wires)
    for (const Vector3 &corner : wire.course)
      for (std::size_t d = 0; d < corner.size(); ++d)
      {
        box[2 * d] = std::min(box[2 * d], corner[d]);
        box[2 * d + 1] = std::max(box[2 * d + 1], corner[d]);
      }
  return box;
}

std::array<double, 2> temperatures_of(const std::vector<WireState> &wires)
{
  constexpr int n_steps = 32;
  std::array<double, 2> range{{1e300, -1e300}};
  for (const WireState &wire : wires)
    for (int i = 0; i <= n_steps; ++i)
    {
      const double value = wire.temperature(static_cast<double>(i) / n_steps);
      range = {{std::min(range[0], value), std::max(range[1], value)}};
    }
  return range;
}

double body_exaggeration(const Bounds &bounds)
{
  constexpr double share = 0.28;
  return round_exaggeration(
      std::max(bounds[1] - bounds[0], bounds[3] - bounds[2]), bounds[5] - bounds[4], share);
}

std::string size_text(const Bounds &bounds)
{
  return fmt::format("{:.4g} × {:.4g} × {:.4g} mm",
                     bounds[1] - bounds[0],
                     bounds[3] - bounds[2],
                     bounds[5] - bounds[4]);
}

} // namespace kelvolt

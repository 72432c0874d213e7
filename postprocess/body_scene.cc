#include "body_scene.h"

#include "axes.h"
#include "exaggeration.h"
#include "layout.h"
#include "part_labels.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

constexpr double edge_width = 1.1;
constexpr double margin = 0.09;

} // namespace

BodyScene::BodyScene(Picture &picture,
                     vtkUnstructuredGrid &grid,
                     double stretch,
                     const std::array<int, 2> &toward_viewer,
                     const std::string &array,
                     const ColourScale &scale)
    : picture_(picture), scene_(picture, drawing_area(picture)), stretch_(stretch),
      direction_{{-0.55 * toward_viewer[0], -1. * toward_viewer[1], -0.85}}, box_{}
{
  const auto body = stretched(grid, stretch);
  scene_.add_surface(*surface_of(*body), array, scale);
  scene_.add_lines(*part_edges(*body), edge_width * picture.unit());
  box_ = bounds_of(*body);
  scene_.look(direction_, {{0., 0., 1.}}, box_, margin);
}

void BodyScene::draw_axes()
{
  draw_box_axes(picture_, scene_, box_, direction_, stretch_);
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

void BodyScene::label_parts(const std::vector<std::string> &names)
{
  draw_part_labels(picture_, scene_.area(), part_anchors(scene_.part_image()), names);
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

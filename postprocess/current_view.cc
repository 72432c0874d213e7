#include "annotation_text.h"
#include "body_scene.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkCellData.h>
#include <vtkCellDataToPointData.h>
#include <vtkIntArray.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>

namespace kelvolt
{
namespace
{

constexpr char number_array[] = "number"; ///< of cells, their own

void number_cells(vtkUnstructuredGrid &grid)
{
  vtkNew<vtkIntArray> number;
  number->SetName(number_array);
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
    number->InsertNextValue(static_cast<int>(c));
  grid.GetCellData()->AddArray(number);
}

/// Outer faces on which the current density goes over from the mean of one cell to that of
/// the next: at a node the mean of the cells around it. Between parts it jumps.
Body current_body(vtkUnstructuredGrid &conductors, const std::vector<int> &parts)
{
  std::vector<vtkSmartPointer<vtkPolyData>> surfaces;
  for (const int part : parts)
  {
    vtkNew<vtkCellDataToPointData> means;
    means->SetInputData(cells_of(conductors, {part}));
    means->ProcessAllArraysOff();
    means->AddCellDataArray(current_array);
    means->PassCellDataOn();
    means->Update();
    surfaces.push_back(surface_of(*means->GetUnstructuredGridOutput()));
  }
  return {appended(surfaces), part_edges(conductors), bounds_of(conductors)};
}

void draw_arrow(Picture &picture, const Pixel &at, const Pixel &way)
{
  const double u = picture.unit();
  const double length = std::hypot(way.x, way.y);
  const Pixel along{way.x / length, way.y / length};
  const auto place = [&](double forward, double aside) -> Pixel
  {
    return {at.x + forward * along.x - aside * along.y,
            at.y + forward * along.y + aside * along.x};
  };
  const double half = 0.5 * length, head = std::min(9. * u, length);
  const std::vector<Pixel> shaft{place(-half, 0.), place(half - 0.6 * head, 0.)};
  const std::vector<Pixel> tip{
      place(half, 0.), place(half - head, 0.45 * head), place(half - head, -0.45 * head)};
  Canvas &canvas = picture.canvas();
  std::vector<Pixel> rim = tip;
  rim.push_back(tip.front());
  canvas.line(shaft, white, 4.5 * u);
  canvas.line(rim, white, 3. * u);
  canvas.line(shaft, black, 1.8 * u);
  canvas.filled(tip, black);
}

/// Arrows along the current, evenly over what is seen of the conductors. They are as long
/// as the direction is seen, not as the current is large.
/// @param least magnitude of a current with an arrow [A/mm2]
void draw_arrows(Picture &picture,
                 BodyScene &scene,
                 vtkUnstructuredGrid &conductors,
                 double least)
{
  constexpr double spacing = 58., full_length = 36., least_length = 9.;
  const double u = picture.unit();
  const PartImage cells = scene.number_image(number_array);
  const Bounds box = bounds_of(conductors);
  const double size = std::max(box[1] - box[0], box[3] - box[2]);
  vtkDataArray *const current = conductors.GetCellData()->GetArray(current_vector_array);
  const ImageBox &area = scene.area();
  int row = 0;
  for (double y = area.bottom; y < area.top; y += 0.5 * spacing * u, ++row)
    for (double x = area.left + (row % 2) * 0.5 * spacing * u; x < area.right;
         x += spacing * u)
    {
      const int cell = cells.at_pixel({x, y});
      if (cell < 0)
        continue;
      Vector3 j;
      current->GetTuple(cell, j.data());
      const double magnitude = std::sqrt(j[0] * j[0] + j[1] * j[1] + j[2] * j[2]);
      if (!(magnitude >= least))
        continue;
      // Parallel projection: how a millimetre along the current is seen anywhere.
      const double step = 1e-3 * size / magnitude;
      const Pixel from = scene.project({{0., 0., 0.}});
      const Pixel to = scene.project({{step * j[0], step * j[1], step * j[2]}});
      const double seen = std::hypot(to.x - from.x, to.y - from.y);
      const Pixel unit = scene.project({{1e-3 * size, 0., 0.}});
      const double most = std::hypot(unit.x - from.x, unit.y - from.y);
      const double length = full_length * u * std::min(1., seen / most);
      const Pixel way{length * (to.x - from.x) / seen, length * (to.y - from.y) / seen};
      const bool is_within = cells.at_pixel({x - 0.5 * way.x, y - 0.5 * way.y}) >= 0 &&
                             cells.at_pixel({x + 0.5 * way.x, y + 0.5 * way.y}) >= 0;
      if (length > least_length * u && is_within)
        draw_arrow(picture, {x, y}, way);
    }
}

std::vector<SurfaceMark> terminals_of(const Result &result, const ViewOptions &options)
{
  std::vector<SurfaceMark> marks;
  std::copy_if(result.annotations.marks.begin(),
               result.annotations.marks.end(),
               std::back_inserter(marks),
               [&](const SurfaceMark &mark)
               { return options.has_marks && mark.is_terminal; });
  return marks;
}

/// What stands around the drawing.
void draw_texts(Picture &picture,
                const Result &result,
                const ColourScale &scale,
                double largest,
                const std::string &sizes)
{
  draw_header(picture,
              result.title,
              fmt::format("Current density in the conductors; largest mean of a cell "
                          "{:.4g} A/mm²",
                          largest));
  draw_legend(picture,
              legend_bar(picture),
              scale,
              "Current density [A/mm²]",
              {"logarithmic: 1, 2, 5, 10 ...", "the lowest band down to 0"});
  draw_footer(picture,
              fmt::format("Conductors {}. Arrows: direction of the current where it is "
                          "{} A/mm² or more.{}",
                          sizes,
                          scale.level_text(1),
                          terminals_text(result)),
              result.provenance);
}

} // namespace

void draw_current(const Result &result, const ViewOptions &options, Picture &picture)
{
  if (result.conductors.empty())
    throw std::runtime_error(
        "There is no current to draw: no part of this result carries any.");
  const auto conductors = cells_of(*result.grid, result.conductors);
  number_cells(*conductors);
  vtkDataArray *const current = conductors->GetCellData()->GetArray(current_array);
  const double largest = current->GetRange()[1];
  // The density of a pad and that of the thin layer below it differ by decades, and at
  // re-entrant edges it grows without limit as cells shrink.
  const ColourScale scale = ColourScale::decades(largest, ColourMap::viridis);

  const Bounds bounds = around(bounds_of(*conductors), result.annotations.wires);
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  Body body = current_body(*conductors, result.conductors);
  body.bounds = bounds;
  BodyScene scene(picture, body, stretch, oblique({{1, -1, 1}}), current_array, scale);
  const std::vector<SurfaceMark> marks = terminals_of(result, options);
  scene.add_plain_wires(result.annotations.wires);
  scene.add_marks(marks);
  draw_arrows(picture, scene, *conductors, scale.level(1));
  Leaders kept_clear = scene.label_parts(names_with_currents(result));
  const Leaders mark_names = scene.label_marks(marks);
  kept_clear.insert(kept_clear.end(), mark_names.begin(), mark_names.end());
  const Leaders axes = scene.draw_axes();
  kept_clear.insert(kept_clear.end(), axes.begin(), axes.end());
  const bool is_conductor =
      std::any_of(result.conductors.begin(),
                  result.conductors.end(),
                  [&](int part) { return result.part_names[part] == result.hotspot.part; });
  if (is_conductor)
    draw_hotspot(picture,
                 scene.area(),
                 scene.project(result.hotspot.position),
                 temperature_text(result.hotspot.temperature, result.hotspot.unit) +
                     (scene.is_visible(result.hotspot.position) ? "" : " (hidden)"),
                 kept_clear,
                 [&](const Pixel &pixel) { return scene.share_of_scale(pixel); });
  draw_texts(
      picture,
      result,
      scale,
      largest,
      fmt::format("{}, {}", size_text(bounds_of(*conductors)), exaggeration_text(stretch)));
}

} // namespace kelvolt

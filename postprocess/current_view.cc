#include "body_scene.h"
#include "exaggeration.h"
#include "layout.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkCellData.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kelvolt
{
namespace
{

double box_volume(vtkUnstructuredGrid &grid, vtkIdType cell)
{
  double b[6];
  grid.GetCellBounds(cell, b);
  return (b[1] - b[0]) * (b[3] - b[2]) * (b[5] - b[4]);
}

/// The value that all but a `share` of the volume stays below.
double quantile(vtkUnstructuredGrid &grid, vtkDataArray &values, double share)
{
  std::vector<std::pair<double, double>> value_and_volume;
  double volume = 0.;
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    value_and_volume.emplace_back(values.GetTuple1(c), box_volume(grid, c));
    volume += value_and_volume.back().second;
  }
  std::sort(value_and_volume.begin(), value_and_volume.end());
  double above = volume;
  for (const auto &[value, own_volume] : value_and_volume)
  {
    above -= own_volume;
    if (above <= share * volume)
      return value;
  }
  return value_and_volume.back().first;
}

} // namespace

void draw_current(const Result &result, const ViewOptions &options, Picture &picture)
{
  if (result.conductors.empty())
    throw std::runtime_error(
        "There is no current to draw: no part of this result carries any.");
  const auto conductors = cells_of(*result.grid, result.conductors);
  vtkDataArray *const current = conductors->GetCellData()->GetArray(current_array);
  const double largest = current->GetRange()[1];
  // At re-entrant edges the density grows without limit as cells shrink: a scale up to its
  // largest value would show that one cell and nothing else.
  constexpr double share_above_scale = 0.01;
  const double top = quantile(*conductors, *current, share_above_scale);
  const ColourScale scale(0., top, ColourMap::viridis);
  const bool open = largest > scale.level(scale.n_bands());

  const Bounds bounds = bounds_of(*conductors);
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  BodyScene scene(picture, *conductors, stretch, {{1, -1}}, current_array, scale);
  scene.label_parts(result.part_names);
  scene.draw_axes();
  draw_header(picture,
              result.title,
              fmt::format("Current density in the conductors; largest mean of a cell "
                          "{:.4g} A/mm²",
                          largest));
  draw_legend(picture, scale, "Current density [A/mm²]", open);
  draw_footer(
      picture,
      fmt::format("Conductors {}, {}.{}",
                  size_text(bounds),
                  exaggeration_text(stretch),
                  open ? " The last colour also stands for the 1 % of the volume above "
                         "the scale."
                       : ""));
}

} // namespace kelvolt

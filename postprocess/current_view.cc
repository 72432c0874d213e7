#include "body_scene.h"
#include "exaggeration.h"
#include "layout.h"
#include "views.h"

#include <fmt/format.h>
#include <vtkCellData.h>

#include <stdexcept>

namespace kelvolt
{
void draw_current(const Result &result, const ViewOptions &options, Picture &picture)
{
  if (result.conductors.empty())
    throw std::runtime_error(
        "There is no current to draw: no part of this result carries any.");
  const auto conductors = cells_of(*result.grid, result.conductors);
  vtkDataArray *const current = conductors->GetCellData()->GetArray(current_array);
  const double largest = current->GetRange()[1];
  // The density of a pad and that of the thin layer below it differ by decades, and at
  // re-entrant edges it grows without limit as cells shrink.
  const ColourScale scale = ColourScale::decades(largest, ColourMap::viridis);

  const Bounds bounds = bounds_of(*conductors);
  const double stretch = options.exaggeration.value_or(body_exaggeration(bounds));
  BodyScene scene(picture,
                  plain_body(*conductors),
                  stretch,
                  oblique({{1, -1, 1}}),
                  current_array,
                  scale);
  scene.label_parts(result.part_names);
  scene.draw_axes();
  draw_header(picture,
              result.title,
              fmt::format("Current density in the conductors; largest mean of a cell "
                          "{:.4g} A/mm²",
                          largest));
  draw_legend(picture,
              legend_bar(picture),
              scale,
              "Current density [A/mm²]",
              {"logarithmic scale"});
  draw_footer(
      picture,
      fmt::format("Conductors {}, {}.", size_text(bounds), exaggeration_text(stretch)),
      result.provenance);
}

} // namespace kelvolt

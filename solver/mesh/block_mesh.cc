#include "block_mesh.h"

#include "axis_grading.h"
#include "case/key_place.h"
#include "mesh_sizes.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>

namespace kelvolt
{

namespace
{

/// The rule for one axis of the layout.
GradingRule grading_rule(const MeshOptions &options, const std::vector<double> &planes)
{
  return {options.growth,
          largest_cell_fraction * (planes.back() - planes.front()),
          options.size_factor};
}

std::array<std::vector<double>, 3>
interval_splits(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  const PlaneSizes sizes = plane_sizes(input, library, layout);
  std::array<std::vector<double>, 3> splits;
  for (int axis = 0; axis < 3; ++axis)
  {
    const std::vector<double> &planes = layout.planes[axis];
    splits[axis] =
        cells_per_interval(planes, sizes[axis], grading_rule(input.mesh, planes));
  }
  return splits;
}

double sum(const std::vector<double> &values)
{
  return std::accumulate(values.begin(), values.end(), 0.);
}

SourceLocation place_of_mesh_options(const Case &input)
{
  return place_of_key(input,
                      "mesh.size_factor",
                      place_of_key(input, "mesh", place_of_key(input, "package")));
}

/// Number of cells per axis, the void included.
using CellGrid = std::array<double, 3>;

CaseProblem cell_fault(const Case &input, const std::string &count, const CellGrid &grid)
{
  return {place_of_mesh_options(input),
          fmt::format("the mesh of this package would have {} cells ({:.0f} x {:.0f} x "
                      "{:.0f} with the void)",
                      count,
                      grid[0],
                      grid[1],
                      grid[2]),
          fmt::format("up to {:.3g} cells (mesh.max_cells), and {:.3g} with the void",
                      input.mesh.max_cells,
                      largest_layout),
          "align the edges of parts with each other, leave out small parts, or raise "
          "mesh.size_factor; raise mesh.max_cells if the machine has the memory"};
}

} // namespace

double cell_count(const PartLayout &layout,
                  const std::array<std::vector<double>, 3> &splits)
{
  double count = 0.;
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    const CellPosition cell = layout.position(c);
    if (layout.part[c] != void_part)
      count += splits[0][cell[0]] * splits[1][cell[1]] * splits[2][cell[2]];
  }
  return count;
}

double
block_mesh_cells(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  return cell_count(layout, interval_splits(input, library, layout));
}

std::optional<CaseProblem>
too_many_cells(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  const auto splits = interval_splits(input, library, layout);
  const double cells = cell_count(layout, splits);
  const CellGrid grid{sum(splits[0]), sum(splits[1]), sum(splits[2])};
  if (cells <= input.mesh.max_cells && grid[0] * grid[1] * grid[2] <= largest_layout)
    return std::nullopt;
  return cell_fault(input, fmt::format("{:.3g}", cells), grid);
}

CaseProblem too_many_filled_cells(const Case &input, const PartLayout &layout)
{
  const CellGrid grid{static_cast<double>(layout.cells(0)),
                      static_cast<double>(layout.cells(1)),
                      static_cast<double>(layout.cells(2))};
  return cell_fault(input, fmt::format("at least {:.3g}", filled_cells(layout)), grid);
}

std::optional<CaseProblem> too_large_layout(const Case &input)
{
  const CellGrid grid = layout_grid(input.parts, input.patches);
  if (!(grid[0] * grid[1] * grid[2] > largest_layout))
    return std::nullopt;
  return cell_fault(input, fmt::format("up to {:.3g}", grid[0] * grid[1] * grid[2]), grid);
}

Case sized_for_first_mesh(const Case &input)
{
  Case sized = input;
  if (input.mesh.adapt)
    sized.mesh.size_factor *= first_mesh_factor;
  return sized;
}

PartLayout
make_block_mesh(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  if (const auto problem = too_many_cells(input, library, layout))
    throw InputError({*problem});
  const PlaneSizes sizes = plane_sizes(input, library, layout);
  std::array<std::vector<double>, 3> planes;
  for (int axis = 0; axis < 3; ++axis)
  {
    const std::vector<double> &own = layout.planes[axis];
    planes[axis] = grade_axis(own, sizes[axis], grading_rule(input.mesh, own));
  }
  return refine_layout(layout, planes);
}

} // namespace kelvolt

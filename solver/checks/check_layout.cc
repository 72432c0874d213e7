#include "check_layout.h"

#include "case/part_extent.h"
#include "check_joints.h"
#include "check_patch_faces.h"
#include "check_surfaces.h"
#include "layout/layout_text.h"
#include "mesh/block_mesh.h"
#include "near_misses.h"
#include "used_surfaces.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// Parts that own the layout's cells within the boxes of `part`: all of them, or those of
/// the first `most_cells` cells.
std::vector<int>
owners_within(const PartLayout &layout, const Part &part, std::size_t most_cells)
{
  std::set<int> owners;
  std::size_t seen = 0;
  for (const Box &box : part.boxes)
  {
    CellPosition first{}, last{};
    for (int axis = 0; axis < 3; ++axis)
    {
      first[axis] = nearest_plane(layout.planes[axis], box.extent[axis].lower);
      last[axis] = nearest_plane(layout.planes[axis], box.extent[axis].upper);
    }
    for (int k = first[2]; k < last[2]; ++k)
      for (int j = first[1]; j < last[1]; ++j)
        for (int i = first[0]; i < last[0] && seen < most_cells; ++i, ++seen)
          owners.insert(layout.part_at(i, j, k));
  }
  owners.erase(void_part);
  return {owners.begin(), owners.end()};
}

/// Looks at no more cells than the layout has, however many parts are hidden.
void check_hidden_parts(const Case &input,
                        const PartLayout &layout,
                        const std::vector<double> &volumes,
                        Problems &problems)
{
  const auto hidden = std::count(volumes.begin(), volumes.end(), 0.);
  for (std::size_t p = 0; p < input.parts.size(); ++p)
  {
    if (volumes[p] > 0.)
      continue;
    const Part &part = input.parts[p];
    constexpr std::size_t fewest_cells = 100;
    const std::vector<int> owners =
        owners_within(layout, part, std::max(fewest_cells, layout.part.size() / hidden));
    if (owners.empty())
      problems.push_back({part.where,
                          fmt::format("the part '{}' has no volume", part.name),
                          "a box with an extent along x, y and z",
                          "check the ranges of its box"});
    else
      problems.push_back(
          {part.where,
           fmt::format("the part '{}' is hidden completely by {}, later in the package "
                       "and therefore on top",
                       part.name,
                       quoted_part_names(input.parts, owners)),
           "a part that keeps some of its volume",
           fmt::format("move '{}' further down the list, change its place, or remove it",
                       part.name)});
  }
}

} // namespace

std::vector<CaseProblem>
check_layout(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  Problems problems;
  const std::vector<double> volumes = part_volumes(layout, input.parts.size());
  check_hidden_parts(input, layout, volumes, problems);
  const PartIndices indices = part_indices(input.parts);
  const std::vector<UsedSurface> surfaces = used_surfaces(input, layout, indices, volumes);
  check_patch_faces(input, layout, indices, volumes, surfaces, problems);
  check_surfaces(input, layout, surfaces, problems);
  check_double_conditions(layout, surfaces, problems);
  // A layout whose boxes alone make too many cells is not searched cell by cell.
  const bool is_huge = filled_cells(layout) > input.mesh.max_cells;
  if (!is_huge)
  {
    check_bodies(input, layout, surfaces, indices, volumes, problems);
    check_touching_bodies(input, layout, problems);
    check_contacts(input, library, layout, indices, problems);
    const Problems misses = near_misses(input, layout);
    problems.insert(problems.end(), misses.begin(), misses.end());
  }
  check_points(input, layout, indices, problems);
  if (is_on_columns(input))
    return problems; // not the cells of this grid
  if (is_huge)
    problems.push_back(too_many_filled_cells(input, layout));
  else if (const auto problem =
               too_many_cells(sized_for_first_mesh(input), library, layout))
    problems.push_back(*problem);
  return problems;
}

} // namespace kelvolt

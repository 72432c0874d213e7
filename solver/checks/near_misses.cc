#include "near_misses.h"

#include "layout/layout_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// The ends of boxes that lie on one plane.
struct PlaneEnds
{
  std::vector<int> parts;
  double smallest_extent = std::numeric_limits<double>::infinity();
};

/// For one axis: what ends on every plane, and which intervals a box fills exactly.
struct AxisEnds
{
  std::vector<PlaneEnds> planes;
  std::vector<bool> is_box; ///< per interval
};

AxisEnds axis_ends(const Case &input, const PartLayout &layout, int axis)
{
  const std::vector<double> &planes = layout.planes[axis];
  AxisEnds ends{std::vector<PlaneEnds>(planes.size()),
                std::vector<bool>(planes.size() - 1, false)};
  const auto add = [&](int part, const Interval &extent)
  {
    const int lower = nearest_plane(planes, extent.lower);
    const int upper = nearest_plane(planes, extent.upper);
    for (const int plane : {lower, upper})
    {
      PlaneEnds &end = ends.planes[plane];
      if (end.parts.empty() || end.parts.back() != part)
        end.parts.push_back(part);
      end.smallest_extent = std::min(end.smallest_extent, planes[upper] - planes[lower]);
    }
    if (upper == lower + 1)
      ends.is_box[lower] = true;
  };
  for (std::size_t p = 0; p < input.parts.size(); ++p)
    for (const Box &box : input.parts[p].boxes)
      add(static_cast<int>(p), box.extent[axis]);
  // The edges of a patch count as those of its part.
  for (const PatchArea &patch : layout.patches)
    for (const Rectangle &rectangle : patch.rectangles)
      for (int i = 0; i < 2; ++i)
        if (patch.part != void_part && axes_in(patch.side)[i] == axis)
          add(patch.part, rectangle[i]);
  return ends;
}

void check_slivers(const Case &input, const PartLayout &layout, Problems &problems)
{
  for (int axis = 0; axis < 3; ++axis)
  {
    const std::vector<double> &planes = layout.planes[axis];
    const AxisEnds ends = axis_ends(input, layout, axis);
    for (std::size_t i = 0; i + 1 < planes.size(); ++i)
    {
      const PlaneEnds &lower = ends.planes[i];
      const PlaneEnds &upper = ends.planes[i + 1];
      // The patch of an unknown part ends on a plane of its own.
      if (lower.parts.empty() || upper.parts.empty())
        continue;
      const double distance = planes[i + 1] - planes[i];
      if (ends.is_box[i] || distance >= sliver_fraction * std::min(lower.smallest_extent,
                                                                   upper.smallest_extent))
        continue;
      const std::string name(1, "xyz"[axis]);
      problems.push_back(
          {input.parts[upper.parts.front()].where,
           fmt::format("{} at {} = {:.9g} mm and {} at {:.9g} mm are only {:.3g} um apart, "
                       "less than {:g} of their own extents",
                       quoted_part_names(input.parts, lower.parts),
                       name,
                       planes[i] * 1e3,
                       quoted_part_names(input.parts, upper.parts),
                       planes[i + 1] * 1e3,
                       distance * 1e6,
                       sliver_fraction),
           "edges that agree, or differ by a distance that matters",
           "give both parts the same coordinate"});
    }
  }
}

double smallest_extent(const Part &part)
{
  double smallest = std::numeric_limits<double>::infinity();
  for (const Box &box : part.boxes)
  {
    for (const Interval &extent : box.extent)
      smallest = std::min(smallest, extent.upper - extent.lower);
  }
  return smallest;
}

/// The first cell that is not void beyond `cell` along the axis, and the distance to it.
struct Beyond
{
  int part = void_part;
  double distance = 0.;
};

Beyond beyond_gap(const PartLayout &layout, CellPosition cell, int axis)
{
  Beyond beyond;
  for (++cell[axis]; cell[axis] < layout.cells(axis); ++cell[axis])
  {
    beyond.part = layout.part_at(cell);
    if (beyond.part != void_part)
      return beyond;
    beyond.distance += layout.cell_size(cell)[axis];
  }
  return {};
}

void check_gaps(const Case &input, const PartLayout &layout, Problems &problems)
{
  std::set<std::pair<int, int>> reported;
  std::vector<double> thickness;
  for (const Part &part : input.parts)
    thickness.push_back(smallest_extent(part));
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    const CellPosition cell = layout.position(c);
    const int part = layout.part[c];
    for (int axis = 0; part != void_part && axis < 3; ++axis)
    {
      CellPosition next = cell;
      ++next[axis];
      if (next[axis] == layout.cells(axis) || layout.part_at(next) != void_part)
        continue;
      const Beyond beyond = beyond_gap(layout, cell, axis);
      if (beyond.part == void_part || beyond.part == part)
        continue;
      const Part &a = input.parts[part];
      const Part &b = input.parts[beyond.part];
      const double thinner = std::min(thickness[part], thickness[beyond.part]);
      if (beyond.distance >= gap_fraction * thinner ||
          !reported.emplace(std::min(part, beyond.part), std::max(part, beyond.part))
               .second)
        continue;
      problems.push_back(
          {b.where,
           fmt::format(
               "the parts '{}' and '{}' nearly touch: an empty gap of {:.3g} um lies "
               "between them along {}, at {}",
               a.name,
               b.name,
               beyond.distance * 1e6,
               "xyz"[axis],
               place_text(layout, next)),
           "parts that touch, or a gap that is clearly meant",
           "give both the same coordinate, or fill the gap with a part"});
    }
  }
}

} // namespace

std::vector<CaseProblem> near_misses(const Case &input, const PartLayout &layout)
{
  Problems problems;
  check_slivers(input, layout, problems);
  check_gaps(input, layout, problems);
  return problems;
}

} // namespace kelvolt

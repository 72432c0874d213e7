#include "mesh_sizes.h"

#include "case/given.h"
#include "layout/conductor_islands.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace kelvolt
{

namespace
{

constexpr double no_size = std::numeric_limits<double>::infinity();

/// Per part: it carries current, and thus also Joule heat.
std::vector<bool> current_carrying_parts(const Case &input, const MaterialMap &library)
{
  if (input.terminals.empty())
    return std::vector<bool>(input.parts.size(), false);
  return conducting_parts(input, library);
}

/// The parts into which the case puts heat, into their volume or through a surface.
std::unordered_set<std::string> heated_parts(const Case &input)
{
  std::unordered_set<std::string> heated;
  for (const HeatSource &heat : input.heat)
    heated.insert(heat.part);
  for (const Cooling &cooling : input.cooling)
    if (given_flux(cooling.law))
      heated.insert(cooling.surface.part);
  return heated;
}

std::array<double, 3> extents(const Box &box)
{
  std::array<double, 3> result{};
  for (int axis = 0; axis < 3; ++axis)
    result[axis] = box.extent[axis].upper - box.extent[axis].lower;
  return result;
}

/// Smallest extent of any box of the part.
double thickness(const Part &part)
{
  double smallest = no_size;
  for (const Box &box : part.boxes)
  {
    const std::array<double, 3> size = extents(box);
    smallest = std::min({smallest, size[0], size[1], size[2]});
  }
  return smallest;
}

void lower_to(double &size, double bound)
{
  size = std::min(size, bound);
}

/// Sizes within the ends of a box that is heated or carries current: across its thinnest
/// direction, and along the others by the fraction of its width (the smaller of these two).
void ask_for_active_box(PlaneSizes &sizes,
                        const PartLayout &layout,
                        const Box &box,
                        double width_fraction)
{
  const std::array<double, 3> size = extents(box);
  std::array<double, 3> sorted = size;
  std::sort(sorted.begin(), sorted.end());
  const double across = sorted[0] / cells_across_active_layer;
  const double along = std::max(across, sorted[1] * width_fraction);
  for (int axis = 0; axis < 3; ++axis)
  {
    const double wanted = size[axis] == sorted[0] ? across : along;
    const std::vector<double> &planes = layout.planes[axis];
    lower_to(sizes[axis][nearest_plane(planes, box.extent[axis].lower)].above, wanted);
    lower_to(sizes[axis][nearest_plane(planes, box.extent[axis].upper)].below, wanted);
  }
}

/// The ends of all boxes of a part along an axis.
Interval span(const Part &part, int axis)
{
  Interval result = part.boxes.front().extent[axis];
  for (const Box &box : part.boxes)
    result = {std::min(result.lower, box.extent[axis].lower),
              std::max(result.upper, box.extent[axis].upper)};
  return result;
}

/// Sizes at the edges of a patch in the plane of its side, as a fraction of its width, and
/// at the side across it, to which the field reaches about as deep as the patch is wide. At
/// the ends of its part a patch is as the side is, and asks for nothing.
void ask_for_patch(const Part &part,
                   const PatchArea &patch,
                   const Rectangle &rectangle,
                   double width_fraction,
                   const PartLayout &layout,
                   PlaneSizes &sizes)
{
  const double width = std::min(rectangle[0].upper - rectangle[0].lower,
                                rectangle[1].upper - rectangle[1].lower);
  bool ends_within = false;
  for (int i = 0; i < 2; ++i)
  {
    const int axis = axes_in(patch.side)[i];
    const std::vector<double> &planes = layout.planes[axis];
    const Interval ends = span(part, axis);
    for (const double edge : {rectangle[i].lower, rectangle[i].upper})
    {
      const int at = nearest_plane(planes, edge);
      if (at == nearest_plane(planes, ends.lower) ||
          at == nearest_plane(planes, ends.upper))
        continue;
      ends_within = true;
      lower_to(sizes[axis][at].below, width_fraction * width);
      lower_to(sizes[axis][at].above, width_fraction * width);
    }
  }
  if (!ends_within)
    return;
  const int normal = axis_of(patch.side);
  const bool upwards = sign_of(patch.side) > 0;
  const Interval ends = span(part, normal);
  PlaneSize &plane = sizes[normal][nearest_plane(layout.planes[normal],
                                                 upwards ? ends.upper : ends.lower)];
  lower_to(upwards ? plane.below : plane.above, patch_depth_fraction * width);
}

/// Where a flux, a temperature or a terminal begins at the edge of a patch, the field
/// bends.
void ask_for_patches(const Case &input, const PartLayout &layout, PlaneSizes &sizes)
{
  std::unordered_map<std::string, double> fraction;
  for (const Cooling &cooling : input.cooling)
    if (given_flux(cooling.law) || given_temperature(cooling.law))
      fraction[cooling.surface.patch] = heated_width_fraction;
  for (const Terminal &terminal : input.terminals)
    fraction.emplace(terminal.surface.patch, conductor_width_fraction);
  for (const PatchArea &patch : layout.patches)
    if (const auto used = fraction.find(patch.name);
        used != fraction.end() && patch.part != void_part)
      for (const Rectangle &rectangle : patch.rectangles)
        ask_for_patch(
            input.parts[patch.part], patch, rectangle, used->second, layout, sizes);
}

/// Conductors fill three of the four cells around an edge, or two that face each other.
bool is_re_entrant(const std::array<bool, 4> &conductor)
{
  const int count = static_cast<int>(std::count(conductor.begin(), conductor.end(), true));
  return count == 3 || (count == 2 && conductor[0] == conductor[3]);
}

/// Sizes at the two planes through every re-entrant edge along `axis`.
void ask_for_re_entrant_edges(PlaneSizes &sizes,
                              const PartLayout &layout,
                              const std::vector<double> &conductor_thickness,
                              int axis)
{
  const int u = (axis + 1) % 3;
  const int v = (axis + 2) % 3;
  CellPosition cell{};
  for (cell[axis] = 0; cell[axis] < layout.cells(axis); ++cell[axis])
  {
    for (cell[u] = 1; cell[u] < layout.cells(u); ++cell[u])
    {
      for (cell[v] = 1; cell[v] < layout.cells(v); ++cell[v])
      {
        std::array<bool, 4> conductor{};
        double thinnest = no_size;
        for (int c = 0; c < 4; ++c)
        {
          CellPosition around = cell;
          around[u] -= c & 1;
          around[v] -= c >> 1;
          const int part = layout.part[layout.index(around)];
          double t = no_size;
          if (part != void_part)
            t = conductor_thickness[part];
          conductor[c] = t < no_size;
          thinnest = std::min(thinnest, t);
        }
        if (!is_re_entrant(conductor))
          continue;
        const double size = crowding_fraction * thinnest;
        for (PlaneSize *plane : {&sizes[u][cell[u]], &sizes[v][cell[v]]})
        {
          lower_to(plane->below, size);
          lower_to(plane->above, size);
        }
      }
    }
  }
}

} // namespace

PlaneSizes
plane_sizes(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  const std::vector<bool> carries_current = current_carrying_parts(input, library);
  const std::unordered_set<std::string> heated_names = heated_parts(input);
  PlaneSizes sizes;
  for (int axis = 0; axis < 3; ++axis)
    sizes[axis].resize(layout.planes[axis].size());

  std::vector<double> conductor_thickness(input.parts.size(), no_size);
  for (std::size_t p = 0; p < input.parts.size(); ++p)
  {
    const Part &part = input.parts[p];
    if (carries_current[p])
      conductor_thickness[p] = thickness(part);
    const bool heated = heated_names.count(part.name) > 0;
    if (!carries_current[p] && !heated)
      continue;
    for (const Box &box : part.boxes)
      ask_for_active_box(
          sizes, layout, box, heated ? heated_width_fraction : conductor_width_fraction);
  }
  ask_for_patches(input, layout, sizes);
  for (int axis = 0; axis < 3; ++axis)
    ask_for_re_entrant_edges(sizes, layout, conductor_thickness, axis);
  return sizes;
}

} // namespace kelvolt

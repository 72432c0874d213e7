#include "mesh/column_mesh.h"

#include "case/case_problem.h"
#include "case/key_place.h"
#include "case/part_extent.h"
#include "case/value_range.h"
#include "layout/outline_side.h"
#include "layout/part_layout.h"
#include "mesh/axis_grading.h"
#include "mesh/plane_division.h"
#include "mesh/plane_program.h"
#include "mesh/plane_refinement.h"
#include "mesh/plane_repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kelvolt
{

namespace
{

/// Sides of triangles as a share of the package's larger width, and cells along z as a
/// share of its height.
constexpr double largest_side = 1. / 3.;
constexpr double largest_height = 1. / 2.;
/// Sides along the edges of a heated part as a share of its smaller width.
constexpr double heated_edge = 1. / 2.;
/// Those along the edges of a patch, and cells along z behind it, as a share of its smaller
/// width.
constexpr double patch_edge = 1. / 4., patch_depth = 1. / 4.;
/// Sides along a full circle, and as a multiple of the gap to the next edge: where heat
/// does not turn sharply, elements on exact arcs need no more.
constexpr double sides_per_circle = 8.;
constexpr double gap_factor = 4.;
/// How fast sides of triangles grow away from small ones.
constexpr double side_growth = 0.7;
/// Cells across a part that is heated.
constexpr double cells_across_heated = 1.;
/// Cells along z may grow so many times faster than in a final mesh.
constexpr double first_growth = 8.;
/// Packages of no more layers than this have two cells in each: one across the middle of a
/// layer may hide errors that are even about it.
constexpr std::size_t few_layers = 4;

bool is_heated(const Case &input, const Part &part)
{
  return std::any_of(input.heat.begin(),
                     input.heat.end(),
                     [&](const HeatSource &heat)
                     { return heat.part == part.name && heat.power != 0.; }) ||
         std::any_of(input.devices.begin(),
                     input.devices.end(),
                     [&](const Device &device) { return device.part == part.name; });
}

double smaller_width(const Part &part)
{
  const Box box = bounding_box(part);
  return std::min(box.extent[0].upper - box.extent[0].lower,
                  box.extent[1].upper - box.extent[1].lower);
}

/// The patches at whose edges the field turns sharply.
std::vector<const Patch *> patches_in_use(const Case &input)
{
  const auto is_meant = [](const Patch &patch)
  {
    return [&patch](const auto &one)
    {
      return one.surface.patch == patch.name;
    };
  };
  std::vector<const Patch *> result;
  for (const Patch &patch : input.patches)
    if (patch.has_own_area() &&
        (std::any_of(input.cooling.begin(), input.cooling.end(), is_meant(patch)) ||
         std::any_of(input.terminals.begin(), input.terminals.end(), is_meant(patch))))
      result.push_back(&patch);
  return result;
}

double smaller_width(const Patch &patch)
{
  const PlaneBox box = bounding_box(outline_of(patch));
  return std::min(box.width(0), box.width(1));
}

/// Of a heated part or a patch, with the size that its edges ask for.
struct FineEdges
{
  std::vector<PlaneCurve> curves;
  double size;
};

PlaneSizing sizing_for(const Case &input, const Arrangement &plane)
{
  const double factor = input.mesh.size_factor;
  PlaneSizing sizing;
  sizing.largest = factor * largest_side * package_width(input.parts);
  sizing.growth = side_growth;
  sizing.sides_per_circle = sides_per_circle;
  sizing.gap_factor = gap_factor;
  sizing.at_edge.assign(plane.edges.size(), sizing.largest);
  std::vector<FineEdges> fine;
  for (const Part &part : input.parts)
    if (is_heated(input, part))
      fine.push_back({plane_curves({part}), factor * heated_edge * smaller_width(part)});
  for (const Patch *const patch : patches_in_use(input))
    fine.push_back(
        {plane_curves({}, {*patch}), factor * patch_edge * smaller_width(*patch)});
  const double near = snap_length(input);
  for (std::size_t e = 0; e < plane.edges.size(); ++e)
  {
    const PlanePoint middle = plane.curve(plane.edges[e]).at(0.5);
    for (const FineEdges &edges : fine)
      if (edges.size < sizing.at_edge[e] &&
          std::any_of(edges.curves.begin(),
                      edges.curves.end(),
                      [&](const PlaneCurve &curve)
                      { return curve.distance_to(middle) < near; }))
        sizing.at_edge[e] = edges.size;
  }
  return sizing;
}

/// The field reaches about as deep behind a patch as that is wide.
void ask_behind(const Case &input,
                const Patch &patch,
                const std::vector<double> &planes,
                std::vector<PlaneSize> &sizes)
{
  const double size = patch_depth * smaller_width(patch);
  const Interval z =
      bounding_box(input.parts[part_index(input.parts, patch.on.part)]).extent[2];
  const bool is_top = outline_side(patch.on).end > 0;
  const double at = is_top ? z.upper : z.lower;
  const auto nearest = std::min_element(planes.begin(),
                                        planes.end(),
                                        [&](double a, double b)
                                        { return std::abs(a - at) < std::abs(b - at); });
  PlaneSize &there = sizes[nearest - planes.begin()];
  double &behind = is_top ? there.below : there.above;
  behind = std::min(behind, size);
}

std::vector<double> first_heights(const Case &input)
{
  const std::vector<double> planes = height_planes(input.parts);
  std::vector<PlaneSize> sizes(planes.size());
  const double near = 1e-9 * (planes.back() - planes.front());
  const auto ask = [&](const Interval &z, double size)
  {
    for (std::size_t i = 0; i < planes.size(); ++i)
    {
      if (planes[i] >= z.lower - near && planes[i] < z.upper - near)
        sizes[i].above = std::min(sizes[i].above, size);
      if (planes[i] > z.lower + near && planes[i] <= z.upper + near)
        sizes[i].below = std::min(sizes[i].below, size);
    }
  };
  for (const Part &part : input.parts)
    if (is_heated(input, part))
    {
      const Interval z = bounding_box(part).extent[2];
      ask(z, (z.upper - z.lower) / cells_across_heated);
    }
  for (const Patch *const patch : patches_in_use(input))
    ask_behind(input, *patch, planes, sizes);
  if (planes.size() <= few_layers + 1)
    for (std::size_t i = 0; i + 1 < planes.size(); ++i)
      ask({planes[i], planes[i + 1]}, 0.5 * (planes[i + 1] - planes[i]));
  GradingRule rule;
  rule.growth = first_growth * input.mesh.growth;
  rule.largest = largest_height * (planes.back() - planes.front());
  rule.size_factor = input.mesh.size_factor;
  return grade_axis(planes, sizes, rule);
}

/// Asks for shorter sides along the arcs that spoil triangles. @return how many
unsigned int
shorten_folding(const PlaneMesh &mesh, const Arrangement &plane, PlaneSizing &sizing)
{
  unsigned int found = 0;
  for (const PlaneMesh::Triangle &triangle : mesh.triangles)
  {
    if (triangle.bulge == std::array{0., 0., 0.} ||
        shape_ratio(mesh, triangle) >= least_shape_ratio)
      continue;
    for (unsigned int s = 0; s < 3; ++s)
    {
      if (triangle.bulge[s] == 0.)
        continue;
      const PlaneCurve side = mesh.side(triangle, s);
      const PlanePoint middle = side.at(0.5);
      std::size_t nearest = 0;
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t e = 0; e < plane.edges.size(); ++e)
        if (const double d = plane.curve(plane.edges[e]).distance_to(middle); d < least)
        {
          least = d;
          nearest = e;
        }
      sizing.at_edge[nearest] = std::min(sizing.at_edge[nearest], 0.6 * side.length());
      ++found;
    }
  }
  return found;
}

/// Triangles are about as many as the sides of edges at least.
void refuse_if_too_many(const Case &input,
                        const Arrangement &plane,
                        const PlaneSizing &sizing)
{
  const SideEstimate sides = estimate_sides(plane, sizing);
  const double cells = sides.number;
  if (cells <= input.mesh.max_cells)
    return;
  throw InputError({{place_of_key(input, "mesh.max_cells"),
                     fmt::format("the outlines make a mesh of {:.3g} cells or more, with "
                                 "sides down to {} at [{:.9g} mm, {:.9g} mm]",
                                 cells,
                                 length_text(sides.shortest),
                                 1e3 * sides.at[0],
                                 1e3 * sides.at[1]),
                     fmt::format("at most {:.0f} (mesh.max_cells)", input.mesh.max_cells),
                     "Let edges that nearly touch meet or move them apart, or merge them "
                     "with a larger mesh.snap"}});
}

/// The triangles, with sides as long as arcs let them be: those that would fold a triangle
/// over are divided further.
PlaneMesh triangles_for(const Case &input, const Arrangement &plane)
{
  constexpr int most_rounds = 4;
  PlaneSizing sizing = sizing_for(input, plane);
  refuse_if_too_many(input, plane, sizing);
  PlaneMesh mesh;
  for (int round = 0; round < most_rounds; ++round)
  {
    mesh = run_plane_mesher(divided(plane, sizing), sizing);
    mend(mesh);
    if (shorten_folding(mesh, plane, sizing) == 0)
      break;
  }
  return mesh;
}

} // namespace

ColumnMesh first_columns(const Case &input)
{
  const Arrangement plane =
      arrange(plane_curves(input.parts, input.patches), snap_length(input));
  PlaneMesh mesh = triangles_for(input, plane);
  ColumnMesh result;
  result.shift = plane.shift;
  result.straightened = straighten(mesh);
  begin_bisection(mesh);
  result.layout =
      make_column_layout(input.parts, std::move(mesh), first_heights(input), input.patches);
  return result;
}

double expected_wedges(const Case &input)
{
  // Triangles of n points are about 2 n, and Gmsh adds points within faces.
  constexpr double triangles_per_point = 3.;
  const Arrangement plane =
      arrange(plane_curves(input.parts, input.patches), snap_length(input));
  const auto points = double(divided(plane, sizing_for(input, plane)).vertices.size());
  return triangles_per_point * points * double(first_heights(input).size() - 1);
}

} // namespace kelvolt

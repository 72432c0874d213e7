#include "mesh/first_lengths.h"

#include "case/given.h"
#include "materials/material_table.h"
#include "time/largest_loads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace kelvolt
{
namespace
{

/// Cells along a heated plane in multiples of sqrt(alpha t), of the second degree and of
/// higher ones.
constexpr double of_second_degree = 1.3, of_third_degree = 2.5;

/// Halves the intervals beside a plane until they are no longer than asked for.
void halve_beside(std::set<double> &planes, double plane, double length)
{
  for (const bool upwards : {false, true})
    for (;;)
    {
      const auto found = planes.lower_bound(plane);
      if (upwards ? std::next(found) == planes.end() : found == planes.begin())
        break;
      const double other = upwards ? *std::next(found) : *std::prev(found);
      if (std::abs(other - plane) <= length)
        break;
      planes.insert(0.5 * (plane + other));
    }
}

double first_length(const MaterialTable &materials,
                    const HeatedPlane &plane,
                    unsigned int degree,
                    double t)
{
  constexpr double T = 298.15; // [K]
  const auto capacity = materials.volumetric_heat_capacity(plane.part, T);
  if (!capacity)
    return std::numeric_limits<double>::infinity();
  const double alpha =
      materials.thermal_conductivity(plane.part, plane.axis, T).value / capacity->value;
  return (degree <= 2 ? of_second_degree : of_third_degree) * std::sqrt(alpha * t);
}

void add_side(const Part &part,
              unsigned int index,
              const SurfaceName &surface,
              std::vector<HeatedPlane> &planes)
{
  const int axis = axis_of(surface.side);
  for (const Box &box : part.boxes)
    planes.push_back(
        {index,
         axis,
         sign_of(surface.side) > 0 ? box.extent[axis].upper : box.extent[axis].lower});
}

} // namespace

std::vector<HeatedPlane> planes_across(const Part &part, unsigned int index)
{
  std::vector<HeatedPlane> planes;
  for (const Box &box : part.boxes)
  {
    int thinnest = 0;
    const auto width = [&](int axis)
    {
      return box.extent[axis].upper - box.extent[axis].lower;
    };
    for (const int axis : {1, 2})
      if (width(axis) < width(thinnest))
        thinnest = axis;
    for (const double at : {box.extent[thinnest].lower, box.extent[thinnest].upper})
      planes.push_back({index, thinnest, at});
  }
  return planes;
}

std::vector<HeatedPlane> heated_planes(const Case &input)
{
  const Loads loads = largest_loads(input);
  std::vector<HeatedPlane> planes;
  for (unsigned int i = 0; i < input.parts.size(); ++i)
    if (loads.heat[i] != 0.)
    {
      const std::vector<HeatedPlane> across = planes_across(input.parts[i], i);
      planes.insert(planes.end(), across.begin(), across.end());
    }
  for (std::size_t i = 0; i < input.cooling.size(); ++i)
    if (given_flux(loads.cooling[i]).value_or(0.) != 0.)
    {
      const SurfaceName &surface = input.cooling[i].surface;
      const auto part = static_cast<unsigned int>(part_index(input.parts, surface.part));
      add_side(input.parts[part], part, surface, planes);
    }
  return planes;
}

PartLayout with_first_lengths(const Case &input,
                              const MaterialMap &library,
                              const PartLayout &layout,
                              const PartLayout &mesh,
                              const std::vector<HeatedPlane> &planes,
                              double t)
{
  const MaterialTable materials(input, library);
  std::array<std::set<double>, 3> finer;
  for (int axis = 0; axis < 3; ++axis)
    finer[axis].insert(mesh.planes[axis].begin(), mesh.planes[axis].end());
  for (const HeatedPlane &plane : planes)
  {
    const std::vector<double> &own = mesh.planes[plane.axis];
    halve_beside(finer[plane.axis],
                 own[nearest_plane(own, plane.at)],
                 first_length(materials, plane, input.mesh.degree, t));
  }
  std::array<std::vector<double>, 3> all;
  for (int axis = 0; axis < 3; ++axis)
    all[axis].assign(finer[axis].begin(), finer[axis].end());
  return refine_layout(layout, all);
}

} // namespace kelvolt

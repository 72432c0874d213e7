#include "study/facing_plates.h"

#include "case/convection_values.h"
#include "case/given.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{
namespace
{

/// Free distance [m] from a face to the part that it faces; infinite if there is none.
double free_gap(const PartLayout &layout, const LayoutFace &face)
{
  double gap = 0.;
  CellPosition cell = neighbour_of(face.cell, face.side);
  const int axis = axis_of(face.side);
  for (; cell[axis] >= 0 && cell[axis] < layout.cells(axis);
       cell = neighbour_of(cell, face.side))
  {
    if (layout.part_at(cell) != void_part)
      return gap;
    gap += layout.cell_size(cell)[axis];
  }
  return std::numeric_limits<double>::infinity();
}

/// The part of a surface that faces another part across less than a distance.
struct NarrowShare
{
  double share = 0.;     ///< of the exposed area
  double narrowest = 0.; ///< gap [m]
};

NarrowShare narrow_share(const PartLayout &layout,
                         const std::vector<LayoutFace> &faces,
                         double least_distance)
{
  NarrowShare result;
  result.narrowest = std::numeric_limits<double>::infinity();
  double narrow = 0., exposed = 0.;
  for (const LayoutFace &face : faces)
  {
    if (face.neighbour != void_part)
      continue;
    exposed += face.area;
    const double gap = free_gap(layout, face);
    if (gap < least_distance)
      narrow += face.area;
    result.narrowest = std::min(gap, result.narrowest);
  }
  result.share = exposed > 0. ? narrow / exposed : 0.;
  return result;
}

} // namespace

double boundary_layer_thickness(double rayleigh, double length)
{
  constexpr double prandtl = 0.72;
  const double grashof = std::max(rayleigh, 1.) / prandtl;
  return 3.93 * length / std::sqrt(prandtl) * std::pow((0.952 + prandtl) / grashof, 0.25);
}

std::vector<std::string>
facing_plate_warnings(const Case &input, const PartLayout &layout, const Summary &summary)
{
  constexpr double least_share = 0.2;
  std::vector<std::string> result;
  for (const Cooling &cooling : input.cooling)
  {
    const Convection *const convection = given_convection(cooling.law);
    const std::optional<double> height = convection && convection->model
                                             ? height_with_free_front(*convection->model)
                                             : std::nullopt;
    const std::string name = cooling.surface.text();
    const auto found =
        std::find_if(summary.surfaces.begin(),
                     summary.surfaces.end(),
                     [&](const SurfaceSummary &one) { return one.name == name; });
    if (!height || found == summary.surfaces.end() || !found->film)
      continue;
    const double layer = boundary_layer_thickness(found->film->number.value, *height);
    const NarrowShare narrow = narrow_share(
        layout, surface_faces(layout, input.parts, cooling.surface), 2. * layer);
    if (narrow.share >= least_share)
      result.push_back(fmt::format(
          "The surface {} has the film of a plate that stands alone, but {:.0f} % of it "
          "faces another part across {:.3g} mm or little more, and the boundary layer "
          "grows "
          "to {:.3g} mm on each side: the film takes less heat than stated. Put the fins "
          "into the film of their base, correlation 'plate_fin_heatsink', in place of "
          "parts.",
          name,
          100. * narrow.share,
          1e3 * narrow.narrowest,
          1e3 * layer));
  }
  return result;
}

} // namespace kelvolt

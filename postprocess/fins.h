#pragma once

#include "surface_marks.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Upright fins that the film of a surface stands for: they are not meshed. Lengths in mm.
struct FinArray
{
  std::string surface;
  int axis = 2;    ///< across the surface, 0 = x, 1 = y, 2 = z
  int outward = 1; ///< 1 or -1, along the axis
  int count = 0;
  double length = 0.; ///< along the gaps
  double spacing = 0.;
  double height = 0.; ///< away from the surface
  double thickness = 0.;
};

/// Of every surface with the correlation plate_fin_heatsink in the resolved case of that
/// directory. None where that file is missing or cannot be believed: a picture is one
/// without them, too.
std::vector<FinArray> read_fins(const std::string &directory);

/// The blades in the middle of the surface with that outline, the gaps along the side that
/// fits them better; nothing where the outline is not flat.
/// @param drawn_height in place of the whole height
vtkSmartPointer<vtkPolyData>
fin_blades(const FinArray &fins, vtkPolyData &outline, double drawn_height);

} // namespace kelvolt

#pragma once

#include "part_geometry.h"

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// A named surface and what leaves the body through it.
struct SurfaceFlow
{
  std::string name;
  double heat = 0.; ///< [W]
};

/// Where the outside of the package is cooled, or has a terminal.
struct SurfaceMark
{
  std::string name;
  bool is_terminal = false;
  vtkSmartPointer<vtkPolyData> outline; ///< [mm]
  Vector3 middle{};                     ///< of one of its faces [mm]
};

/// The surfaces that the directory holds, at that saved time of a transient result. None
/// where the file is missing or cannot be believed: a picture is one without them, too.
std::vector<SurfaceMark> read_surface_marks(const std::string &directory,
                                            std::optional<double> time);

/// Without surfaces of these names: through them heat enters the body, as through a given
/// heat flux, so that they are not cooled. Terminals stay.
std::vector<SurfaceMark> without_heating(std::vector<SurfaceMark> marks,
                                         const std::vector<std::string> &heating);

} // namespace kelvolt

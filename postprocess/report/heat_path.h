#pragma once

#include "result.h"

#include <array>
#include <vector>

namespace kelvolt::report
{

/// One part on the way of the heat.
struct PathLayer
{
  int part = 0;       ///< its number
  double length = 0.; ///< of the way within it [mm]
  double from = 0.;   ///< temperature where the heat comes in, in the unit of the grid
  double to = 0.;     ///< and where it leaves
};

/// The line along the heat flux from the hottest point to the outside. Between two layers
/// the temperature jumps where a joint has a resistance.
struct HeatPath
{
  std::vector<PathLayer> layers;
  std::array<double, 3> end{{0., 0., 0.}};       ///< [mm]
  std::array<double, 3> direction{{0., 0., 0.}}; ///< of the flux there, of length one
};

/// Follows the heat flux of the cells; the temperatures are those of the field. Empty
/// where there is no flux among the fields or the line does not come out.
/// @param result with the array heat_flux_array
HeatPath heat_path(const Result &result);

} // namespace kelvolt::report

#pragma once

#include "thermal/thermal_problem.h"

#include <vector>

namespace kelvolt
{

struct PartTemperatures
{
  double lowest = 0.;         ///< cells' interiors included [K]
  double highest = 0.;        ///< cells' interiors included [K]
  double mean = 0.;           ///< over the volume [K]
  double volume = 0.;         ///< [m3]
  dealii::Point<dim> hottest; ///< position of the highest [m]
};

/// Per part of the case; the same on all ranks. Among equally hot points (to 1e-9 of the
/// value) the first in x, then y, then z counts, so that the position does not depend on
/// the ranks. Collective.
std::vector<PartTemperatures> part_temperatures(const ThermalProblem &thermal,
                                                std::size_t n_parts);

} // namespace kelvolt

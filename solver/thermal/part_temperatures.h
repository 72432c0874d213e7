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
  dealii::Point<dim> coldest; ///< position of the lowest [m]
};

/// Temperatures that differ by no more are equal [K]: places that are so by symmetry differ
/// by what the iteration leaves of the rise, and by the round-off of the temperatures.
/// Collective.
double equal_temperatures(const ThermalProblem &thermal);

/// Per part of the case; the same on all ranks. Among equally hot (or cold) points the
/// first in x, then y, then z counts, so that the position does not depend on the ranks.
/// Collective.
std::vector<PartTemperatures> part_temperatures(const ThermalProblem &thermal,
                                                std::size_t n_parts);

} // namespace kelvolt

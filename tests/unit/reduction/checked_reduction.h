#pragma once

#include "layered_package.h"
#include "reduction/certified_reduction.h"
#include "reduction/part_nodes.h"
#include "reduction/place_errors.h"

#include <algorithm>
#include <cmath>
#include <vector>

/// @file Reductions against models of so many shifts that they stand for the exact one.

namespace kelvolt
{

/// Of all responses to steps of a reduction of one package.
struct CheckedReduction
{
  bool met = false;
  double largest_bound = 0., largest_error = 0.; ///< of means, see ReductionGoal::within
  double least_bound = 1e300; ///< over the error, at its worst time; of means
  /// Of maxima, as shares of the self impedance.
  double largest_estimate = 0., place_error = 0.;
  double least_estimate = 1e300; ///< over the error, at its worst time; of maxima
};

/// Self and mutual responses of one or two heated parts of layered_package(seed), and the
/// hottest nodes of those parts and of the lowest layer, from a microsecond to 100 s.
/// @param vectors of the model that stands for the exact one, for each source. Collective.
CheckedReduction check_reduction(unsigned int seed, double within, std::size_t vectors);

} // namespace kelvolt

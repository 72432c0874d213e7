#include "coupling/trusted_step.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

/// A step takes no temperature below its half nor above its triple: what a linearization at
/// a cold start says of radiation (T^4), or an extrapolation from there, can be far off.
constexpr double smallest_ratio = 0.5;
constexpr double largest_ratio = 3.;
constexpr double undershoot_share = 1e-2;

} // namespace

bool limit_step(const Vector &T, Vector &dT)
{
  // A node that undershoots beside one a hundred times hotter must not hold up the others.
  const double least = undershoot_share * T.linfty_norm();
  double share = 1.;
  for (std::size_t i = 0; i < dT.locally_owned_size(); ++i)
  {
    const double step = dT.local_element(i);
    const double bound = (step < 0. ? smallest_ratio - 1. : largest_ratio - 1.) *
                         std::max(T.local_element(i), least);
    if (std::abs(step) > std::abs(bound)) // false for NaN, which apply_increment() finds
      share = std::min(share, bound / step);
  }
  share = dealii::Utilities::MPI::min(share, T.get_mpi_communicator());
  dT *= share;
  return share < 1.;
}

} // namespace kelvolt

#include "discretization/point_values.h"

namespace kelvolt
{

double PointValues::largest(double least) const
{
  for (unsigned int first = 0; first < n_cells_; first += lanes)
  {
    const double *of_batch = batch(first / lanes);
    const auto n = std::min<unsigned int>(lanes, n_cells_ - first);
    for (unsigned int q = 0; q < n_points_; ++q)
      for (unsigned int lane = 0; lane < n; ++lane)
        least = std::max(of_batch[q * lanes + lane], least);
  }
  return least;
}

} // namespace kelvolt

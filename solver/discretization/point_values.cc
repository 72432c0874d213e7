#include "discretization/point_values.h"

namespace kelvolt
{

double PointValues::largest(double least) const
{
  for (unsigned int cell = 0; cell < n_cells_; ++cell)
    for (unsigned int q = 0; q < n_points_; ++q)
      least = std::max(at(cell, q), least);
  return least;
}

} // namespace kelvolt

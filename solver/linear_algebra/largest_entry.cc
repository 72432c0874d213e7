#include "linear_algebra/largest_entry.h"

#include <deal.II/base/mpi.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

double largest_entry(const Vector &v)
{
  double largest = 0.;
  for (unsigned int i = 0; i < v.locally_owned_size(); ++i)
  {
    const double size = std::abs(v.local_element(i));
    // std::max() would drop a NaN.
    largest = std::isfinite(size) ? std::max(size, largest)
                                  : std::numeric_limits<double>::infinity();
    if (std::isinf(largest))
      break;
  }
  return dealii::Utilities::MPI::max(largest, v.get_mpi_communicator());
}

} // namespace kelvolt

#include "accuracy/edge_reach.h"

#include "accuracy/edge_exponent.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kelvolt
{

double exponent_beside(double exponent, unsigned int degree, const BesideEdge &cell)
{
  double sum = std::numeric_limits<double>::infinity(); // rho + 1 / rho
  for (const std::size_t axis : {0, 1})
  {
    const double along = cell.gap[axis], across = cell.gap[1 - axis],
                 size = cell.size[axis];
    sum = std::min(
        sum, 2. * (std::hypot(along, across) + std::hypot(along + size, across)) / size);
  }
  const double ln_rho = std::acosh(std::max(1., 0.5 * sum));
  const double beside = ln_rho / (2. * std::log((degree + 1.5) / (degree + 0.5)));
  return std::min(std::max(exponent, beside), regular_exponent);
}

} // namespace kelvolt

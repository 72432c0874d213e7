#include "mesh/blind_slabs.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

double blind_indicator(const PerSlab<double> &planes,
                       const PerSlab<double> &indicators,
                       unsigned int degree)
{
  const double order = 2. * degree + 3.;
  double sum = 0.;
  for (std::size_t axis = 0; axis < planes.size(); ++axis)
  {
    const std::vector<double> &x = planes[axis], &own = indicators[axis];
    for (std::size_t i = 1; i + 1 < own.size(); ++i)
    {
      if (own[i] >= std::min(own[i - 1], own[i + 1]))
        continue;
      const double h = x[i + 1] - x[i];
      const double below = own[i - 1] * std::pow(h / (x[i] - x[i - 1]), order),
                   above = own[i + 1] * std::pow(h / (x[i + 2] - x[i + 1]), order);
      sum += std::max(0., std::min(below, above) - own[i]);
    }
  }
  return sum;
}

} // namespace kelvolt

#include "exaggeration.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{

double round_exaggeration(double width, double height, double share)
{
  const double wanted = share * width / height;
  if (!(wanted > 1.))
    return 1.;
  const double power = std::pow(10., std::floor(std::log10(wanted)));
  double factor = power;
  for (const double digit : {1.5, 2., 3., 4., 5., 6., 8.})
    if (digit * power <= wanted && (digit != 1.5 || power > 1.))
      factor = digit * power;
  return factor;
}

std::string exaggeration_text(double factor)
{
  return factor == 1. ? std::string("z to scale")
                      : fmt::format("z drawn {:g} times as high", factor);
}

} // namespace kelvolt

#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace kelvolt
{

/// A place along an axis with so many decimals; a small negative one is no `-0.000`.
inline std::string coordinate_text(double place, int decimals)
{
  const double digits = std::pow(10., decimals);
  return fmt::format("{:.{}f}", std::round(place * digits) / digits + 0., decimals);
}

} // namespace kelvolt

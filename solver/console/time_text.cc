#include "console/time_text.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{

std::string time_text(double seconds)
{
  struct Unit
  {
    double size;
    const char *name;
  };
  static constexpr Unit units[] = {{1., "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}};
  // What rounds to 1 of a unit is written in it: 0.99999 ms are 1 ms.
  for (const auto &[size, name] : units)
    if (std::abs(seconds) >= 0.99995 * size)
      return std::abs(seconds) < 1e4 ? fmt::format("{:.4g} {}", seconds / size, name)
                                     : fmt::format("{:.0f} {}", seconds / size, name);
  return seconds == 0. ? "0 s" : fmt::format("{:.4g} s", seconds);
}

} // namespace kelvolt

#include "value_range.h"

#include <fmt/format.h>

#include <cmath>

namespace kelvolt
{

std::string ValueRange::fault(double value) const
{
  const double size = std::abs(value);
  if (std::isnan(value) || size == 0. || (size >= lower && size <= upper))
    return {};
  return fmt::format(
      "is {} {}, too {} to compute with", value, unit, size < lower ? "small" : "large");
}

std::string ValueRange::served_text() const
{
  return lower > 0. ? fmt::format("from {:g} to {:g} {}", lower, upper, unit)
                    : fmt::format("up to {:g} {}", upper, unit);
}

std::string ValueRange::warning(double value) const
{
  const double size = std::abs(value);
  if (std::isnan(value) || size == 0. || (size >= least && size <= most) ||
      !fault(value).empty())
    return {};
  const std::string met = least > 0. ? fmt::format("{:g} to {:g} {}", least, most, unit)
                                     : fmt::format("up to {:g} {}", most, unit);
  return fmt::format("is {:g} {}, {} what is met ({}, {})",
                     value,
                     unit,
                     size < least ? "below" : "above",
                     met,
                     practice);
}

std::string length_text(double length)
{
  const double size = std::abs(length);
  if (size >= 1. || size == 0.)
    return fmt::format("{:.4g} m", length);
  if (size >= 1e-3)
    return fmt::format("{:.4g} mm", length * 1e3);
  if (size >= 1e-6)
    return fmt::format("{:.4g} um", length * 1e6);
  return size >= 1e-10 ? fmt::format("{:.4g} nm", length * 1e9)
                       : fmt::format("{:.4g} m", length);
}

} // namespace kelvolt

#pragma once

#include <optional>
#include <string>

namespace kelvolt::report
{

/// What a limit's text asks for.
struct LimitBound
{
  bool is_upper = true;
  double bound = 0.; ///< SI
  bool is_temperature = false;
  std::string unit; ///< of SI
};

/// Of `die.max_temperature <= 150 degC`. Nothing if the unit is not among the usual ones of
/// the quantity: then no margin can be told.
std::optional<LimitBound> limit_bound(const std::string &text);

} // namespace kelvolt::report

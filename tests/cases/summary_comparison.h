#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace kelvolt
{

/// Where two summary.json differ by more than `tolerance`, relative; `cost`, date and host
/// are left out.
/// One line each: `parts.die.max_temperature: 400.1 and 400.2`.
///
/// What is zero but for rounding has no relative difference: a power below 1e-9 of the
/// case's total power, a current below 1e-9 of its largest, a position within 1 pm count as
/// equal, and imbalances as long as both are below 1e-6, the bound of the audit. Error
/// bars, those of a run in time (`time_error`, `space_error`) and the estimate of round-off
/// may differ by a twentieth.
std::vector<std::string> summary_differences(const nlohmann::json &first,
                                             const nlohmann::json &second,
                                             double tolerance);

} // namespace kelvolt

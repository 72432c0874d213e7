#pragma once

#include "results/summary.h"

#include <nlohmann/json_fwd.hpp>

namespace kelvolt
{

/// Adds the numbers of the solution, each with its error bar, under the keys of
/// summary.json: `max_temperature`, `parts` ... `audit`.
void add_numbers_json(const Summary &summary, nlohmann::ordered_json &json);

} // namespace kelvolt

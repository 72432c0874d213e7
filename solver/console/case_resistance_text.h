#pragma once

#include "results/case_resistance.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// The resistance to the case by the field, first, and what curves would say instead, with
/// the reason why that differs. Empty if there is none.
std::string case_resistance_text(const std::vector<CaseResistance> &all);

} // namespace kelvolt

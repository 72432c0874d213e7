#pragma once

#include "case/case.h"
#include "layout/arrangement.h"

#include <string>

namespace kelvolt
{

/// What to tell of edges that were moved to where others are: where, of which parts and
/// patches, and by how much. Empty where that is round-off. No error bar counts it.
std::string merging_warning(const Case &input, const Arrangement::Shift &shift);

} // namespace kelvolt

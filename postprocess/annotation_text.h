#pragma once

#include "result.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// By part number: `low_drain, 20 A` where the current through the part is known.
std::vector<std::string> names_with_currents(const Result &result);

/// By part number: `base_plate, 41.6 W out` where heat leaves through one of these sides of
/// the part. @param sides such as `top`
std::vector<std::string> names_with_heat(const Result &result,
                                         const std::vector<std::string> &sides);

/// ` Terminals: plus 20 A at 1.558 V, minus -20 A at 0 V.`; empty if there are none.
std::string terminals_text(const Result &result);

/// ` Heat leaves by base.bottom (41.6 W).`; empty if that is not known.
std::string cooled_text(const Result &result);

} // namespace kelvolt

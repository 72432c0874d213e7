#pragma once

#include "case.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// One sentence for every value of the case, and of the materials in use, that can be
/// computed with but is met nowhere: most likely a slip of the unit. For a judged case.
std::vector<std::string> unusual_values(const Case &input, const MaterialMap &library);

} // namespace kelvolt

#pragma once

#include "case/case.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Raises the resistances of contacts that cannot matter to the smallest one that
/// arithmetic still sees: 1e-8 of what the less resistive of both parts opposes to the same
/// flow across its thinnest direction, L / k [m2 K/W] or rho L [ohm m2]. A joint below that
/// is perfect for every number of the result, and would only make the equations
/// ill-conditioned. The case has been judged. @return a sentence for each that was raised
std::vector<std::string> limit_joints(Case &input, const MaterialMap &library);

} // namespace kelvolt

#pragma once

#include "case/case_problem.h"
#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// check_layout() for packages with slanted or round edges: hidden parts, surfaces without
/// faces, two conditions on one face or point, bodies whose level of temperature nothing
/// fixes, points outside, and too many cells. The case has no other faults.
std::vector<CaseProblem> check_column_layout(const Case &input,
                                             const MaterialMap &library,
                                             const ColumnLayout &layout);

} // namespace kelvolt

#pragma once

#include "case/case_problem.h"
#include "mesh/column_layout.h"

#include <vector>

namespace kelvolt
{

/// Patches that do not lie on their side, or through which heat flows that is not computed;
/// and two coolings or two terminals on one face.
std::vector<CaseProblem> check_column_patches(const Case &input,
                                              const ColumnLayout &layout);

} // namespace kelvolt

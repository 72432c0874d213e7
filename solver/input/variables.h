#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "config_node.h"

#include <vector>

namespace kelvolt
{

/// Puts the values of the section `variables` wherever their names stand in place of a
/// value: alone, as an end of a range, behind the sign of a limit. The schema says where
/// values stand, so that a part or a material may have the same name. Where a text can be
/// neither, its node keeps the variable that may have been meant. Faults of the variables
/// themselves are added to `problems`: no values, circles, and ones that only `--set`
/// mentions, which would change nothing.
std::vector<Variable> resolve_variables(ConfigNode &root,
                                        std::vector<CaseProblem> &problems);

} // namespace kelvolt

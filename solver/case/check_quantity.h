#pragma once

#include "case.h"
#include "case_problem.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Adds a fault for every subject of the quantity that the case does not have. `owner`
/// begins the sentence: "accuracy.of". @return whether there was none
bool check_quantity(const Case &input,
                    const Quantity &quantity,
                    const SourceLocation &where,
                    const std::string &owner,
                    std::vector<CaseProblem> &problems);

} // namespace kelvolt

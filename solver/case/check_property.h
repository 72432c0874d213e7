#pragma once

#include "case.h"
#include "case_problem.h"
#include "value_range.h"

#include <vector>

namespace kelvolt
{

/// Adds the faults of one property, whose values lie within `range`; `name` begins the
/// sentences: "The density of copper".
void check_property(const std::string &name,
                    const MaterialProperty &property,
                    const ValueRange &range,
                    std::vector<CaseProblem> &problems);

/// Adds the faults of one material: values that are not positive or beyond value_range,
/// laws that become so within their valid range, tables that are too short or do not rise,
/// temperatures at or below 0 K.
void check_material(const Material &material, std::vector<CaseProblem> &problems);

} // namespace kelvolt

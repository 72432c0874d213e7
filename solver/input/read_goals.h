#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <vector>

namespace kelvolt
{

class ConfigNode;

/// Reads the section `points`; adds its faults.
std::vector<NamedPoint> read_points(const ConfigNode &node,
                                    std::vector<CaseProblem> &problems);

/// Reads the section `accuracy`, one goal or a list of them; adds its faults.
std::vector<Accuracy> read_accuracies(const ConfigNode &node,
                                      std::vector<CaseProblem> &problems);

/// Reads the section `limits`; adds its faults.
std::vector<Limit> read_limits(const ConfigNode &node, std::vector<CaseProblem> &problems);

} // namespace kelvolt

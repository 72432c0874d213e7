#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <vector>

namespace kelvolt
{

class ConfigNode;

/// Reads the section `study`; adds its faults. `rest` holds the cooling and the waveforms
/// of the case, from which defaults follow.
Study read_study(const ConfigNode &node,
                 const Case &rest,
                 std::vector<CaseProblem> &problems);

} // namespace kelvolt

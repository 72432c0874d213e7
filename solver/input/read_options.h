#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <vector>

namespace kelvolt
{

class ConfigNode;

/// Reads the section `mesh`; adds its faults.
MeshOptions read_mesh(const ConfigNode &node, std::vector<CaseProblem> &problems);

/// Reads the section `output`; adds its faults.
Output read_output(const ConfigNode &node, std::vector<CaseProblem> &problems);

} // namespace kelvolt

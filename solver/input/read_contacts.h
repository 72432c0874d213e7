#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <vector>

namespace kelvolt
{

class ConfigNode;

/// Reads the section `contacts`; adds its faults.
std::vector<Contact> read_contacts(const ConfigNode &node,
                                   std::vector<CaseProblem> &problems);

} // namespace kelvolt

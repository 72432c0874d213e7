#pragma once

#include "case/case_problem.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// The content of a regular file within bounds of memory, or nothing after adding a fault.
/// `kind` names what the file should be, for messages: "YAML".
std::string read_text_file(const std::string &path,
                           const std::string &kind,
                           std::vector<CaseProblem> &problems);

} // namespace kelvolt

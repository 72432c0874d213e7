#pragma once

#include "config_node.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// The only document of the YAML text `content`, its nodes at the place `place`, with line
/// numbers if `has_lines`. Faults (wrong syntax, several documents, repeated or giant keys,
/// control characters, nesting or aliases without end) are added to `problems`; what could
/// be read is returned, null for an empty document.
///
/// The memory taken is bounded by the length of the text, whatever aliases make of it:
/// reading stops at the fault.
ConfigNode read_yaml(const std::string &content,
                     const std::string &place,
                     bool has_lines,
                     std::vector<CaseProblem> &problems);

} // namespace kelvolt

#pragma once

#include "case/case.h"

#include <string>

namespace kelvolt
{

/// The case as YAML with every default filled in, absolute boxes, and the materials in use
/// with their laws and sources, all in SI units. read_case() reads it back to the same
/// Case, so that a result can be repeated without the material library. Every material in
/// use must exist.
std::string resolved_case(const Case &input, const MaterialMap &library);

} // namespace kelvolt

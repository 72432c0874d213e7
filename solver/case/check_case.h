#pragma once

#include "case.h"
#include "case_problem.h"

#include <vector>

namespace kelvolt
{

/// All faults of meaning that show without laying out the geometry: names that do not
/// exist, values outside their physical range, contradictions, missing references.
/// `library` holds the materials that the case may use beside its own. Empty = the case may
/// be built.
std::vector<CaseProblem> check_case(const Case &input, const MaterialMap &library);

/// Those of check_case() that concern the sizes of the boxes: without them the parts can be
/// laid out. Parts without a box are passed over.
std::vector<CaseProblem> size_faults(const Case &input);

/// The material that `name` means: the case's own comes before the library's. Null if
/// neither.
const Material *
find_material(const std::string &name, const Case &input, const MaterialMap &library);

} // namespace kelvolt

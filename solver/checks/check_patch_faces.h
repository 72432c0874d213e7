#pragma once

#include "case/case_problem.h"
#include "used_surfaces.h"

#include <vector>

namespace kelvolt
{

/// Adds a fault for every patch that does not lie on its side wholly or lies there twice.
/// One without cooling of its own is also refused where parts cover it and nothing acts on
/// it, and where another cooling acts there: what passes through it alone is not computed.
/// Patches of unknown or hidden parts are passed over; `volumes` are those of
/// the parts.
void check_patch_faces(const Case &input,
                       const PartLayout &layout,
                       const PartIndices &indices,
                       const std::vector<double> &volumes,
                       const std::vector<UsedSurface> &surfaces,
                       std::vector<CaseProblem> &problems);

/// Adds a fault wherever two coolings, or two terminals, act on the same face.
void check_double_conditions(const PartLayout &layout,
                             const std::vector<UsedSurface> &surfaces,
                             std::vector<CaseProblem> &problems);

} // namespace kelvolt

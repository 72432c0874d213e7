#pragma once

#include "case/case_problem.h"
#include "used_surfaces.h"

#include <vector>

namespace kelvolt
{

/// Adds a fault for every surface without a face, for convection with nothing exposed, and
/// for surfaces at two temperatures that touch.
void check_surfaces(const Case &input,
                    const PartLayout &layout,
                    const std::vector<UsedSurface> &surfaces,
                    std::vector<CaseProblem> &problems);

/// Adds a fault for every separate body whose level of temperature nothing fixes. Passed
/// over where the cooling that is meant to do it has a fault of its own; `volumes` are
/// those of the parts.
void check_bodies(const Case &input,
                  const PartLayout &layout,
                  const std::vector<UsedSurface> &surfaces,
                  const PartIndices &indices,
                  const std::vector<double> &volumes,
                  std::vector<CaseProblem> &problems);

} // namespace kelvolt

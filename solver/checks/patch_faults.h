#pragma once

#include "case/case.h"
#include "case/case_problem.h"

#include <optional>
#include <string>

namespace kelvolt
{

/// The faults of patches that boxes and columns share, in one wording.

/// Of a patch that covers another area of its side than its outline has [m2].
/// @param tolerance of areas of the same place
std::optional<CaseProblem>
patch_area_fault(const Patch &patch, double wanted, double found, double tolerance);

/// Of a surface that is used under a key, on which its part ends nowhere.
CaseProblem surface_without_faces(const std::string &key,
                                  const SurfaceName &surface,
                                  const SourceLocation &where);

CaseProblem patch_without_rest(const Patch &patch);
CaseProblem patch_under_another_cooling(const Patch &patch);
CaseProblem patch_within_package(const Patch &patch);

/// Two coolings, or two terminals, on one spot.
/// @param place where that is, empty if unknown
CaseProblem two_on_one_spot(const std::string &first_key,
                            const SurfaceName &first,
                            const std::string &second_key,
                            const SurfaceName &second,
                            const SourceLocation &where,
                            const std::string &place);

} // namespace kelvolt

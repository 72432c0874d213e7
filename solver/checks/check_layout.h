#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "layout/part_layout.h"

#include <vector>

namespace kelvolt
{

/// The faults of a case that show only in its layout:
/// parts that later ones hide, surfaces without a face, convection with nothing exposed,
/// patches beside their side, two conditions on one spot, bodies whose level of temperature
/// nothing fixes, surfaces at two temperatures that touch, bodies that touch only along an
/// edge, slivers and gaps between parts, too many cells. Names that the case does not
/// define are passed over: check_case() reports them.
std::vector<CaseProblem>
check_layout(const Case &input, const MaterialMap &library, const PartLayout &layout);

} // namespace kelvolt

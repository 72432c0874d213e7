#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "layout/part_layout.h"

#include <vector>

namespace kelvolt
{

/// Two planes closer than this fraction of the extents of the boxes that end there are
/// taken for a slip of the pen (2.0 mm beside 2.0001 mm), unless a box lies just between
/// them.
constexpr double sliver_fraction = 1e-4;

/// Empty space between two parts narrower than this fraction of the thinner one's smallest
/// extent is taken for a joint that was meant to be closed (z: 1.07 mm below 1.0701 mm).
constexpr double gap_fraction = 0.02;

/// Slivers and gaps: edges and faces of parts that miss each other by so little that it is
/// hardly meant. A gap opens the path of heat and current without a sign in the results.
std::vector<CaseProblem> near_misses(const Case &input, const PartLayout &layout);

} // namespace kelvolt

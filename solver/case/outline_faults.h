#pragma once

#include "outline.h"

#include <optional>
#include <string>

namespace kelvolt
{

/// What is wrong with an outline; the parts are those of a CaseProblem whose `found`
/// follows the name of the outline.
struct OutlineFault
{
  std::string found, allowed, suggestion;
};

/// The first fault: edges that cross or come nearer to each other than the snap length, a
/// ring that overlaps another, a hole outside of all rings, what is smaller than the snap
/// length. Rings may
/// touch each other at corners and along edges. Costs near-linear time for edges that lie
/// apart.
std::optional<OutlineFault> outline_fault(const Outline &outline, double snap);

} // namespace kelvolt

#pragma once

#include "results/history.h"
#include "study/transient_mesh.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// What the steps of a run in time took, beside the states after the whole time, found as a
/// steady one is, that the same time would have bought: a sentence for the log.
/// @param seconds of all steps together, with their numbers and fields @param solved
/// coupled solutions
std::string text_of_cost(const TransientMesh &mesh,
                         const std::vector<TransientStepRecord> &steps,
                         unsigned long long solved,
                         double seconds);

} // namespace kelvolt

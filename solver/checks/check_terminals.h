#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "case/time_varying.h"
#include "layout/part_layout.h"

#include <functional>
#include <string>
#include <vector>

namespace kelvolt
{

/// The faults that leave the electric problem without one answer: terminals that are not on
/// exactly one conductor, that lie on several conducting islands, or that touch each other;
/// islands without a terminal, without a voltage, or with a given current that cannot
/// return; conductors that meet only along an edge or in a corner. Empty for a case without
/// terminals, which has no electric problem. Names that the case does not define and
/// surfaces without faces are passed over: check_case() and check_layout() report them.
std::vector<CaseProblem>
check_terminals(const Case &input, const MaterialMap &library, const PartLayout &layout);

/// Why a part carries no current.
std::string
reason_not_conducting(const Case &input, const MaterialMap &library, const Part &part);

/// Adds a fault if the currents of the terminals of one island are all given and do not add
/// up to zero.
void check_return_path(const Case &input,
                       const WaveformIndex &waveforms,
                       const std::vector<const Terminal *> &terminals,
                       const std::function<std::vector<int>()> &parts_of_island,
                       std::vector<CaseProblem> &problems);

} // namespace kelvolt

#pragma once

#include "checks/check_input.h"
#include "commands/case_input.h"
#include "results/impedance.h"

#include <functional>
#include <string>
#include <vector>

namespace kelvolt
{

/// The case and the library, judged as for times even where the study is steady: with heat
/// capacities, but not necessarily with any cooling. The study is the case's own again.
/// @param faults what else the case lacks, beside what is judged of any @throws InputError
/// Collective.
JudgedCase
read_timed_case(const CaseOptions &options,
                const ImpedanceRequest &request,
                const std::string &directory,
                const std::function<std::vector<CaseProblem>(const Case &)> &faults);

} // namespace kelvolt
